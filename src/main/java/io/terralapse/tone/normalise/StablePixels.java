package io.terralapse.tone.normalise;

import java.util.Arrays;

/**
 * The pixels whose values vary least over a sequence, and the mean of the sequence. One date is
 * looked at at a time. Stability is judged among pixels of similar brightness, so that the stable
 * ones span dark and bright. Not thread-safe until {@link #finish}.
 */
final class StablePixels {
  /** Fewer dates do not tell which pixels are stable. */
  private static final int LEAST_DATES = 4;

  private static final double STABLE_SHARE = 0.5;
  private static final int BRIGHTNESS_CLASSES = 8;

  private final ToneDomain domain;
  private int dates;
  private double[][] sum = new double[0][];
  private double[][] squares = new double[0][];
  private int[] count = new int[0];

  StablePixels(ToneDomain domain) {
    this.domain = domain;
  }

  /**
   * What was found.
   */
  static final class Result {
    private final boolean[] stable;
    private final double[][] mean;

    /**
     * Values, not copied.
     *
     * @param stable by pixel
     * @param mean by channel and pixel, mean of the logarithms; NaN where no date has a value
     */
    Result(boolean[] stable, double[][] mean) {
      this.stable = stable;
      this.mean = mean;
    }

    boolean[] stable() {
      return stable;
    }

    double[][] mean() {
      return mean;
    }
  }

  /** Adds a date, aligned. */
  void add(ToneImage image) {
    int k = image.bandCount();
    if (dates++ == 0) {
      int n = image.width() * image.height();
      sum = new double[k][n];
      squares = new double[k][n];
      count = new int[n];
    }
    double[] logs = new double[k];
    for (int i = 0; i < count.length; i++) {
      boolean usable = true;
      for (int b = 0; b < k; b++) {
        logs[b] = domain.log(image.band(b)[i]);
        usable &= Double.isFinite(logs[b]);
      }
      if (usable) {
        count[i]++;
        for (int b = 0; b < k; b++) {
          sum[b][i] += logs[b];
          squares[b][i] += logs[b] * logs[b];
        }
      }
    }
  }

  /** The result for all dates that were added. */
  Result finish() {
    int n = count.length;
    double[][] mean = new double[sum.length][n];
    double[] brightness = new double[n];
    double[] spread = new double[n];
    int[] known = new int[n];
    int found = 0;
    int least = dates < LEAST_DATES ? Math.min(2, dates) : Math.max(3, dates / 2);
    for (int i = 0; i < n; i++) {
      for (int b = 0; b < mean.length; b++) {
        mean[b][i] = count[i] > 0 ? sum[b][i] / count[i] : Double.NaN;
        brightness[i] += mean[b][i];
        double variance = squares[b][i] / Math.max(1, count[i]) - mean[b][i] * mean[b][i];
        spread[i] += variance;
      }
      if (count[i] >= least) {
        known[found++] = i;
      }
    }
    known = Arrays.copyOf(known, found);
    boolean[] stable = new boolean[n];
    if (dates < LEAST_DATES) {
      for (int i : known) {
        stable[i] = true;
      }
    } else {
      chooseStable(known, brightness, spread, stable);
    }
    return new Result(stable, mean);
  }

  private static void chooseStable(
      int[] known, double[] brightness, double[] spread, boolean[] stable) {
    double[] order = Arrays.stream(known).mapToDouble(i -> brightness[i]).sorted().toArray();
    for (int c = 0; c < BRIGHTNESS_CLASSES && order.length > 0; c++) {
      double low = order[c * order.length / BRIGHTNESS_CLASSES];
      double high =
          c == BRIGHTNESS_CLASSES - 1
              ? Double.POSITIVE_INFINITY
              : order[(c + 1) * order.length / BRIGHTNESS_CLASSES];
      int[] members =
          Arrays.stream(known).filter(i -> brightness[i] >= low && brightness[i] < high).toArray();
      double limit =
          Robust.quantile(
              Arrays.stream(members).mapToDouble(i -> spread[i]).toArray(), STABLE_SHARE);
      for (int i : members) {
        stable[i] |= spread[i] <= limit;
      }
    }
  }
}
