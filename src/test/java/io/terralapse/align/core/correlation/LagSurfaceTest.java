package io.terralapse.align.core.correlation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class LagSurfaceTest {
  private static LagSurface sampled(int radius, DoubleBinaryOperator f) {
    LagSurface s = new LagSurface(radius);
    for (int y = -radius; y <= radius; y++) {
      for (int x = -radius; x <= radius; x++) {
        s.value[(y + radius) * s.side + x + radius] = f.applyAsDouble(x, y);
      }
    }
    s.invalidate();
    return s;
  }

  @Test
  void subPixelPeaksHaveNoBiasTowardsIntegerLags() {
    Random random = new Random(8);
    double sum = 0;
    for (int i = 0; i < 200; i++) {
      double x0 = random.nextDouble() * 2 - 1;
      double y0 = random.nextDouble() * 2 - 1;
      LagSurface s =
          sampled(
              4,
              (x, y) ->
                  Math.exp(
                      -((x - x0) * (x - x0) + (y - y0) * (y - y0) + 0.6 * (x - x0) * (y - y0))
                          / (2 * 1.6 * 1.6)));
      LagSurface.Peak p = s.peak().orElseThrow();
      assertEquals(x0, p.x(), 0.008);
      assertEquals(y0, p.y(), 0.008);
      assertEquals(1, p.value(), 0.002);
      sum += (p.x() - x0) * Math.signum(x0 - Math.rint(x0));
    }
    assertEquals(0, sum / 200, 0.004);
  }

  @Test
  void samplesAndCurvatureAreReproduced() {
    Random random = new Random(9);
    LagSurface noise = sampled(3, (x, y) -> random.nextDouble());
    for (int y = -3; y <= 3; y++) {
      for (int x = -3; x <= 3; x++) {
        assertEquals(noise.value[(y + 3) * 7 + x + 3], noise.at(x, y), 1e-12);
      }
    }
    LagSurface bowl = sampled(5, (x, y) -> Math.cos(0.5 * x - 0.1) * Math.cos(0.3 * y + 0.05));
    LagSurface.Peak p = bowl.peak().orElseThrow();
    assertEquals(-0.25, p.xx(), 0.01);
    assertEquals(-0.09, p.yy(), 0.01);
    assertEquals(0, p.xy(), 0.005);
  }

  @Test
  void aMaximumAtTheBorderOrAFlatSurfaceIsNoPeak() {
    assertEquals(Optional.empty(), sampled(3, (x, y) -> x).peak());
    assertEquals(Optional.empty(), sampled(3, (x, y) -> 0.5).peak());
  }

  @Test
  void theSecondPeakIsReported() {
    LagSurface s =
        sampled(4, (x, y) -> Math.exp(-(x * x + y * y) / 2) + (x == 3 && y == -3 ? 0.4 : 0));
    assertTrue(Math.abs(s.peak().orElseThrow().second() - 0.4) < 0.01);
  }
}
