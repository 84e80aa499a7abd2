package io.terralapse.model;

import static io.terralapse.model.MaskCoding.confidence;
import static io.terralapse.model.MaskCoding.flagIf;

/** Decodes the quality layers of MODIS. Stateless. */
final class ModisMasks {
  private static final int FILL = 0xFFFF;
  private static final int CLOUDY = 1;
  private static final int MIXED = 2;
  private static final int HIGH = 3;

  /** Bits of the land and water classes 0, 3, 5, 6 and 7: oceans, lakes and rivers. */
  private static final int WATERS = 0b1110_1001;

  private ModisMasks() {}

  /**
   * {@code state_1km} and {@code sur_refl_state_500m} (MOD09 User's Guide, Collection 6): bits 0
   * and 1 cloud state, 2 shadow, 3 to 5 land or water, 8 and 9 cirrus, 10 cloud and 15 snow by the
   * product's own algorithm, 12 snow.
   */
  static byte state(int value) {
    if ((value & FILL) == FILL) {
      return Flags.NODATA;
    }
    int state = confidence(value, 0);
    boolean cloud = state == CLOUDY || state == MIXED || confidence(value, 8) == HIGH;
    return (byte)
        ((cloud ? Flags.CLOUD : 0)
            | flagIf(value, 10, Flags.CLOUD)
            | flagIf(value, 2, Flags.SHADOW)
            | flagIf(value, 12, Flags.SNOW)
            | flagIf(value, 15, Flags.SNOW)
            | flagIf(WATERS, value >> 3 & 7, Flags.WATER));
  }
}
