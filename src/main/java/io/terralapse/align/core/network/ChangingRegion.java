package io.terralapse.align.core.network;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.TiePoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds regions that change through the sequence, such as a migrating river, a building site or a
 * glacier: their windows disagree with the rest of the frame on most dates. They can be excluded
 * from the measurement ({@code coregister.exclude: auto}). Stateless.
 */
public final class ChangingRegion {
  /** Fewest dates from which a persistent disagreement is inferred. */
  private static final int MIN_DATES = 4;

  /** A cell changes if more than this share of its windows disagree. */
  private static final double MIN_DISAGREEING_SHARE = 0.5;

  /**
   * If more than this share of the cells changes, no stable ground is left and none is excluded.
   */
  private static final double MAX_CHANGING_SHARE = 0.4;

  /** Cells per column of the cell index; more than any frame has. */
  private static final long SPAN = 1 << 20;

  /** Cell size where the spacing of windows is unknown, pixels. */
  private static final double DEFAULT_SPACING = 64;

  /**
   * A changing square, in the anchor's native pixels.
   *
   * @param x of the centre
   * @param y of the centre
   * @param half half the side length
   */
  public record Square(double x, double y, double half) {}

  private ChangingRegion() {}

  /**
   * The squares around windows that disagree on most dates.
   *
   * @param edges from one anchor, in its native pixels; refused ones are ignored
   * @return empty if there are none, if there are too few dates, or if most of the frame changes
   */
  public static List<Square> of(List<Edge> edges) {
    List<Edge> accepted = edges.stream().filter(Edge::accepted).toList();
    if (accepted.size() < MIN_DATES) {
      return List.of();
    }
    double cell = spacing(accepted);
    Map<Long, int[]> cells = new TreeMap<>();
    for (Edge edge : accepted) {
      for (TiePoint tie : edge.tiePoints()) {
        int[] counts = cells.computeIfAbsent(key(tie, cell), k -> new int[2]);
        counts[tie.agrees() ? 0 : 1]++;
      }
    }
    List<Square> squares = new ArrayList<>();
    for (Map.Entry<Long, int[]> entry : cells.entrySet()) {
      int agree = entry.getValue()[0];
      int disagree = entry.getValue()[1];
      if (disagree >= 2 && disagree > MIN_DISAGREEING_SHARE * (agree + disagree)) {
        double x = Math.floorDiv(entry.getKey(), SPAN) * cell + cell / 2;
        double y = (Math.floorMod(entry.getKey(), SPAN) - SPAN / 2) * cell + cell / 2;
        squares.add(new Square(x, y, cell / 2));
      }
    }
    return squares.size() > MAX_CHANGING_SHARE * cells.size() ? List.of() : squares;
  }

  private static long key(TiePoint tie, double cell) {
    return (long) Math.floor(tie.x() / cell) * SPAN + (long) Math.floor(tie.y() / cell) + SPAN / 2;
  }

  /** The median distance between neighbouring windows, pixels. */
  private static double spacing(List<Edge> edges) {
    List<TiePoint> tiePoints = edges.get(0).tiePoints();
    for (Edge edge : edges) {
      tiePoints = edge.tiePoints().size() > tiePoints.size() ? edge.tiePoints() : tiePoints;
    }
    double[] nearest = new double[tiePoints.size()];
    for (int i = 0; i < nearest.length; i++) {
      nearest[i] = Double.POSITIVE_INFINITY;
      for (int k = 0; k < nearest.length; k++) {
        if (k != i) {
          double distance =
              Math.hypot(
                  tiePoints.get(i).x() - tiePoints.get(k).x(),
                  tiePoints.get(i).y() - tiePoints.get(k).y());
          nearest[i] = Math.min(nearest[i], distance);
        }
      }
    }
    Arrays.sort(nearest);
    double median = nearest.length == 0 ? 0 : nearest[nearest.length / 2];
    return Double.isFinite(median) && median > 0 ? median : DEFAULT_SPACING;
  }
}
