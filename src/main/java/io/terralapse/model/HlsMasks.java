package io.terralapse.model;

import static io.terralapse.model.MaskCoding.flagIf;

/** Decodes the mask of Harmonized Landsat Sentinel-2. Stateless. */
final class HlsMasks {
  private static final int FILL = 255;

  private HlsMasks() {}

  /**
   * {@code Fmask} (HLS User Guide 2.0): 255 fill, bit 1 cloud, 2 adjacent to cloud, 3 shadow, 4
   * snow, 5 water.
   */
  static byte fmask(int value) {
    if (value == FILL) {
      return Flags.NODATA;
    }
    return (byte)
        (flagIf(value, 1, Flags.CLOUD)
            | flagIf(value, 2, Flags.CLOUD)
            | flagIf(value, 3, Flags.SHADOW)
            | flagIf(value, 4, Flags.SNOW)
            | flagIf(value, 5, Flags.WATER));
  }
}
