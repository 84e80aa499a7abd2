package io.terralapse.raster.tiff;

import java.io.IOException;

/** The order of bits in a byte (TIFF 6.0, FillOrder 2: the first pixel is in the lowest bit). */
final class BitOrder {
  private static final byte[] REVERSED = new byte[256];

  static {
    for (int i = 0; i < REVERSED.length; i++) {
      REVERSED[i] = (byte) (Integer.reverse(i) >>> 24);
    }
  }

  private BitOrder() {}

  /** True if the bytes of blocks are to be reversed; JPEG has an order of its own. */
  static boolean isReversed(Ifd ifd, Compression compression) throws IOException {
    return compression != Compression.JPEG && ifd.integer(Tag.FILL_ORDER, 1) == 2;
  }

  /** Reverses the bits of each of the first {@code length} bytes. */
  static void reverse(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      bytes[i] = REVERSED[bytes[i] & 0xff];
    }
  }
}
