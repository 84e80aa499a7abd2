package io.terralapse.model;

import static io.terralapse.model.MaskCoding.confidence;
import static io.terralapse.model.MaskCoding.flagIf;

/** Decodes the quality bands of Landsat. Stateless. */
final class LandsatMasks {
  /** Of the confidences with two bits. */
  private static final int HIGH = 3;

  private LandsatMasks() {}

  /**
   * Collection 2 {@code QA_PIXEL} (USGS LSDS-1619): bit 0 fill, 1 dilated cloud, 2 cirrus, 3 cloud,
   * 4 shadow, 5 snow, 7 water.
   */
  static byte qaPixel(int value) {
    return (byte)
        (flagIf(value, 0, Flags.NODATA)
            | flagIf(value, 1, Flags.CLOUD)
            | flagIf(value, 2, Flags.CLOUD)
            | flagIf(value, 3, Flags.CLOUD)
            | flagIf(value, 4, Flags.SHADOW)
            | flagIf(value, 5, Flags.SNOW)
            | flagIf(value, 7, Flags.WATER));
  }

  /**
   * Collection 1 {@code BQA} (USGS LSDS-1656): bit 0 fill, 4 cloud, and confidences at bits 7
   * (shadow), 9 (snow) and 11 (cirrus).
   */
  static byte bqa(int value) {
    return (byte)
        (flagIf(value, 0, Flags.NODATA)
            | flagIf(value, 4, Flags.CLOUD)
            | (confidence(value, 11) == HIGH ? Flags.CLOUD : 0)
            | (confidence(value, 7) == HIGH ? Flags.SHADOW : 0)
            | (confidence(value, 9) == HIGH ? Flags.SNOW : 0));
  }

  /**
   * Collection 1 Level 2 {@code pixel_qa} (USGS LSDS-1368): bit 0 fill, 2 water, 3 shadow, 4 snow,
   * 5 cloud, and the confidence of cirrus at bit 8.
   */
  static byte pixelQa(int value) {
    return (byte)
        (flagIf(value, 0, Flags.NODATA)
            | flagIf(value, 2, Flags.WATER)
            | flagIf(value, 3, Flags.SHADOW)
            | flagIf(value, 4, Flags.SNOW)
            | flagIf(value, 5, Flags.CLOUD)
            | (confidence(value, 8) == HIGH ? Flags.CLOUD : 0));
  }
}
