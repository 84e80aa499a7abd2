package io.terralapse.align.core.network;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.TiePoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The part of the land that changes: where windows keep disagreeing with the rest of the frame, on
 * many dates. A river that wanders, a building site, a glacier. Each date alone rejects it; over
 * the sequence it stands out, and can be left out of the measurement from the start. Stateless.
 */
public final class ChangingRegion {
  /** With fewer dates than this nothing can be said to keep disagreeing. */
  private static final int LEAST_DATES = 4;

  /** Share of the dates that speak of a place and disagree there. */
  private static final double KEEPS = 0.5;

  /** More than this share of the frame is not left out: then it is the land that is unsteady. */
  private static final double MOST = 0.4;

  /** Cells a column of the map of cells; more than any frame has. */
  private static final long SPAN = 1 << 20;

  /**
   * A square that changes, in the anchor's pixels.
   *
   * @param x of the middle
   * @param y of the middle
   * @param half half a side
   */
  public record Square(double x, double y, double half) {}

  private ChangingRegion() {}

  /**
   * The squares around the windows that keep disagreeing.
   *
   * @param edges of one anchor, in its pixels; refused ones have no say
   * @return empty if nothing does, or too much to be believed
   */
  public static List<Square> of(List<Edge> edges) {
    List<Edge> accepted = edges.stream().filter(Edge::accepted).toList();
    if (accepted.size() < LEAST_DATES) {
      return List.of();
    }
    double cell = spacing(accepted);
    Map<Long, int[]> cells = new TreeMap<>();
    for (Edge edge : accepted) {
      for (TiePoint tie : edge.ties()) {
        int[] counts = cells.computeIfAbsent(key(tie, cell), k -> new int[2]);
        counts[tie.agrees() ? 0 : 1]++;
      }
    }
    List<Square> squares = new ArrayList<>();
    for (Map.Entry<Long, int[]> entry : cells.entrySet()) {
      int agree = entry.getValue()[0];
      int disagree = entry.getValue()[1];
      if (disagree >= 2 && disagree > KEEPS * (agree + disagree)) {
        double x = Math.floorDiv(entry.getKey(), SPAN) * cell + cell / 2;
        double y = (Math.floorMod(entry.getKey(), SPAN) - SPAN / 2) * cell + cell / 2;
        squares.add(new Square(x, y, cell / 2));
      }
    }
    return squares.size() > MOST * cells.size() ? List.of() : squares;
  }

  private static long key(TiePoint tie, double cell) {
    return (long) Math.floor(tie.x() / cell) * SPAN + (long) Math.floor(tie.y() / cell) + SPAN / 2;
  }

  /** The usual distance from a window to the next one. */
  private static double spacing(List<Edge> edges) {
    List<TiePoint> ties = edges.get(0).ties();
    for (Edge edge : edges) {
      ties = edge.ties().size() > ties.size() ? edge.ties() : ties;
    }
    double[] nearest = new double[ties.size()];
    for (int i = 0; i < nearest.length; i++) {
      nearest[i] = Double.POSITIVE_INFINITY;
      for (int k = 0; k < nearest.length; k++) {
        if (k != i) {
          double far =
              Math.hypot(ties.get(i).x() - ties.get(k).x(), ties.get(i).y() - ties.get(k).y());
          nearest[i] = Math.min(nearest[i], far);
        }
      }
    }
    Arrays.sort(nearest);
    double middle = nearest.length == 0 ? 0 : nearest[nearest.length / 2];
    return Double.isFinite(middle) && middle > 0 ? middle : 64;
  }
}
