package io.terralapse.align.core.fit;

import io.terralapse.model.Displacement;
import io.terralapse.model.PixelRect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The basis of {@link FieldBasis#lattice}. Immutable. */
final class SplineBasis implements FieldBasis {
  private final double step;
  private final double stiffness;
  private final int columns;
  private final int rows;
  private final double originX;
  private final double originY;

  SplineBasis(PixelRect area, double step, double stiffness) {
    this.step = step;
    this.stiffness = stiffness;
    this.columns = (int) Math.ceil(area.width() / step) + 3;
    this.rows = (int) Math.ceil(area.height() / step) + 3;
    this.originX = area.column() + (area.width() - (columns - 1) * step) / 2;
    this.originY = area.row() + (area.height() - (rows - 1) * step) / 2;
  }

  @Override
  public int size() {
    return columns * rows;
  }

  @Override
  public void at(double x, double y, double[] out) {
    Arrays.fill(out, 0, size(), 0);
    double u = Math.max(0, Math.min(columns - 3.0, (x - originX) / step - 1));
    double v = Math.max(0, Math.min(rows - 3.0, (y - originY) / step - 1));
    int i = (int) Math.min(columns - 4.0, Math.floor(u));
    int j = (int) Math.min(rows - 4.0, Math.floor(v));
    double[] wu = Displacement.weights(u - i);
    double[] wv = Displacement.weights(v - j);
    for (int m = 0; m < 4; m++) {
      for (int k = 0; k < 4; k++) {
        out[(j + m) * columns + i + k] = wv[m] * wu[k];
      }
    }
  }

  @Override
  public double[][] penalty() {
    double[][] p = new double[size()][size()];
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        int at = j * columns + i;
        if (i > 0 && i < columns - 1) {
          addSquare(p, stiffness, new int[] {at - 1, at, at + 1}, 1, -2, 1);
        }
        if (j > 0 && j < rows - 1) {
          addSquare(p, stiffness, new int[] {at - columns, at, at + columns}, 1, -2, 1);
        }
        if (i > 0 && j > 0) {
          int[] cell = {at - columns - 1, at - columns, at - 1, at};
          addSquare(p, 2 * stiffness, cell, 1, -1, -1, 1);
        }
      }
    }
    return p;
  }

  @Override
  public Displacement field(double[] x, double[] y) {
    return new Displacement(
        0,
        0,
        0,
        0,
        0,
        0,
        List.of(new Displacement.BSpline(originX, originY, step, columns, list(x), list(y))));
  }

  /** Adds {@code weight * (sum_k factor_k c_at_k)^2}. */
  private static void addSquare(double[][] p, double weight, int[] at, double... factor) {
    for (int i = 0; i < at.length; i++) {
      for (int k = 0; k < at.length; k++) {
        p[at[i]][at[k]] += weight * factor[i] * factor[k];
      }
    }
  }

  private static List<Double> list(double[] values) {
    List<Double> list = new ArrayList<>(values.length);
    for (double value : values) {
      list.add(value);
    }
    return list;
  }
}
