package io.terralapse.align.core.correlation;

import io.terralapse.align.core.feature.GradientField;
import io.terralapse.model.Displacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The votes and similarity surfaces of all windows of a pair of dates; the entry point of this
 * package. Votes are relative to a known integer lag and a known non-rigid part.
 *
 * @param votes the windows with a distinct peak
 * @param surfaces the similarity of every window with sufficient common valid pixels
 * @param windowSize side of a window, pixels
 * @param independence share of the windows' pixels that are not counted twice, see {@link
 *     WindowGrid#independence}
 */
public record LocalVotes(
    List<Vote> votes, List<WindowSurface> surfaces, int windowSize, double independence) {
  /**
   * The similarity surface of a window.
   *
   * @param surface similarity by lag
   * @param peak its maximum in lags of the surface, if it has one inside the searched square
   * @param centreX centre of the window in the reference, pixels
   * @param centreY the same, downwards
   * @param residualLagX residual lag: to be added to a lag of the surface to obtain a vote, pixels
   *     right
   * @param residualLagY the same, downwards
   * @param half half of the checkerboard, 0 or 1
   */
  public record WindowSurface(
      LagSurface surface,
      Optional<LagSurface.Peak> peak,
      double centreX,
      double centreY,
      double residualLagX,
      double residualLagY,
      int half) {

    /** The interpolated similarity at a shift given like a vote. */
    public double at(double x, double y) {
      return surface.at(x - residualLagX, y - residualLagY);
    }

    private WindowSurface minus(double dx, double dy) {
      return new WindowSurface(
          surface, peak, centreX, centreY, residualLagX - dx, residualLagY - dy, half);
    }
  }

  /** Lags searched each way around the predicted one. */
  public static final int RADIUS = 4;

  /** Smallest window, pixels: on real farmland smaller ones contain too little stable structure. */
  private static final int MIN_WINDOW = 96;

  /** Smallest similarity of a vote. */
  private static final double MIN_PEAK = 0.04;

  /** Smallest {@link Vote#distinctness} of a vote. */
  private static final double MIN_DISTINCTNESS = 0.03;

  /**
   * Correlates every window.
   *
   * @param lagX expected target column minus reference column; votes are relative to it
   * @param lagY the same for rows
   * @param nonRigid expected displacement in addition to the lag, as a function of position in the
   *     reference; votes are relative to it
   */
  public static LocalVotes collect(
      GradientField reference, GradientField target, int lagX, int lagY, Displacement nonRigid) {
    WindowGrid grid = WindowGrid.over(reference, target, lagX, lagY, MIN_WINDOW);
    LagCorrelation correlation = new LagCorrelation(grid.size, RADIUS);
    List<Vote> votes = new ArrayList<>();
    List<WindowSurface> surfaces = new ArrayList<>();
    double[] expected = new double[2];
    double half = grid.size / 2.0;
    for (WindowGrid.Window w : grid.windows) {
      double x = w.column() + half;
      double y = w.row() + half;
      nonRigid.at(x, y, expected);
      int integerX = (int) Math.rint(expected[0]);
      int integerY = (int) Math.rint(expected[1]);
      LagSurface surface = new LagSurface(RADIUS);
      double common =
          correlation.correlate(
              reference, target, w.column(), w.row(), lagX + integerX, lagY + integerY, surface);
      if (common < LagCorrelation.MIN_OVERLAP) {
        continue;
      }
      Optional<LagSurface.Peak> peak = surface.peak();
      double residualLagX = integerX - expected[0];
      double residualLagY = integerY - expected[1];
      surfaces.add(new WindowSurface(surface, peak, x, y, residualLagX, residualLagY, w.half()));
      double pixels = common * grid.size * grid.size;
      peak.map(p -> Vote.of(p, pixels, x, y, w.half()).minus(-residualLagX, -residualLagY))
          .filter(v -> v.peak() > MIN_PEAK && v.distinctness() > MIN_DISTINCTNESS)
          .ifPresent(votes::add);
    }
    return new LocalVotes(votes, surfaces, grid.size, grid.independence);
  }

  /** The same votes relative to a known non-rigid part. */
  public LocalVotes minus(Displacement nonRigid) {
    List<Vote> residual = new ArrayList<>();
    List<WindowSurface> moved = new ArrayList<>();
    double[] at = new double[2];
    for (Vote v : votes) {
      nonRigid.at(v.centreX(), v.centreY(), at);
      residual.add(v.minus(at[0], at[1]));
    }
    for (WindowSurface s : surfaces) {
      nonRigid.at(s.centreX(), s.centreY(), at);
      moved.add(s.minus(at[0], at[1]));
    }
    return new LocalVotes(residual, moved, windowSize, independence);
  }
}
