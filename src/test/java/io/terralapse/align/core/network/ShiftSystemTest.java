package io.terralapse.align.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShiftSystemTest {
  @Test
  void agreesWithDenseElimination() {
    for (int n : new int[] {1, 2, 7, 24}) {
      checkAgainstDenseElimination(n, new Random(n));
    }
  }

  private static void checkAgainstDenseElimination(int n, Random random) {
    List<ShiftSystem.Link> links = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      links.add(link(random, i - 1, i));
    }
    for (int k = 0; n > 1 && k < 9; k++) {
      int a = random.nextInt(n);
      links.add(link(random, a, (a + 1 + random.nextInt(n - 1)) % n));
    }
    double[] weight = new double[links.size()];
    for (int k = 0; k < weight.length; k++) {
      weight[k] = 0.1 + random.nextDouble();
    }
    double[][] m = new double[2 * n][2 * n + 1];
    for (int k = 0; k < weight.length; k++) {
      ShiftSystem.Link l = links.get(k);
      double[][] info = {{l.ixx(), l.ixy()}, {l.ixy(), l.iyy()}};
      double[] d = {l.dx(), l.dy()};
      int[] at = {l.from(), l.to()};
      for (int a = 0; a < 2; a++) {
        for (int r = 0; r < 2 && at[a] >= 0; r++) {
          for (int c = 0; c < 2; c++) {
            double w = weight[k] * info[r][c];
            for (int b = 0; b < 2; b++) {
              if (at[b] >= 0) {
                m[2 * at[a] + r][2 * at[b] + c] += a == b ? w : -w;
              }
            }
            m[2 * at[a] + r][2 * n] += (a == 1 ? w : -w) * d[c];
          }
        }
      }
    }
    double[][] inverse = new double[2 * n][2 * n + 1];
    double[] expected = eliminate(m);
    ShiftSystem system = new ShiftSystem(n, links, weight);
    double[] found = system.solve();
    for (int i = 0; i < 2 * n; i++) {
      assertEquals(expected[i], found[i], 1e-9);
    }
    for (int date = 0; date < n; date++) {
      double trace = 0;
      for (int axis = 0; axis < 2; axis++) {
        for (int r = 0; r < 2 * n; r++) {
          System.arraycopy(m[r], 0, inverse[r], 0, 2 * n);
          inverse[r][2 * n] = r == 2 * date + axis ? 1 : 0;
        }
        trace += eliminate(inverse)[2 * date + axis];
      }
      assertEquals(trace, system.variance(date), 1e-9 * trace);
    }
  }

  /** Dates that are only connected through a fixed one do not influence each other. */
  @Test
  void partsHaveTheVariancesThatTheyHaveAlone() {
    Random random = new Random(6);
    List<ShiftSystem.Link> first =
        List.of(link(random, -1, 0), link(random, 0, 1), link(random, -1, 1));
    List<ShiftSystem.Link> both = new ArrayList<>(first);
    both.add(1, link(random, -1, 2));
    both.add(link(random, 2, 3));
    ShiftSystem alone = new ShiftSystem(2, first, new double[] {1, 0.5, 0.7});
    ShiftSystem system = new ShiftSystem(4, both, new double[] {1, 0.9, 0.5, 0.7, 0.3});
    assertEquals(alone.variance(0), system.variance(0));
    assertEquals(alone.variance(1), system.variance(1));
  }

  private static ShiftSystem.Link link(Random r, int from, int to) {
    double a = 1 + r.nextDouble() * 50;
    double c = 1 + r.nextDouble() * 50;
    double b = (r.nextDouble() - 0.5) * Math.sqrt(a * c);
    return new ShiftSystem.Link(from, to, r.nextGaussian(), r.nextGaussian(), a, b, c);
  }

  /** Gauss with pivoting on a copy; the last column is the right-hand side. */
  private static double[] eliminate(double[][] given) {
    int n = given.length;
    double[][] m = new double[n][];
    for (int i = 0; i < n; i++) {
      m[i] = given[i].clone();
    }
    for (int p = 0; p < n; p++) {
      int best = p;
      for (int r = p + 1; r < n; r++) {
        best = Math.abs(m[r][p]) > Math.abs(m[best][p]) ? r : best;
      }
      double[] swap = m[p];
      m[p] = m[best];
      m[best] = swap;
      for (int r = 0; r < n; r++) {
        double f = r == p ? 0 : m[r][p] / m[p][p];
        for (int c = p; c <= n; c++) {
          m[r][c] -= f * m[p][c];
        }
      }
    }
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = m[i][n] / m[i][i];
    }
    return x;
  }
}
