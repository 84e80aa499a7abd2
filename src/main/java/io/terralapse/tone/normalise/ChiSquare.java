package io.terralapse.tone.normalise;

/** The chi-square distribution of few degrees of freedom, from a table. Stateless. */
final class ChiSquare {
  private static final int MOST_DEGREES = 8;
  private static final double RANGE = 40;
  private static final int STEPS = 4000;
  private static final double[][] TABLES = tables();

  private ChiSquare() {}

  /**
   * The probability that the sum of squares of normal variables exceeds a value.
   *
   * @param degrees 1 to {@value #MOST_DEGREES}
   * @param value 0 or more
   */
  static double survival(int degrees, double value) {
    double position = value / RANGE * STEPS;
    if (!(position < STEPS)) {
      return 0;
    }
    double[] table = TABLES[degrees];
    int below = (int) position;
    return table[below] + (position - below) * (table[below + 1] - table[below]);
  }

  /** Of two degrees in closed form, of one from the normal distribution, of more by recurrence. */
  private static double[][] tables() {
    double[][] tables = new double[MOST_DEGREES + 1][STEPS + 1];
    for (int step = 0; step <= STEPS; step++) {
      double x = RANGE * step / STEPS;
      tables[1][step] = complementaryError(Math.sqrt(x / 2));
      tables[2][step] = StrictMath.exp(-x / 2);
      // The term (x / 2)^(d / 2) exp(-x / 2) / gamma(d / 2 + 1).
      double odd = 2 * Math.sqrt(x / (2 * Math.PI)) * StrictMath.exp(-x / 2);
      double even = x / 2 * StrictMath.exp(-x / 2);
      for (int d = 3; d <= MOST_DEGREES; d++) {
        boolean isOdd = d % 2 == 1;
        tables[d][step] = Math.min(1, tables[d - 2][step] + (isOdd ? odd : even));
        if (isOdd) {
          odd *= x / d;
        } else {
          even *= x / d;
        }
      }
    }
    return tables;
  }

  /** By its continued fraction or series (Abramowitz and Stegun 1964, 7.1.5 and 7.1.14). */
  private static double complementaryError(double x) {
    if (x < 2) {
      double term = x;
      double sum = x;
      for (int n = 1; n < 60; n++) {
        term *= -x * x / n;
        sum += term / (2 * n + 1);
      }
      return 1 - 2 / Math.sqrt(Math.PI) * sum;
    }
    double fraction = 0;
    for (int n = 60; n >= 1; n--) {
      fraction = n / 2.0 / (x + fraction);
    }
    return StrictMath.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
  }
}
