package io.terralapse.tone.normalise;

import java.util.Arrays;

/**
 * The pixels whose values vary least over a sequence, and the mean of the sequence. One date is
 * looked at at a time, three times. Not thread-safe until {@link #finish}.
 */
final class StablePixels {
  /** Fewer dates do not tell which pixels are stable. */
  private static final int LEAST_DATES = 4;

  /** More than these would be plants where there is little else; fewer are too few to compare. */
  private static final double STABLE_SHARE = 0.3;

  private final ToneDomain domain;
  private final boolean withOffsets;
  private int dates;
  private double[][] mean = new double[0][];
  private double[] asTheyAre = new double[0];
  private double[] withoutTone = new double[0];
  private boolean[] steady = new boolean[0];
  private int[] count = new int[0];

  /**
   * Begins without a date.
   *
   * @param withOffsets whether the tone of a date may have an offset
   */
  StablePixels(ToneDomain domain, boolean withOffsets) {
    this.domain = domain;
    this.withOffsets = withOffsets;
  }

  /** What was found. */
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

  /** Adds a date to the mean, before anything else; aligned. */
  void addToMean(ToneImage image) {
    int k = image.bandCount();
    if (dates++ == 0) {
      int n = image.width() * image.height();
      mean = new double[k][n];
      count = new int[n];
      asTheyAre = new double[n];
      withoutTone = new double[n];
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

  /** Adds a date to the variances of the values as they are, after all are in the mean. */
  void addToVariance(ToneImage image) {
    add(image, (band, pixel) -> mean[band][pixel], asTheyAre);
  }

  /**
   * Adds a date to the variances without the tone of the date, after all are in the others:
   * otherwise those pixels would seem stable whose noise happens to be against it. The tone is what
   * the pixels have in common whose values vary least as they are. (What most pixels have in common
   * would be the season, where most of the land is plants.)
   */
  void addWithoutTone(ToneImage image) {
    if (steady.length == 0) {
      steady = leastVarying(asTheyAre);
    }
    int k = image.bandCount();
    double[][] differences = new double[k][count.length];
    int[] pixels = new int[count.length];
    double[] logs = new double[k];
    int n = 0;
    for (int i = 0; i < count.length; i++) {
      if (steady[i] && read(image, i, logs)) {
        for (int b = 0; b < k; b++) {
          differences[b][n] = logs[b] - mean[b][i];
        }
        pixels[n++] = i;
      }
    }
    if (n == 0) {
      add(image, (band, pixel) -> mean[band][pixel], withoutTone);
      return;
    }
    for (int b = 0; b < k; b++) {
      differences[b] = Arrays.copyOf(differences[b], n);
    }
    double[] tone = ToneMode.of(differences);
    OrthogonalRegression[] lines = new OrthogonalRegression[k];
    for (int b = 0; b < k && withOffsets; b++) {
      lines[b] = line(image, b, Arrays.copyOf(pixels, n), tone[b]);
    }
    boolean straight =
        withOffsets && Arrays.stream(lines).allMatch(line -> Double.isFinite(line.slope()));
    add(
        image,
        (band, pixel) -> {
          double value = straight ? lines[band].at(Math.exp(mean[band][pixel])) : 0;
          return value > 0 ? Math.log(value) : mean[band][pixel] + tone[band];
        },
        withoutTone);
  }

  private OrthogonalRegression line(ToneImage image, int band, int[] pixels, double tone) {
    double[] x = new double[pixels.length];
    double[] y = new double[pixels.length];
    for (int p = 0; p < x.length; p++) {
      x[p] = Math.exp(mean[band][pixels[p]]);
      y[p] = image.band(band)[pixels[p]];
    }
    return OrthogonalRegression.of(x, y, Math.exp(tone));
  }

  /** What the logarithm of a pixel would be if it were stable. */
  private interface Expected {
    double of(int band, int pixel);
  }

  /** Adds squared distances from what is expected; the median of them where a date has no value. */
  private void add(ToneImage image, Expected expected, double[] sums) {
    double[] squares = new double[count.length];
    double[] known = new double[count.length];
    double[] logs = new double[image.bandCount()];
    int n = 0;
    for (int i = 0; i < count.length; i++) {
      squares[i] = Double.NaN;
      if (read(image, i, logs)) {
        squares[i] = 0;
        for (int b = 0; b < logs.length; b++) {
          double rest = logs[b] - expected.of(b, i);
          squares[i] += rest * rest;
        }
        known[n++] = squares[i];
      }
    }
    double usual = Robust.median(Arrays.copyOf(known, n));
    for (int i = 0; i < count.length; i++) {
      sums[i] += Double.isNaN(squares[i]) ? usual : squares[i];
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
    for (int i = 0; i < count.length; i++) {
      for (double[] band : mean) {
        band[i] = count[i] > 0 ? band[i] : Double.NaN;
      }
    }
    return new Result(leastVarying(withoutTone), mean);
  }

  /** The pixels with the least of sums over their dates; all where there are few dates. */
  private boolean[] leastVarying(double[] sums) {
    int least = dates < LEAST_DATES ? Math.min(2, dates) : Math.max(3, dates / 2);
    double[] known = new double[count.length];
    int n = 0;
    for (int i = 0; i < count.length; i++) {
      if (count[i] >= least) {
        known[n++] = sums[i];
      }
    }
    double limit =
        dates < LEAST_DATES
            ? Double.POSITIVE_INFINITY
            : Robust.quantile(Arrays.copyOf(known, n), STABLE_SHARE);
    boolean[] stable = new boolean[count.length];
    for (int i = 0; i < count.length; i++) {
      stable[i] = count[i] >= least && sums[i] <= limit;
    }
    return stable;
  }
}
