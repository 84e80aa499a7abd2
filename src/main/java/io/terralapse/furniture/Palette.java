package io.terralapse.furniture;

import io.terralapse.model.Srgb;

/**
 * The colour of letters and that of what is put between them and the picture. Contrast is that of
 * WCAG 2.1 (1.4.3). Immutable.
 *
 * @param text {@code 0xRRGGBB}
 * @param shade {@code 0xRRGGBB}
 */
record Palette(int text, int shade) {
  /** The contrast that is aimed at: 4.5 are required, and the coding of the video costs some. */
  static final double CONTRAST = 5;

  /** Whether letters on nothing but the shade reach the contrast. */
  boolean isLegible() {
    return contrast(text, shade) >= CONTRAST;
  }

  /** The contrast of two colours, 1 to 21. */
  static double contrast(int one, int other) {
    double a = Srgb.luminance(one);
    double b = Srgb.luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  /** The contrast of the letters on the shade. */
  double contrast() {
    return contrast(text, shade);
  }

  /** The grey code, 0 to 255, of a colour's luminance. */
  static int grey(int rgb) {
    return (int) Math.round(255 * Srgb.toCode(Srgb.luminance(rgb)));
  }

  /** Whether letters are lighter than what is behind them. */
  boolean isLightOnDark() {
    return Srgb.luminance(text) > Srgb.luminance(shade);
  }

  /** The picture on which the letters are least legible: white or black. */
  int worstGrey() {
    return isLightOnDark() ? 255 : 0;
  }

  /**
   * How much of the shade has to cover a grey picture so that letters on it reach the contrast.
   *
   * @param grey code of the picture, 0 to 255
   * @return 0 to 1
   */
  double leastShade(int grey) {
    int low = 0;
    int high = 255;
    while (low < high) {
      int middle = (low + high) / 2;
      if (reaches(grey, middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low / 255.0;
  }

  private boolean reaches(int grey, int shade255) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int covered = grey * (255 - shade255) + (shade >> shift & 0xFF) * shade255;
      mixed |= Srgb.divide255(covered) << shift;
    }
    boolean side = isLightOnDark() ? Srgb.luminance(mixed) < Srgb.luminance(text) : true;
    return side && contrast(text, mixed) >= CONTRAST;
  }
}
