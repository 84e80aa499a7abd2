package io.terralapse.align.core.feature;

import java.util.Arrays;

/**
 * Whether a plane carries a pattern that is fixed to its pixels: the blocks of JPEG, colour that
 * was stored at half size, detector columns. Such a pattern stands still where the land has moved,
 * and holds an estimate back; in the colours of a compressed picture it is stronger than the land.
 *
 * <p>Natural pictures do not know where their pixels begin: the mean difference of neighbours is
 * the same at every phase of a period. Sixteen holds the blocks of JPEG (ITU-T T.81: 8 pixels, 16
 * where colour is stored at half size). Stateless.
 */
final class FixedPattern {
  private static final int PERIOD = 16;

  /** Differences looked at each way: some ten thousand a phase, known to a per cent. */
  private static final int SAMPLES = 250_000;

  /** Differences beyond this many times the usual one count as that: a shore is no pattern. */
  private static final double LOUDEST = 4;

  /**
   * Phases of Sentinel-2 stay within 0.96 and 1.03 of their median, those of aerial photographs
   * that were compressed before they were reduced within 0.91 and 1.3, which does no harm; colours
   * of JPEG at any quality leave 0.78 to 1.2 on one side or both.
   */
  private static final double FAINTEST = 0.85;

  private static final double STRONGEST = 1.4;

  /** Fewer differences a phase than this say nothing. */
  private static final int MIN_COUNT = 200;

  private FixedPattern() {}

  /** True if neighbours differ much more or much less at some columns or rows of a period. */
  static boolean isIn(SignalPlane plane) {
    // Odd, so that the lines looked at are of all phases themselves.
    int sparse = (plane.value.length / SAMPLES) | 1;
    double cap = LOUDEST * usual(plane, sparse);
    return isUneven(plane, 1, sparse, cap) || isUneven(plane, sparse, 1, cap);
  }

  /** The mean difference of neighbours in a row. */
  private static double usual(SignalPlane plane, int sparse) {
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
    return sum[0] < FAINTEST * median || sum[PERIOD - 1] > STRONGEST * median;
  }
}
