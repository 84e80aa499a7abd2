package io.terralapse.align.core.match;

import io.terralapse.align.core.correlation.LagCorrelation;
import io.terralapse.align.core.correlation.LagSurface;
import io.terralapse.align.core.correlation.LocalVotes;
import io.terralapse.align.core.correlation.WindowGrid;
import io.terralapse.align.core.feature.AlignmentImage;
import io.terralapse.align.core.feature.GradientField;

/**
 * Finds the shift to about a pixel: an exhaustive search on the finest pyramid level where its cost
 * is within limits, then refinement level by level down to half size. Stateless.
 *
 * <p>The similarity surface of every window is standardised (mean 0, standard deviation 1) and
 * clipped before the surfaces are summed. A sharp peak therefore has more weight than a flat
 * surface, and no single high-contrast cloud edge or shoreline dominates the sum.
 */
final class CoarseSearch {
  /** Largest cost of the exhaustive search, multiplications. */
  private static final long MAX_COST = 40_000_000L;

  /** Smallest side of a window, pixels. */
  private static final int MIN_WINDOW = 48;

  /** Lags searched beyond the largest shift, so that a peak there is not at the border. */
  private static final int SEARCH_MARGIN = 2;

  /** Lags searched each way on the finer levels. */
  private static final int REFINE_RADIUS = 2;

  /** Standard scores are clipped here. */
  private static final double MAX_SCORE = 6;

  private CoarseSearch() {}

  /**
   * The best integer lag {x, y}: target column minus reference column, and the same for rows.
   *
   * @param lagX the lag given by the georeference, pixels
   * @param lagY the same for rows
   * @param maxShift largest difference from it that is searched, pixels
   */
  static int[] find(
      AlignmentImage reference, AlignmentImage target, double lagX, double lagY, double maxShift) {
    int levels = Math.min(reference.levels(), target.levels());
    int level = 0;
    while (level < levels - 1 && cost(reference.level(level), radius(maxShift, level)) > MAX_COST) {
      level++;
    }
    if (level == 0 && radius(maxShift, 0) <= LocalVotes.RADIUS) {
      return new int[] {(int) Math.rint(lagX), (int) Math.rint(lagY)};
    }
    double scale = 1.0 / (1 << level);
    double x = lagX * scale;
    double y = lagY * scale;
    int radius = radius(maxShift, level);
    while (true) {
      int cx = (int) Math.rint(x);
      int cy = (int) Math.rint(y);
      double[] found = best(reference.level(level), target.level(level), cx, cy, radius);
      x = cx + found[0];
      y = cy + found[1];
      if (level <= 1) {
        double up = level == 1 ? 2 : 1;
        return new int[] {(int) Math.rint(x * up), (int) Math.rint(y * up)};
      }
      level--;
      x *= 2;
      y *= 2;
      radius = REFINE_RADIUS;
    }
  }

  private static int radius(double maxShift, int level) {
    return (int) Math.ceil(maxShift / (1 << level)) + SEARCH_MARGIN;
  }

  private static long cost(GradientField field, long radius) {
    return 2L * field.width * field.height * (2 * radius + 1) * (2 * radius + 1);
  }

  /** The lag, relative to the given one, with the largest sum of scores. */
  private static double[] best(
      GradientField reference, GradientField target, int lagX, int lagY, int radius) {
    WindowGrid grid = WindowGrid.over(reference, target, lagX, lagY, MIN_WINDOW);
    LagCorrelation correlation = new LagCorrelation(grid.size, radius);
    LagSurface one = new LagSurface(radius);
    LagSurface sum = new LagSurface(radius);
    for (WindowGrid.Window w : grid.windows) {
      double common =
          correlation.correlate(reference, target, w.column(), w.row(), lagX, lagY, one);
      if (common >= LagCorrelation.MIN_OVERLAP) {
        addScores(one, common, sum);
      }
    }
    sum.invalidate();
    int best = 0;
    for (int i = 1; i < sum.value.length; i++) {
      if (sum.value[i] > sum.value[best]) {
        best = i;
      }
    }
    int bx = best % sum.side - radius;
    int by = best / sum.side - radius;
    return sum.peak().map(p -> new double[] {p.x(), p.y()}).orElse(new double[] {bx, by});
  }

  private static void addScores(LagSurface one, double weight, LagSurface sum) {
    double mean = 0;
    for (double v : one.value) {
      mean += v;
    }
    mean /= one.value.length;
    double spread = 0;
    for (double v : one.value) {
      spread += (v - mean) * (v - mean);
    }
    spread = Math.sqrt(spread / one.value.length);
    if (!(spread > 0)) {
      return;
    }
    for (int i = 0; i < one.value.length; i++) {
      sum.value[i] += weight * Math.min(MAX_SCORE, (one.value[i] - mean) / spread);
    }
  }
}
