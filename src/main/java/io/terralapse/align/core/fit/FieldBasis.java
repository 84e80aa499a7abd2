package io.terralapse.align.core.fit;

import io.terralapse.model.Displacement;
import io.terralapse.model.PixelRect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The basis functions of a displacement field {@code d(p) = sum_j c_j B_j(p)} and their roughness
 * penalty; every function has one coefficient for x and one for y. Immutable.
 */
public interface FieldBasis {
  /** Number of functions. */
  int size();

  /** Writes the functions' values at a position in the reference, pixels, to {@code out}. */
  void at(double x, double y, double[] out);

  /**
   * The roughness penalty of the coefficients of one axis: a symmetric matrix {@code P} for the
   * cost {@code c' P c}, in the same units as the squared normalised residuals.
   */
  double[][] penalty();

  /** The field with the given coefficients, pixels. */
  Displacement field(double[] x, double[] y);

  /** An affine map: shift, rotation, scale and shear. */
  static FieldBasis affine(PixelRect area) {
    double scale = Math.max(area.width(), area.height()) / 2.0;
    double middleX = area.column() + area.width() / 2.0;
    double middleY = area.row() + area.height() / 2.0;
    return new FieldBasis() {
      @Override
      public int size() {
        return 3;
      }

      @Override
      public void at(double x, double y, double[] out) {
        out[0] = 1;
        out[1] = (x - middleX) / scale;
        out[2] = (y - middleY) / scale;
      }

      @Override
      public double[][] penalty() {
        return new double[3][3];
      }

      @Override
      public Displacement field(double[] x, double[] y) {
        return new Displacement(
            x[0] - (x[1] * middleX + x[2] * middleY) / scale,
            y[0] - (y[1] * middleX + y[2] * middleY) / scale,
            x[1] / scale,
            x[2] / scale,
            y[1] / scale,
            y[2] / scale,
            List.of());
      }
    };
  }

  /**
   * A bicubic B-spline lattice over an area, with the discrete bending energy of neighbouring
   * coefficients as its penalty (P-splines: Eilers and Marx 1996, Statistical Science 11(2)).
   * Affine displacements have no penalty.
   *
   * @param step pixels between coefficients
   * @param stiffness weight of the bending energy
   */
  static FieldBasis lattice(PixelRect area, double step, double stiffness) {
    int columns = (int) Math.ceil(area.width() / step) + 3;
    int rows = (int) Math.ceil(area.height() / step) + 3;
    double originX = area.column() + (area.width() - (columns - 1) * step) / 2;
    double originY = area.row() + (area.height() - (rows - 1) * step) / 2;
    return new FieldBasis() {
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
    };
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
