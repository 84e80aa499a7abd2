package io.terralapse.align.core.network;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * The variances of the dates of a {@link ShiftSystem}: the diagonal of the inverse of its normal
 * equations, of which no more entries are calculated than the diagonal needs.
 *
 * <p>The equations are factorised as {@code L D L'} with a 2 × 2 block for each date, the date with
 * the fewest neighbours first (minimum degree: George and Liu 1989, SIAM Review 31(1)). The entries
 * of the inverse at the positions of L then follow from the last date to the first (Takahashi,
 * Fagan and Chen 1973). Dates are connected to a few neighbours in time, so L has few entries a
 * date, and time is in proportion to the number of dates; one solution of the system for each would
 * take its square. Sums run in a fixed order.
 */
final class ShiftVariances {
  private final List<TreeMap<Integer, double[]>> rows = new ArrayList<>();
  private final double[][] diagonal;
  private final boolean[] eliminated;

  private ShiftVariances(int dates) {
    diagonal = new double[dates][3];
    eliminated = new boolean[dates];
    for (int i = 0; i < dates; i++) {
      rows.add(new TreeMap<>());
    }
  }

  /**
   * The sum of the variances of x and y of every date.
   *
   * @param links their ends are dates from 0, or negative where the shift is fixed; they connect
   *     every date to a fixed one
   * @param weight of each link, positive
   */
  static double[] of(int dates, List<ShiftSystem.Link> links, double[] weight) {
    ShiftVariances equations = new ShiftVariances(dates);
    for (int k = 0; k < weight.length; k++) {
      equations.add(links.get(k), weight[k]);
    }
    return equations.invert(equations.factorise());
  }

  private void add(ShiftSystem.Link link, double w) {
    for (int end : new int[] {link.from(), link.to()}) {
      if (end >= 0) {
        diagonal[end][0] += w * link.ixx();
        diagonal[end][1] += w * link.ixy();
        diagonal[end][2] += w * link.iyy();
      }
    }
    if (link.from() >= 0 && link.to() >= 0) {
      double[] information = {w * link.ixx(), w * link.ixy(), w * link.ixy(), w * link.iyy()};
      subtract(link.from(), link.to(), information);
    }
  }

  /** Subtracts from the block of row i and column j, and its transpose from that of j and i. */
  private void subtract(int i, int j, double[] by) {
    double[] ij = rows.get(i).computeIfAbsent(j, k -> new double[4]);
    double[] ji = rows.get(j).computeIfAbsent(i, k -> new double[4]);
    for (int at = 0; at < 4; at++) {
      ij[at] -= by[at];
    }
    ji[0] -= by[0];
    ji[1] -= by[2];
    ji[2] -= by[1];
    ji[3] -= by[3];
  }

  /** A column of L. */
  private static final class Column {
    /** The date that was eliminated. */
    final int date;

    /** Later dates that it is connected to, ascending. */
    final int[] below;

    /** Blocks of L in their rows. */
    final double[][] blocks;

    /** Inverse of its block of D. */
    final double[] pivot;

    Column(int date, int[] below, double[][] blocks, double[] pivot) {
      this.date = date;
      this.below = below;
      this.blocks = blocks;
      this.pivot = pivot;
    }
  }

  private record Degree(int date, int neighbours) {}

  private List<Column> factorise() {
    PriorityQueue<Degree> next =
        new PriorityQueue<>(
            Comparator.comparingInt(Degree::neighbours).thenComparingInt(Degree::date));
    for (int i = 0; i < diagonal.length; i++) {
      next.add(new Degree(i, rows.get(i).size()));
    }
    List<Column> columns = new ArrayList<>();
    while (!next.isEmpty()) {
      Degree first = next.remove();
      // A date is listed again whenever its number of neighbours changes.
      if (!eliminated[first.date] && first.neighbours == rows.get(first.date).size()) {
        Column column = eliminate(first.date);
        columns.add(column);
        for (int i : column.below) {
          next.add(new Degree(i, rows.get(i).size()));
        }
      }
    }
    return columns;
  }

  private Column eliminate(int date) {
    eliminated[date] = true;
    Map<Integer, double[]> row = rows.get(date);
    int[] below = row.keySet().stream().mapToInt(i -> i).toArray();
    double[] pivot = inverse(diagonal[date]);
    double[][] blocks = new double[below.length][];
    for (int a = 0; a < below.length; a++) {
      rows.get(below[a]).remove(date);
      blocks[a] = times(transposed(Objects.requireNonNull(row.get(below[a]))), pivot);
    }
    for (int a = 0; a < below.length; a++) {
      for (int b = a; b < below.length; b++) {
        double[] by = times(blocks[a], Objects.requireNonNull(row.get(below[b])));
        if (a == b) {
          diagonal[below[a]][0] -= by[0];
          diagonal[below[a]][1] -= (by[1] + by[2]) / 2;
          diagonal[below[a]][2] -= by[3];
        } else {
          subtract(below[a], below[b], by);
        }
      }
    }
    return new Column(date, below, blocks, pivot);
  }

  /** The traces of the diagonal blocks of the inverse. */
  private double[] invert(List<Column> columns) {
    double[] traces = new double[diagonal.length];
    // Entries of the inverse, below and above the diagonal, by row and column; on it in full.
    List<TreeMap<Integer, double[]>> inverse = new ArrayList<>();
    for (int i = 0; i < diagonal.length; i++) {
      inverse.add(new TreeMap<>());
    }
    for (int k = columns.size() - 1; k >= 0; k--) {
      Column column = columns.get(k);
      double[] own = column.pivot.clone();
      for (int a = 0; a < column.below.length; a++) {
        int i = column.below[a];
        double[] entry = new double[4];
        for (int b = 0; b < column.below.length; b++) {
          double[] known = Objects.requireNonNull(inverse.get(i).get(column.below[b]));
          addTo(entry, times(known, column.blocks[b]), -1);
        }
        inverse.get(i).put(column.date, entry);
        inverse.get(column.date).put(i, transposed(entry));
        addTo(own, times(transposed(column.blocks[a]), entry), -1);
      }
      inverse.get(column.date).put(column.date, own);
      traces[column.date] = own[0] + own[3];
    }
    return traces;
  }

  private static void addTo(double[] sum, double[] block, double factor) {
    for (int at = 0; at < 4; at++) {
      sum[at] += factor * block[at];
    }
  }

  private static double[] inverse(double[] symmetric) {
    double a = symmetric[0];
    double b = symmetric[1];
    double c = symmetric[2];
    double det = a * c - b * b;
    return new double[] {c / det, -b / det, -b / det, a / det};
  }

  private static double[] transposed(double[] block) {
    return new double[] {block[0], block[2], block[1], block[3]};
  }

  private static double[] times(double[] p, double[] q) {
    return new double[] {
      p[0] * q[0] + p[1] * q[2],
      p[0] * q[1] + p[1] * q[3],
      p[2] * q[0] + p[3] * q[2],
      p[2] * q[1] + p[3] * q[3]
    };
  }
}
