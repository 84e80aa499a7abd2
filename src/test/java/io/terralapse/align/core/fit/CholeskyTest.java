package io.terralapse.align.core.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CholeskyTest {
  @Test
  void solvesALinearSystem() {
    int n = 30;
    Random random = new Random(3);
    double[][] half = new double[n][n];
    for (double[] row : half) {
      for (int i = 0; i < n; i++) {
        row[i] = random.nextGaussian();
      }
    }
    double[][] a = new double[n][n];
    double[] truth = random.doubles(n).toArray();
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          a[i][j] += half[i][k] * half[j][k];
        }
        a[i][j] += i == j ? 0.1 : 0;
        b[i] += a[i][j] * truth[j];
      }
    }
    assertTrue(Cholesky.factorise(a));
    Cholesky.solve(a, b);
    for (int i = 0; i < n; i++) {
      assertEquals(truth[i], b[i], 1e-8);
    }
  }

  @Test
  void reportsAMatrixThatIsNotPositiveDefinite() {
    assertFalse(Cholesky.factorise(new double[][] {{1, 2}, {2, 1}}));
  }
}
