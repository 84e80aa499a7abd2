package io.terralapse.tone.normalise;

/**
 * Canonical correlation of two sets of up to a few variables (Hotelling 1936): pairs of linear
 * combinations of unit variance, one of each set, whose correlations are the largest possible.
 */
final class CanonicalCorrelation {
  private static final int SWEEPS = 30;

  /** Added to the variances, as a part of them, so that equal bands do not make them singular. */
  private static final double RIDGE = 1e-6;

  private final double[][] a;
  private final double[][] b;
  private final double[] rho;

  /**
   * Values, not copied.
   *
   * @param a {@code a[i]} weights the first set's variables in the i-th pair
   * @param b the same for the second set
   * @param rho correlation of each pair, 0 to 1
   */
  CanonicalCorrelation(double[][] a, double[][] b, double[] rho) {
    this.a = a;
    this.b = b;
    this.rho = rho;
  }

  double[][] a() {
    return a;
  }

  double[][] b() {
    return b;
  }

  double[] rho() {
    return rho;
  }

  /**
   * Solves for covariances.
   *
   * @param xx of the first set, k by k
   * @param yy of the second set, k by k
   * @param xy between them, {@code xy[i][j]} of x i and y j
   */
  static CanonicalCorrelation of(double[][] xx, double[][] yy, double[][] xy) {
    int k = xx.length;
    double[][] lx = inverseOfCholesky(xx);
    double[][] ly = inverseOfCholesky(yy);
    // Correlations of whitened variables, and their singular values through the smaller product.
    double[][] whitened = multiply(multiply(lx, xy), transpose(ly));
    double[][] square = multiply(whitened, transpose(whitened));
    double[][] vectors = eigenvectors(square);
    double[][] a = new double[k][];
    double[][] b = new double[k][];
    double[] rho = new double[k];
    for (int i = 0; i < k; i++) {
      double[] u = column(vectors, i);
      double[] v = multiply(transpose(whitened), u);
      double length = length(v);
      rho[i] = Math.min(1, length);
      for (int j = 0; j < k; j++) {
        v[j] = length > 0 ? v[j] / length : 0;
      }
      a[i] = multiply(transpose(lx), u);
      b[i] = multiply(transpose(ly), v);
    }
    return new CanonicalCorrelation(a, b, rho);
  }

  /** The inverse of the lower triangular factor. */
  private static double[][] inverseOfCholesky(double[][] matrix) {
    int k = matrix.length;
    double[][] l = new double[k][k];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j] * (i == j ? 1 + RIDGE : 1);
        for (int m = 0; m < j; m++) {
          sum -= l[i][m] * l[j][m];
        }
        l[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / l[j][j];
      }
    }
    double[][] inverse = new double[k][k];
    for (int i = 0; i < k; i++) {
      inverse[i][i] = 1 / l[i][i];
      for (int j = 0; j < i; j++) {
        double sum = 0;
        for (int m = j; m < i; m++) {
          sum -= l[i][m] * inverse[m][j];
        }
        inverse[i][j] = sum / l[i][i];
      }
    }
    return inverse;
  }

  /** Eigenvectors of a symmetric matrix as columns, by Jacobi's rotations. */
  private static double[][] eigenvectors(double[][] symmetric) {
    int k = symmetric.length;
    double[][] m = new double[k][];
    double[][] v = new double[k][k];
    for (int i = 0; i < k; i++) {
      m[i] = symmetric[i].clone();
      v[i][i] = 1;
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int p = 0; p < k; p++) {
        for (int q = p + 1; q < k; q++) {
          if (Math.abs(m[p][q]) > 1e-15) {
            rotate(m, v, p, q);
          }
        }
      }
    }
    return v;
  }

  private static void rotate(double[][] m, double[][] v, int p, int q) {
    double theta = (m[q][q] - m[p][p]) / (2 * m[p][q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int i = 0; i < m.length; i++) {
      double mp = m[i][p];
      double mq = m[i][q];
      m[i][p] = c * mp - s * mq;
      m[i][q] = s * mp + c * mq;
      double vp = v[i][p];
      double vq = v[i][q];
      v[i][p] = c * vp - s * vq;
      v[i][q] = s * vp + c * vq;
    }
    for (int i = 0; i < m.length; i++) {
      double pm = m[p][i];
      double qm = m[q][i];
      m[p][i] = c * pm - s * qm;
      m[q][i] = s * pm + c * qm;
    }
  }

  private static double[][] multiply(double[][] left, double[][] right) {
    double[][] product = new double[left.length][];
    double[][] columns = transpose(right);
    for (int i = 0; i < left.length; i++) {
      product[i] = multiply(columns, left[i]);
    }
    return product;
  }

  private static double[] multiply(double[][] matrix, double[] vector) {
    double[] product = new double[matrix.length];
    for (int i = 0; i < product.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        product[i] += matrix[i][j] * vector[j];
      }
    }
    return product;
  }

  private static double[][] transpose(double[][] matrix) {
    double[][] turned = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < turned.length; j++) {
        turned[j][i] = matrix[i][j];
      }
    }
    return turned;
  }

  private static double[] column(double[][] matrix, int index) {
    return transpose(matrix)[index];
  }

  private static double length(double[] vector) {
    double sum = 0;
    for (double value : vector) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
