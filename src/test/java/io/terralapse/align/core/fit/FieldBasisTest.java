package io.terralapse.align.core.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Displacement;
import io.terralapse.model.PixelRect;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FieldBasisTest {
  private static final int W = 700;
  private static final int H = 400;
  private static final PixelRect AREA = new PixelRect(-40, 90, W, H);

  private static List<FieldBasis> bases() {
    return List.of(FieldBasis.affine(AREA), FieldBasis.lattice(AREA, 150, 10));
  }

  @Test
  void theFieldIsTheSumOfItsBasisFunctions() {
    Random random = new Random(1);
    for (FieldBasis basis : bases()) {
      double[] x = random.doubles(basis.size(), -2, 2).toArray();
      double[] y = random.doubles(basis.size(), -2, 2).toArray();
      Displacement field = basis.field(x, y);
      double[] at = new double[basis.size()];
      double[] found = new double[2];
      for (int i = 0; i < 40; i++) {
        double px = AREA.column() + random.nextDouble() * W;
        double py = AREA.row() + random.nextDouble() * H;
        basis.at(px, py, at);
        field.at(px, py, found);
        double sumX = 0;
        double sumY = 0;
        for (int k = 0; k < at.length; k++) {
          sumX += at[k] * x[k];
          sumY += at[k] * y[k];
        }
        assertEquals(sumX, found[0], 1e-9);
        assertEquals(sumY, found[1], 1e-9);
      }
    }
  }

  @Test
  void affineFieldsHaveNoPenaltyAndRipplesDo() {
    FieldBasis lattice = FieldBasis.lattice(AREA, 150, 10);
    int columns = (int) Math.ceil(W / 150.0) + 3;
    double[] linear = new double[lattice.size()];
    double[] ripple = new double[lattice.size()];
    for (int i = 0; i < linear.length; i++) {
      int column = i % columns;
      int row = i / columns;
      linear[i] = 3 + 0.5 * column - 0.25 * row;
      ripple[i] = column % 2;
    }
    assertEquals(0, cost(lattice.penalty(), linear), 1e-9);
    assertTrue(cost(lattice.penalty(), ripple) > 100);
  }

  private static double cost(double[][] penalty, double[] c) {
    double sum = 0;
    for (int i = 0; i < c.length; i++) {
      for (int k = 0; k < c.length; k++) {
        sum += c[i] * penalty[i][k] * c[k];
      }
    }
    return sum;
  }
}
