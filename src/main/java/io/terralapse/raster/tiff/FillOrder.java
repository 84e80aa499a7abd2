package io.terralapse.raster.tiff;

/** The order of bits in a byte (TIFF 6.0, FillOrder 2: the first pixel is in the lowest bit). */
final class FillOrder {
  private static final byte[] REVERSED = new byte[256];

  static {
    for (int i = 0; i < REVERSED.length; i++) {
      REVERSED[i] = (byte) (Integer.reverse(i) >>> 24);
    }
  }

  private FillOrder() {}

  /** Reverses the bits of each of the first {@code length} bytes. */
  static void reverse(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      bytes[i] = REVERSED[bytes[i] & 0xff];
    }
  }
}
