package io.terralapse.tone;

/**
 * A look: contrast and saturation of the pictures.
 *
 * <p>The middle of the range that most dates fill, 0.35 of the way from dark to bright, gets the
 * same light whatever is brighter than that range.
 */
public enum TonePreset {
  /** As the eye expects it from the air. */
  NATURAL(1.6, 0.155, 1),
  /** More contrast and colour. */
  VIVID(1.9, 0.155, 1.25),
  /** Less contrast and colour, for further editing. */
  FLAT(1.25, 0.18, 0.9),
  /** Radar: values in decibels, or the logarithm of others. */
  RADAR(1, 0, 1);

  private final double contrast;
  private final double middleLight;
  private final double saturation;

  TonePreset(double contrast, double middleLight, double saturation) {
    this.contrast = contrast;
    this.middleLight = middleLight;
    this.saturation = saturation;
  }

  /** Exponent of the toe. */
  double contrast() {
    return contrast;
  }

  /** Linear light of the middle of the range. */
  double middleLight() {
    return middleLight;
  }

  /** Factor on the distance of colours from grey. */
  double saturation() {
    return saturation;
  }
}
