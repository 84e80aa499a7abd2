package io.terralapse.align.core.correlation;

import io.terralapse.align.core.feature.GradientField;
import io.terralapse.model.Displacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The votes of all windows about one pair of dates, and every window's similarity surface. Votes
 * speak of what is left when a whole lag and a shape of the displacement across the frame are
 * known.
 *
 * @param votes windows with a proper peak of their own
 * @param surfaces similarity of every window that both dates see, peak or not
 * @param windowSize side of a window, pixels
 * @param independence see {@link WindowGrid#independence}
 */
public record LocalVotes(
    List<Vote> votes, List<Seen> surfaces, int windowSize, double independence) {
  /**
   * A window's similarities.
   *
   * @param peak its proper maximum, if it has one, in lags of the surface
   * @param centreX centre of the window in the reference, pixels
   * @param moreX what a lag of the surface lacks to be a vote, pixels right
   * @param moreY the same, down
   * @param half of the check-board, 0 or 1
   */
  public record Seen(
      LagSurface surface,
      Optional<LagSurface.Peak> peak,
      double centreX,
      double centreY,
      double moreX,
      double moreY,
      int half) {

    /** The similarity at a vote's place. */
    public double at(double x, double y) {
      return surface.at(x - moreX, y - moreY);
    }

    private Seen less(double dx, double dy) {
      return new Seen(surface, peak, centreX, centreY, moreX - dx, moreY - dy, half);
    }
  }

  /** Lags searched each way around the predicted one. */
  public static final int RADIUS = 4;

  /** Smallest window, pixels: on real farmland smaller ones find too little that lasts. */
  private static final int WINDOW = 96;

  private static final double LEAST_PEAK = 0.04;
  private static final double LEAST_DISTINCTNESS = 0.03;

  /**
   * Correlates every window.
   *
   * @param lagX target column minus reference column that is expected; votes are relative to it
   * @param lagY the same for rows
   * @param shape what is expected beyond that, by place in the reference; votes are relative to it
   */
  public static LocalVotes collect(
      GradientField reference, GradientField target, int lagX, int lagY, Displacement shape) {
    WindowGrid grid = WindowGrid.over(reference, target, lagX, lagY, WINDOW);
    LagCorrelation correlation = new LagCorrelation(grid.size, RADIUS);
    List<Vote> votes = new ArrayList<>();
    List<Seen> surfaces = new ArrayList<>();
    double[] expected = new double[2];
    double half = grid.size / 2.0;
    for (WindowGrid.Window w : grid.windows) {
      double x = w.column() + half;
      double y = w.row() + half;
      shape.at(x, y, expected);
      int wholeX = (int) Math.rint(expected[0]);
      int wholeY = (int) Math.rint(expected[1]);
      LagSurface surface = new LagSurface(RADIUS);
      double common =
          correlation.correlate(
              reference, target, w.column(), w.row(), lagX + wholeX, lagY + wholeY, surface);
      if (common < LagCorrelation.LEAST_COMMON) {
        continue;
      }
      Optional<LagSurface.Peak> peak = surface.peak();
      double moreX = wholeX - expected[0];
      double moreY = wholeY - expected[1];
      surfaces.add(new Seen(surface, peak, x, y, moreX, moreY, w.half()));
      double pixels = common * grid.size * grid.size;
      peak.map(p -> Vote.of(p, pixels, x, y, w.half()).less(-moreX, -moreY))
          .filter(v -> v.peak() > LEAST_PEAK && v.distinctness() > LEAST_DISTINCTNESS)
          .ifPresent(votes::add);
    }
    return new LocalVotes(votes, surfaces, grid.size, grid.independence);
  }

  /** The same votes about what is left when a shape is known too. */
  public LocalVotes less(Displacement shape) {
    List<Vote> left = new ArrayList<>();
    List<Seen> seen = new ArrayList<>();
    double[] at = new double[2];
    for (Vote v : votes) {
      shape.at(v.centreX(), v.centreY(), at);
      left.add(v.less(at[0], at[1]));
    }
    for (Seen s : surfaces) {
      shape.at(s.centreX(), s.centreY(), at);
      seen.add(s.less(at[0], at[1]));
    }
    return new LocalVotes(left, seen, windowSize, independence);
  }
}
