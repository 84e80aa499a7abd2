package io.terralapse.furniture;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A scale bar of a round length.
 *
 * @param pixels its length in pixels
 * @param label its length on the ground, such as {@code 500 m}
 */
record ScaleBar(double pixels, String label) {
  /** Longest and shortest share of the canvas width. */
  private static final double LONGEST = 0.18;

  private static final double SHORTEST = 0.08;

  /** Of a strip that is wider than this many heights, only that width counts. */
  private static final double WIDEST = 3.2;

  /**
   * The longest of 1, 2 or 5 times a power of ten metres within 8 to 20 % of the width of usual
   * frames; empty if the scale is unknown.
   */
  static Optional<ScaleBar> of(Canvas canvas) {
    double scale = canvas.metresPerPixel();
    double limit = scale * Math.min(canvas.width(), WIDEST * canvas.height()) * LONGEST;
    if (!(scale > 0) || !Double.isFinite(limit)) {
      return Optional.empty();
    }
    int exponent = (int) Math.floor(Math.log10(limit));
    BigDecimal best = BigDecimal.ONE.scaleByPowerOfTen(exponent);
    for (int digit : new int[] {2, 5, 10}) {
      BigDecimal longer = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
      boolean tooShort = best.doubleValue() < limit * SHORTEST / LONGEST;
      if (longer.doubleValue() <= limit * (tooShort ? 1.12 : 1)) {
        best = longer;
      }
    }
    return Optional.of(new ScaleBar(best.doubleValue() / scale, label(best)));
  }

  private static String label(BigDecimal metres) {
    if (metres.compareTo(BigDecimal.valueOf(1000)) >= 0) {
      return plain(metres.movePointLeft(3)) + " km";
    }
    return metres.compareTo(BigDecimal.ONE) >= 0
        ? plain(metres) + " m"
        : plain(metres.movePointRight(2)) + " cm";
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
