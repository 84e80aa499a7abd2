package io.terralapse.model;

/** The meaning of the bits of a pixel's flag byte. */
public final class Flags {
  /** Nothing was measured here. */
  public static final byte NODATA = 1;

  public static final byte CLOUD = 1 << 1;
  public static final byte SHADOW = 1 << 2;
  public static final byte SNOW = 1 << 3;
  public static final byte WATER = 1 << 4;

  /** At least one band is at the top of its range. */
  public static final byte SATURATED = 1 << 5;

  /** Taken from another date. */
  public static final byte FILLED = 1 << 6;

  /** The other flags of this pixel are an estimate, not the provider's mask. */
  public static final byte ESTIMATED = (byte) (1 << 7);

  private Flags() {}

  /** True unless the pixel is no data. */
  public static boolean isValid(byte flags) {
    return (flags & NODATA) == 0;
  }

  /** True if the pixel shows the ground: valid, and neither cloud nor its shadow. */
  public static boolean isClear(byte flags) {
    return (flags & (NODATA | CLOUD | SHADOW)) == 0;
  }
}
