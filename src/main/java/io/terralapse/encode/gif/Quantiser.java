package io.terralapse.encode.gif;

import java.util.Arrays;

/**
 * Chooses a palette for weighted points of Oklab: divides the set with the greatest squared error
 * across its principal axis where that reduces the error most (Wu 1991, "Efficient statistical
 * computations for optimal color quantization"), then moves the colours to the means of the points
 * that are nearest to them (Lloyd 1982). Deterministic; an instance is used once, by one thread.
 */
final class Quantiser {
  /** Rounds of moving colours; the error changes by less than 1 % after these. */
  private static final int ROUNDS = 12;

  private static final int POWER_ITERATIONS = 12;
  private static final int SIZE = 4;

  private final double[] points;

  private Quantiser(double[] points) {
    this.points = points;
  }

  /**
   * A palette.
   *
   * @param points lightness, green to red, blue to yellow and weight of each in turn, at least one
   * @param colours at most, 2 to 256
   */
  static GifPalette palette(double[] points, int colours) {
    Quantiser quantiser = new Quantiser(points);
    double[] centres = quantiser.refine(quantiser.divide(colours));
    int[] rgb = new int[centres.length / 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = Oklab.toRgb(centres[3 * i], centres[3 * i + 1], centres[3 * i + 2]);
    }
    return new GifPalette(Arrays.stream(rgb).distinct().sorted().toArray());
  }

  /** Points {@code from} to {@code to} of an order, with their weight, mean and squared error. */
  private static final class Cell {
    final int from;
    final int to;
    final double[] mean = new double[3];
    double error;

    Cell(int from, int to) {
      this.from = from;
      this.to = to;
    }
  }

  private double[] divide(int colours) {
    Integer[] order = new Integer[points.length / SIZE];
    Arrays.setAll(order, i -> i);
    Cell[] cells = new Cell[colours];
    cells[0] = measured(order, 0, order.length);
    int count = 1;
    while (count < colours) {
      int worst = 0;
      for (int i = 1; i < count; i++) {
        worst = cells[i].error > cells[worst].error ? i : worst;
      }
      Cell cell = cells[worst];
      if (cell.error <= 0 || cell.to - cell.from < 2) {
        break;
      }
      int middle = split(order, cell);
      cells[worst] = measured(order, cell.from, middle);
      cells[count++] = measured(order, middle, cell.to);
    }
    double[] centres = new double[3 * count];
    for (int i = 0; i < count; i++) {
      System.arraycopy(cells[i].mean, 0, centres, 3 * i, 3);
    }
    return centres;
  }

  private Cell measured(Integer[] order, int from, int to) {
    Cell cell = new Cell(from, to);
    double weight = 0;
    double square = 0;
    for (int i = from; i < to; i++) {
      int at = SIZE * order[i];
      double w = points[at + 3];
      weight += w;
      for (int axis = 0; axis < 3; axis++) {
        cell.mean[axis] += w * points[at + axis];
        square += w * points[at + axis] * points[at + axis];
      }
    }
    double ofMean = 0;
    for (int axis = 0; axis < 3; axis++) {
      cell.mean[axis] /= weight;
      ofMean += cell.mean[axis] * cell.mean[axis];
    }
    cell.error = to - from < 2 ? 0 : square - weight * ofMean;
    return cell;
  }

  /** Sorts a cell along its principal axis and returns where the halves have the least error. */
  private int split(Integer[] order, Cell cell) {
    double[] axis = principalAxis(order, cell);
    double[] position = new double[cell.to - cell.from];
    long[] sorted = new long[position.length];
    Integer[] before = Arrays.copyOfRange(order, cell.from, cell.to);
    for (int i = 0; i < position.length; i++) {
      int at = SIZE * before[i];
      float p =
          (float) (axis[0] * points[at] + axis[1] * points[at + 1] + axis[2] * points[at + 2]);
      int bits = Float.floatToIntBits(p);
      sorted[i] = (long) (bits ^ ((bits >> 31) & Integer.MAX_VALUE)) << 32 | i;
    }
    Arrays.sort(sorted);
    for (int i = 0; i < sorted.length; i++) {
      order[cell.from + i] = before[(int) sorted[i]];
    }
    return bestPosition(order, cell);
  }

  /** The error of two sets is least where the sum of weight times squared mean is greatest. */
  private int bestPosition(Integer[] order, Cell cell) {
    double[] total = new double[SIZE];
    for (int i = cell.from; i < cell.to; i++) {
      addTo(total, order[i]);
    }
    double[] low = new double[SIZE];
    int best = cell.from + 1;
    double most = -1;
    for (int i = cell.from; i < cell.to - 1; i++) {
      addTo(low, order[i]);
      double gain = 0;
      for (int axis = 0; axis < 3; axis++) {
        double high = total[axis] - low[axis];
        gain += low[axis] * low[axis] / low[3] + high * high / (total[3] - low[3]);
      }
      if (gain > most) {
        most = gain;
        best = i + 1;
      }
    }
    return best;
  }

  private void addTo(double[] sums, int point) {
    double w = points[SIZE * point + 3];
    for (int axis = 0; axis < 3; axis++) {
      sums[axis] += w * points[SIZE * point + axis];
    }
    sums[3] += w;
  }

  private double[] principalAxis(Integer[] order, Cell cell) {
    double[][] covariance = new double[3][3];
    for (int i = cell.from; i < cell.to; i++) {
      int at = SIZE * order[i];
      for (int row = 0; row < 3; row++) {
        double part = points[at + 3] * (points[at + row] - cell.mean[row]);
        for (int column = 0; column < 3; column++) {
          covariance[row][column] += part * (points[at + column] - cell.mean[column]);
        }
      }
    }
    double[] axis = {1, 0.5, 0.25};
    for (int i = 0; i < POWER_ITERATIONS; i++) {
      double[] next = new double[3];
      double length = 0;
      for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 3; column++) {
          next[row] += covariance[row][column] * axis[column];
        }
        length += next[row] * next[row];
      }
      if (length == 0) {
        return axis;
      }
      for (int row = 0; row < 3; row++) {
        axis[row] = next[row] / Math.sqrt(length);
      }
    }
    return axis;
  }

  private double[] refine(double[] centres) {
    int count = centres.length / 3;
    double[] current = centres;
    for (int round = 0; round < ROUNDS; round++) {
      double[] sums = new double[SIZE * count];
      for (int at = 0; at < points.length; at += SIZE) {
        int own = nearest(current, points[at], points[at + 1], points[at + 2]);
        double w = points[at + 3];
        for (int axis = 0; axis < 3; axis++) {
          sums[SIZE * own + axis] += w * points[at + axis];
        }
        sums[SIZE * own + 3] += w;
      }
      double[] next = current.clone();
      for (int i = 0; i < count; i++) {
        for (int axis = 0; sums[SIZE * i + 3] > 0 && axis < 3; axis++) {
          next[3 * i + axis] = sums[SIZE * i + axis] / sums[SIZE * i + 3];
        }
      }
      current = next;
    }
    return current;
  }

  private static int nearest(double[] centres, double l, double a, double b) {
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int i = 0; i < centres.length; i += 3) {
      double dl = centres[i] - l;
      double d = dl * dl;
      if (d < least) {
        double da = centres[i + 1] - a;
        double db = centres[i + 2] - b;
        d += da * da + db * db;
        if (d < least) {
          least = d;
          best = i;
        }
      }
    }
    return best / 3;
  }
}
