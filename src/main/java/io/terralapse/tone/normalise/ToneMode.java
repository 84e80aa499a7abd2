package io.terralapse.tone.normalise;

/**
 * Finds the log ratio that many pixels of two dates share in every channel. Where land has changed
 * over most of the frame there are several such ratios; values are physical, so one near 1 is
 * preferred. By mean shift (Comaniciu and Meer 2002) from several starting points.
 */
final class ToneMode {
  /** Width of the kernel, log units. */
  private static final double KERNEL = 0.06;

  /** Standard deviation of gains that are expected, log units. */
  private static final double EXPECTED = 0.2;

  private static final int STEPS = 12;
  private static final int MOST_PIXELS = 1200;

  private ToneMode() {}

  /**
   * The common log ratio.
   *
   * @param ratios {@code [band][pixel]}, at least one pixel
   * @return by band
   */
  static double[] of(double[][] ratios) {
    int k = ratios.length;
    int n = Math.min(MOST_PIXELS, ratios[0].length);
    double[][] sample = new double[k][n];
    for (int b = 0; b < k; b++) {
      for (int i = 0; i < n; i++) {
        sample[b][i] = ratios[b][(int) ((long) i * ratios[0].length / n)];
      }
    }
    double[] median = new double[k];
    for (int b = 0; b < k; b++) {
      median[b] = Robust.median(sample[b]);
    }
    double[] best = new double[k];
    double bestScore = -1;
    for (double[] start : starts(median)) {
      double score = climb(sample, start);
      if (score > bestScore) {
        bestScore = score;
        best = start;
      }
    }
    return best;
  }

  private static double[][] starts(double[] median) {
    double[] factors = {0, 0.5, 1, 1.5, -0.5};
    double[][] starts = new double[factors.length][median.length];
    for (int s = 0; s < factors.length; s++) {
      for (int b = 0; b < median.length; b++) {
        starts[s][b] = factors[s] * median[b];
      }
    }
    return starts;
  }

  /** Moves {@code at} to the mode above it, and returns how good that is. */
  private static double climb(double[][] sample, double[] at) {
    int k = at.length;
    double density = 0;
    // Wide first, so that a start in an empty region finds one that is not.
    for (int step = 0; step < STEPS; step++) {
      double width = step < STEPS / 3 ? 2 * KERNEL : KERNEL;
      double[] sum = new double[k];
      density = 0;
      for (int i = 0; i < sample[0].length; i++) {
        double squares = 0;
        for (int b = 0; b < k; b++) {
          double distance = sample[b][i] - at[b];
          squares += distance * distance;
        }
        double weight = StrictMath.exp(-squares / (2 * width * width));
        density += weight;
        for (int b = 0; b < k; b++) {
          sum[b] += weight * sample[b][i];
        }
      }
      for (int b = 0; b < k && density > 0; b++) {
        at[b] = sum[b] / density;
      }
    }
    double unexpected = 0;
    for (double gain : at) {
      unexpected += gain * gain / at.length;
    }
    return density * StrictMath.exp(-unexpected / (2 * EXPECTED * EXPECTED));
  }
}
