package io.terralapse.align.core.fit;

/**
 * Symmetric positive definite systems of a few hundred unknowns (Golub and Van Loan, Matrix
 * Computations, 4.2). Stateless.
 */
final class Cholesky {
  private Cholesky() {}

  /**
   * Replaces the lower triangle of a symmetric matrix by its Cholesky factor L, {@code L L' = a}.
   *
   * @return false if it is not positive definite
   */
  static boolean factorise(double[][] a) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= a[i][k] * a[j][k];
        }
        if (j < i) {
          a[i][j] = sum / a[j][j];
        } else if (sum > 0) {
          a[i][i] = Math.sqrt(sum);
        } else {
          return false;
        }
      }
    }
    return true;
  }

  /** Replaces {@code b} by the solution of {@code L L' x = b}. */
  static void solve(double[][] factor, double[] b) {
    for (int i = 0; i < b.length; i++) {
      double sum = b[i];
      for (int k = 0; k < i; k++) {
        sum -= factor[i][k] * b[k];
      }
      b[i] = sum / factor[i][i];
    }
    for (int i = b.length - 1; i >= 0; i--) {
      double sum = b[i];
      for (int k = i + 1; k < b.length; k++) {
        sum -= factor[k][i] * b[k];
      }
      b[i] = sum / factor[i][i];
    }
  }
}
