package io.terralapse.coregister;

import java.util.ArrayList;
import java.util.List;

/**
 * The votes of all windows about one pair of dates, and every window's similarity surface.
 *
 * @param votes windows with a proper peak of their own
 * @param surfaces similarity of every window that both dates see, peak or not
 * @param independence see {@link WindowGrid#independence}
 */
record LocalVotes(List<Vote> votes, List<Seen> surfaces, double independence) {
  /** A window's similarities, and its half of the check-board, 0 or 1. */
  record Seen(LagSurface surface, int half) {}

  /** Lags searched each way around the predicted one. */
  static final int RADIUS = 4;

  /** Smallest window, pixels: on real farmland smaller ones find too little that lasts. */
  private static final int WINDOW = 96;

  private static final double LEAST_PEAK = 0.04;
  private static final double LEAST_DISTINCTNESS = 0.03;

  /**
   * Correlates every window.
   *
   * @param lagX target column minus reference column that is expected; votes are relative to it
   * @param lagY the same for rows
   */
  static LocalVotes collect(GradientField reference, GradientField target, int lagX, int lagY) {
    WindowGrid grid = WindowGrid.over(reference, target, lagX, lagY, WINDOW);
    LagCorrelation correlation = new LagCorrelation(grid.size, RADIUS);
    List<Vote> votes = new ArrayList<>();
    List<Seen> surfaces = new ArrayList<>();
    for (WindowGrid.Window w : grid.windows) {
      LagSurface surface = new LagSurface(RADIUS);
      double common =
          correlation.correlate(reference, target, w.column(), w.row(), lagX, lagY, surface);
      if (common < LagCorrelation.LEAST_COMMON) {
        continue;
      }
      surfaces.add(new Seen(surface, w.half()));
      double pixels = common * grid.size * grid.size;
      double half = grid.size / 2.0;
      surface
          .peak()
          .map(p -> Vote.of(p, pixels, w.column() + half, w.row() + half, w.half()))
          .filter(v -> v.peak() > LEAST_PEAK && v.distinctness() > LEAST_DISTINCTNESS)
          .ifPresent(votes::add);
    }
    return new LocalVotes(votes, surfaces, grid.independence);
  }
}
