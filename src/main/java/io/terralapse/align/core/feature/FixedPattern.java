package io.terralapse.align.core.feature;

import java.util.Arrays;

/**
 * Detects a pattern that is fixed to the pixel lattice: JPEG blocks, subsampled chroma, detector
 * columns. Such a pattern does not move with the ground and biases an estimate towards 0; in the
 * chroma of a compressed image it is stronger than the ground's own texture.
 *
 * <p>In natural images the mean difference of neighbouring pixels is the same at every phase of a
 * period. The period of 16 covers JPEG blocks (ITU-T T.81: 8 pixels, 16 for subsampled chroma).
 * Stateless.
 */
final class FixedPattern {
  private static final int PERIOD = 16;

  /**
   * Sampled differences in each direction: over ten thousand per phase, mean known to 1 per cent.
   */
  private static final int SAMPLES = 250_000;

  /**
   * Differences are clipped at this multiple of their mean, so that shorelines have no influence.
   */
  private static final double MAX_RELATIVE_DIFFERENCE = 4;

  /**
   * Smallest and largest mean difference of a phase, relative to the median phase. Sentinel-2 is
   * within 0.96 and 1.03, aerial photographs that were compressed before downsampling within 0.91
   * and 1.3, which is harmless; JPEG chroma of any quality falls below 0.78 or exceeds 1.2.
   */
  private static final double MIN_PHASE_RATIO = 0.85;

  private static final double MAX_PHASE_RATIO = 1.4;

  /** Fewest differences per phase for a decision. */
  private static final int MIN_COUNT = 200;

  private FixedPattern() {}

  /** True if differences of neighbours are much larger or smaller at some phase of the period. */
  static boolean isIn(SignalPlane plane) {
    // Odd, so that the sampled lines include all phases.
    int sparse = (plane.value.length / SAMPLES) | 1;
    double cap = MAX_RELATIVE_DIFFERENCE * meanDifference(plane, sparse);
    return isUneven(plane, 1, sparse, cap) || isUneven(plane, sparse, 1, cap);
  }

  /** The mean difference of neighbours in a row. */
  private static double meanDifference(SignalPlane plane, int sparse) {
    double sum = 0;
    long n = 0;
    for (int i = 0; i + 1 < plane.value.length; i += 3 * sparse) {
      if (plane.clear[i] != 0 && plane.clear[i + 1] != 0) {
        sum += Math.abs(plane.value[i + 1] - plane.value[i]);
        n++;
      }
    }
    return sum / Math.max(1, n);
  }

  /**
   * @param columnStep 1 to compare every column with the one on its right, on some rows
   * @param rowStep 1 to compare every row with the one below, on some columns
   */
  private static boolean isUneven(SignalPlane plane, int columnStep, int rowStep, double cap) {
    int w = plane.width;
    boolean alongRows = columnStep == 1;
    int next = alongRows ? 1 : w;
    int columns = alongRows ? w - 1 : w;
    int rows = alongRows ? plane.height : plane.height - 1;
    double[] sum = new double[PERIOD];
    long[] count = new long[PERIOD];
    for (int row = 0; row < rows; row += rowStep) {
      for (int column = 0; column < columns; column += columnStep) {
        int i = row * w + column;
        if (plane.clear[i] != 0 && plane.clear[i + next] != 0) {
          int phase = (alongRows ? column : row) % PERIOD;
          sum[phase] += Math.min(cap, Math.abs(plane.value[i + next] - plane.value[i]));
          count[phase]++;
        }
      }
    }
    for (int phase = 0; phase < PERIOD; phase++) {
      if (count[phase] < MIN_COUNT) {
        return false;
      }
      sum[phase] /= count[phase];
    }
    Arrays.sort(sum);
    double median = (sum[PERIOD / 2 - 1] + sum[PERIOD / 2]) / 2;
    return sum[0] < MIN_PHASE_RATIO * median || sum[PERIOD - 1] > MAX_PHASE_RATIO * median;
  }
}
