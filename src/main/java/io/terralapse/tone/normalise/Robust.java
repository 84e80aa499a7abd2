package io.terralapse.tone.normalise;

import java.util.Arrays;

/** Robust statistics. Deterministic; stateless. */
final class Robust {
  /** From a median absolute deviation to the standard deviation of a normal distribution. */
  static final double NORMAL = 1.4826;

  private static final double TUNING = 1.345;
  private static final double BIWEIGHT_TUNING = 4.685;
  private static final int ITERATIONS = 8;

  private Robust() {}

  /** The median; 0 of nothing. */
  static double median(double[] values) {
    return quantile(values, 0.5);
  }

  /** A quantile, 0 to 1, without interpolation; 0 of nothing. */
  static double quantile(double[] values, double fraction) {
    if (values.length == 0) {
      return 0;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.round(fraction * (sorted.length - 1))];
  }

  /** The median distance from a value, as a standard deviation. */
  static double deviation(double[] values, double from) {
    double[] distances = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      distances[i] = Math.abs(values[i] - from);
    }
    return NORMAL * median(distances);
  }

  /** Huber's estimate of the centre (Huber 1964), with a scale from median distances. */
  static double centre(double[] values) {
    double centre = median(values);
    double limit = TUNING * Math.max(deviation(values, centre), 1e-6);
    for (int i = 0; i < ITERATIONS; i++) {
      double sum = 0;
      for (double value : values) {
        sum += Math.max(-limit, Math.min(limit, value - centre));
      }
      centre += values.length == 0 ? 0 : sum / values.length;
    }
    return centre;
  }

  /** Huber's weight of a residual: 1 near 0, falling beyond. */
  static double weight(double residual, double scale) {
    double limit = TUNING * scale;
    double size = Math.abs(residual);
    return size <= limit ? 1 : limit / size;
  }

  /** Tukey's biweight of a residual (Beaton and Tukey 1974): 1 at 0, 0 far away. */
  static double bisquare(double residual, double scale) {
    double part = residual / (BIWEIGHT_TUNING * scale);
    return Math.abs(part) >= 1 ? 0 : (1 - part * part) * (1 - part * part);
  }
}
