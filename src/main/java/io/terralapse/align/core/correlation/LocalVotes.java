package io.terralapse.align.core.correlation;

import io.terralapse.align.core.feature.GradientField;
import io.terralapse.model.Displacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The votes of all windows about one pair of dates, and every window's similarity surface. Votes
 * speak of what is left when a whole lag and a nonRigid of the displacement across the frame are
 * known.
 *
 * @param votes windows with a proper peak of their own
 * @param surfaces similarity of every window that both dates see, peak or not
 * @param windowSize side of a window, pixels
 * @param independence see {@link WindowGrid#independence}
 */
public record LocalVotes(
    List<Vote> votes, List<WindowSurface> surfaces, int windowSize, double independence) {
  /**
   * A window's similarities.
   *
   * @param peak its proper maximum, if it has one, in lags of the surface
   * @param centreX centre of the window in the reference, pixels
   * @param residualLagX what a lag of the surface lacks to be a vote, pixels right
   * @param residualLagY the same, down
   * @param half of the check-board, 0 or 1
   */
  public record WindowSurface(
      LagSurface surface,
      Optional<LagSurface.Peak> peak,
      double centreX,
      double centreY,
      double residualLagX,
      double residualLagY,
      int half) {

    /** The similarity at a vote's place. */
    public double at(double x, double y) {
      return surface.at(x - residualLagX, y - residualLagY);
    }

    private WindowSurface minus(double dx, double dy) {
      return new WindowSurface(surface, peak, centreX, centreY, residualLagX - dx, residualLagY - dy, half);
    }
  }

  /** Lags searched each way around the predicted one. */
  public static final int RADIUS = 4;

  /** Smallest window, pixels: on real farmland smaller ones find too little that lasts. */
  private static final int WINDOW = 96;

  private static final double MIN_PEAK = 0.04;
  private static final double MIN_DISTINCTNESS = 0.03;

  /**
   * Correlates every window.
   *
   * @param lagX target column minus reference column that is expected; votes are relative to it
   * @param lagY the same for rows
   * @param nonRigid what is expected beyond that, by place in the reference; votes are relative to it
   */
  public static LocalVotes collect(
      GradientField reference, GradientField target, int lagX, int lagY, Displacement nonRigid) {
    WindowGrid grid = WindowGrid.over(reference, target, lagX, lagY, WINDOW);
    LagCorrelation correlation = new LagCorrelation(grid.size, RADIUS);
    List<Vote> votes = new ArrayList<>();
    List<WindowSurface> surfaces = new ArrayList<>();
    double[] expected = new double[2];
    double half = grid.size / 2.0;
    for (WindowGrid.Window w : grid.windows) {
      double x = w.column() + half;
      double y = w.row() + half;
      nonRigid.at(x, y, expected);
      int wholeX = (int) Math.rint(expected[0]);
      int wholeY = (int) Math.rint(expected[1]);
      LagSurface surface = new LagSurface(RADIUS);
      double common =
          correlation.correlate(
              reference, target, w.column(), w.row(), lagX + wholeX, lagY + wholeY, surface);
      if (common < LagCorrelation.MIN_OVERLAP) {
        continue;
      }
      Optional<LagSurface.Peak> peak = surface.peak();
      double residualLagX = wholeX - expected[0];
      double residualLagY = wholeY - expected[1];
      surfaces.add(new WindowSurface(surface, peak, x, y, residualLagX, residualLagY, w.half()));
      double pixels = common * grid.size * grid.size;
      peak.map(p -> Vote.of(p, pixels, x, y, w.half()).minus(-residualLagX, -residualLagY))
          .filter(v -> v.peak() > MIN_PEAK && v.distinctness() > MIN_DISTINCTNESS)
          .ifPresent(votes::add);
    }
    return new LocalVotes(votes, surfaces, grid.size, grid.independence);
  }

  /** The same votes about what is left when a nonRigid is known too. */
  public LocalVotes minus(Displacement nonRigid) {
    List<Vote> left = new ArrayList<>();
    List<WindowSurface> seen = new ArrayList<>();
    double[] at = new double[2];
    for (Vote v : votes) {
      nonRigid.at(v.centreX(), v.centreY(), at);
      left.add(v.minus(at[0], at[1]));
    }
    for (WindowSurface s : surfaces) {
      nonRigid.at(s.centreX(), s.centreY(), at);
      seen.add(s.minus(at[0], at[1]));
    }
    return new LocalVotes(left, seen, windowSize, independence);
  }
}
