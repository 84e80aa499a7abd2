package io.terralapse.model;

/** Decodes the masks of Sentinel-2. Stateless. */
final class Sentinel2Masks {
  private Sentinel2Masks() {}

  /**
   * Scene classification of Level 2A (Sen2Cor): 0 no data, 1 saturated or defective, 3 cloud
   * shadow, 6 water, 8 and 9 cloud, 10 cirrus, 11 snow.
   */
  static byte scl(int value) {
    return switch (value) {
      case 0 -> Flags.NODATA;
      case 1 -> Flags.SATURATED;
      case 3 -> Flags.SHADOW;
      case 6 -> Flags.WATER;
      case 8, 9, 10 -> Flags.CLOUD;
      case 11 -> Flags.SNOW;
      default -> 0;
    };
  }

  /** {@code QA60}: bit 10 opaque cloud, 11 cirrus. */
  static byte qa60(int value) {
    return (byte)
        (MaskCoding.flagIf(value, 10, Flags.CLOUD) | MaskCoding.flagIf(value, 11, Flags.CLOUD));
  }
}
