package io.terralapse.geo;

/**
 * A similarity of geocentric coordinates with small rotations, in the position vector convention:
 * EPSG method 1033, of which 1031 (three translations) is a special case. Parameters of the
 * coordinate frame convention (EPSG method 1032) have rotations of the opposite sign. Immutable.
 */
final class Helmert {
  private final double[] translation;
  private final double[][] matrix;
  private final double[][] inverse;
  private final boolean zero;

  /**
   * @param dx x translation, metres
   * @param dy y translation, metres
   * @param dz z translation, metres
   * @param rx rotation about x, arc-seconds
   * @param ry rotation about y, arc-seconds
   * @param rz rotation about z, arc-seconds: positive to the east
   * @param ppm scale difference in parts per million
   */
  Helmert(double dx, double dy, double dz, double rx, double ry, double rz, double ppm) {
    translation = new double[] {dx, dy, dz};
    double s = 1 + ppm * 1e-6;
    double x = s * Math.toRadians(rx / 3600);
    double y = s * Math.toRadians(ry / 3600);
    double z = s * Math.toRadians(rz / 3600);
    matrix = new double[][] {{s, -z, y}, {z, s, -x}, {-y, x, s}};
    inverse = inverse(matrix);
    zero = dx == 0 && dy == 0 && dz == 0 && rx == 0 && ry == 0 && rz == 0 && ppm == 0;
  }

  /** True if it changes nothing. */
  boolean isZero() {
    return zero;
  }

  /** Transforms x, y, z in metres, in place. */
  void apply(double[] xyz) {
    multiply(matrix, xyz);
    for (int i = 0; i < 3; i++) {
      xyz[i] += translation[i];
    }
  }

  /** The exact inverse of {@link #apply}, not the one with the signs of the parameters reversed. */
  void applyInverse(double[] xyz) {
    for (int i = 0; i < 3; i++) {
      xyz[i] -= translation[i];
    }
    multiply(inverse, xyz);
  }

  private static void multiply(double[][] m, double[] v) {
    double x = v[0];
    double y = v[1];
    double z = v[2];
    for (int i = 0; i < 3; i++) {
      v[i] = m[i][0] * x + m[i][1] * y + m[i][2] * z;
    }
  }

  /** By cofactors; the determinant is near 1. */
  private static double[][] inverse(double[][] m) {
    double[][] cofactors = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        int i1 = (i + 1) % 3;
        int i2 = (i + 2) % 3;
        int k1 = (k + 1) % 3;
        int k2 = (k + 2) % 3;
        cofactors[k][i] = m[i1][k1] * m[i2][k2] - m[i1][k2] * m[i2][k1];
      }
    }
    double determinant = 0;
    for (int k = 0; k < 3; k++) {
      determinant += m[0][k] * cofactors[k][0];
    }
    for (double[] row : cofactors) {
      for (int k = 0; k < 3; k++) {
        row[k] /= determinant;
      }
    }
    return cofactors;
  }
}
