package io.terralapse.tone.normalise;

import java.util.Arrays;

/**
 * The pixels whose values vary least over a sequence, and the mean of the sequence. One date is
 * looked at at a time, twice. Not thread-safe until {@link #finish}.
 */
final class StablePixels {
  /** Fewer dates do not tell which pixels are stable. */
  private static final int LEAST_DATES = 4;

  /** More than these would be plants where there is little else; fewer are too few to compare. */
  private static final double STABLE_SHARE = 0.3;

  private final ToneDomain domain;
  private int dates;
  private double[][] mean = new double[0][];
  private double[] variance = new double[0];
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

  /** Adds a date to the mean; aligned. */
  void addToMean(ToneImage image) {
    int k = image.bandCount();
    if (dates++ == 0) {
      int n = image.width() * image.height();
      mean = new double[k][n];
      variance = new double[n];
      count = new int[n];
    }
    double[] logs = new double[k];
    for (int i = 0; i < count.length; i++) {
      if (read(image, i, logs)) {
        count[i]++;
        for (int b = 0; b < k; b++) {
          mean[b][i] += (logs[b] - mean[b][i]) / count[i];
        }
      }
    }
  }

  /**
   * Adds a date to the variances, after all dates were added to the mean. What differs from the
   * mean nearly everywhere is the tone of the date. It is taken away first: otherwise those pixels
   * would seem stable whose noise happens to be against it.
   */
  void addToVariance(ToneImage image) {
    int k = image.bandCount();
    double[][] differences = new double[k][count.length];
    int[] pixels = new int[count.length];
    double[] logs = new double[k];
    int n = 0;
    for (int i = 0; i < count.length; i++) {
      if (read(image, i, logs)) {
        for (int b = 0; b < k; b++) {
          differences[b][n] = logs[b] - mean[b][i];
        }
        pixels[n++] = i;
      }
    }
    if (n == 0) {
      return;
    }
    for (int b = 0; b < k; b++) {
      differences[b] = Arrays.copyOf(differences[b], n);
    }
    double[] tone = ToneMode.of(differences);
    for (int p = 0; p < n; p++) {
      for (int b = 0; b < k; b++) {
        double rest = differences[b][p] - tone[b];
        variance[pixels[p]] += rest * rest / count[pixels[p]];
      }
    }
  }

  /** The logarithms of a pixel; false if it has not all of them. */
  private boolean read(ToneImage image, int pixel, double[] logs) {
    boolean usable = true;
    for (int b = 0; b < logs.length; b++) {
      logs[b] = domain.log(image.band(b)[pixel]);
      usable &= Double.isFinite(logs[b]);
    }
    return usable;
  }

  /** The result for all dates that were added. */
  Result finish() {
    int n = count.length;
    int[] known = new int[n];
    int found = 0;
    int least = dates < LEAST_DATES ? Math.min(2, dates) : Math.max(3, dates / 2);
    for (int i = 0; i < n; i++) {
      for (int b = 0; b < mean.length; b++) {
        mean[b][i] = count[i] > 0 ? mean[b][i] : Double.NaN;
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
      double limit =
          Robust.quantile(
              Arrays.stream(known).mapToDouble(i -> variance[i]).toArray(), STABLE_SHARE);
      for (int i : known) {
        stable[i] = variance[i] <= limit;
      }
    }
    return new Result(stable, mean);
  }
}
