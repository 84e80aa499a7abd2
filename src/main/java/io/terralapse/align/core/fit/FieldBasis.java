package io.terralapse.align.core.fit;

import io.terralapse.model.Displacement;
import io.terralapse.model.PixelRect;
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
    return new SplineBasis(area, step, stiffness);
  }
}
