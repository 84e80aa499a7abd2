package io.terralapse.furniture;

import java.math.BigDecimal;
import java.util.List;
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
   * The longest of 1, 2 or 5 times a power of ten of a unit within 8 to 20 % of the width of usual
   * frames; empty if the scale is unknown.
   */
  static Optional<ScaleBar> of(Canvas canvas, MarkSettings.Units units) {
    double scale = canvas.metresPerPixel();
    double metres = scale * Math.min(canvas.width(), WIDEST * canvas.height()) * LONGEST;
    if (!(scale > 0) || !Double.isFinite(metres)) {
      return Optional.empty();
    }
    Unit unit = units(units).get(0);
    for (Unit larger : units(units)) {
      unit = metres >= larger.metres() * larger.least() ? larger : unit;
    }
    double limit = metres / unit.metres();
    int exponent = (int) Math.floor(Math.log10(limit));
    BigDecimal best = BigDecimal.ONE.scaleByPowerOfTen(exponent);
    for (int digit : new int[] {2, 5, 10}) {
      BigDecimal longer = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
      boolean tooShort = best.doubleValue() < limit * SHORTEST / LONGEST;
      if (longer.doubleValue() <= limit * (tooShort ? 1.12 : 1)) {
        best = longer;
      }
    }
    return Optional.of(
        new ScaleBar(
            best.doubleValue() * unit.metres() / scale,
            best.stripTrailingZeros().toPlainString() + " " + unit.name()));
  }

  /**
   * A unit.
   *
   * @param least how many of it the longest bar must reach, so that no label begins with "0.0"
   */
  private record Unit(String name, double metres, double least) {}

  private static List<Unit> units(MarkSettings.Units units) {
    Unit metre = new Unit("m", 1, 1);
    return switch (units) {
      case METRIC -> List.of(new Unit("cm", 0.01, 0), metre, new Unit("km", 1000, 1));
      case IMPERIAL ->
          List.of(
              new Unit("in", 0.0254, 0), new Unit("ft", 0.3048, 1), new Unit("mi", 1609.344, 0.5));
      case NAUTICAL -> List.of(new Unit("cm", 0.01, 0), metre, new Unit("NM", 1852, 0.5));
    };
  }
}
