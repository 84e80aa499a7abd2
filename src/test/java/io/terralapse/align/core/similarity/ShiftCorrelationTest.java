package io.terralapse.align.core.similarity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.core.feature.GradientField;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShiftCorrelationTest {
  private static final int W = 40;
  private static final int H = 32;
  private static final int MARGIN = 9;

  private static GradientField random(int width, int height, long seed, double missing) {
    Random random = new Random(seed);
    byte[] x = new byte[width * height];
    byte[] y = new byte[width * height];
    for (int i = 0; i < x.length; i++) {
      boolean none = random.nextDouble() < missing;
      x[i] = none ? GradientField.NODATA : (byte) (random.nextInt(255) - 127);
      y[i] = none ? 0 : (byte) (random.nextInt(255) - 127);
    }
    return GradientField.of(width, height, x, y);
  }

  /** A field that holds a part of another one at a place, and noise around it. */
  private static GradientField around(GradientField inner, int column, int row, long seed) {
    int width = W + 2 * MARGIN;
    GradientField outer = random(width, H + 2 * MARGIN, seed, 0.1);
    for (int r = 0; r < H; r++) {
      for (int c = 0; c < W; c++) {
        outer.x[(r + row) * width + c + column] = inner.x[r * W + c];
        outer.y[(r + row) * width + c + column] = inner.y[r * W + c];
      }
    }
    return outer;
  }

  /** The formula of the class documentation, shift by shift. */
  private static double[] naive(GradientField a, GradientField b) {
    double seen = 0;
    for (byte v : a.x) {
      seen += v == GradientField.NODATA ? 0 : 1;
    }
    double mean = Math.sqrt(energy(a) * energy(b));
    double[] best = {0, 0, 0};
    for (int y = 0; y <= b.height - a.height; y++) {
      for (int x = 0; x <= b.width - a.width; x++) {
        double dot = 0;
        double common = 0;
        for (int i = 0; i < a.x.length; i++) {
          int j = (i / a.width + y) * b.width + i % a.width + x;
          if (a.x[i] != GradientField.NODATA && b.x[j] != GradientField.NODATA) {
            dot += a.x[i] * b.x[j] + a.y[i] * b.y[j];
            common++;
          }
        }
        double share = common / seen;
        double score = share < 0.2 ? 0 : dot / (mean * seen * Math.sqrt(share));
        if (score > best[2]) {
          best = new double[] {x - MARGIN, y - MARGIN, score};
        }
      }
    }
    return best;
  }

  private static double energy(GradientField f) {
    double sum = 0;
    int n = 0;
    for (int i = 0; i < f.x.length; i++) {
      double square = f.x[i] * f.x[i] + f.y[i] * f.y[i];
      if (f.x[i] != GradientField.NODATA && square > 0) {
        sum += square;
        n++;
      }
    }
    return sum / n;
  }

  @Test
  void matchesTheFormula() {
    for (int[] place : new int[][] {{0, 0}, {13, 4}, {18, 18}}) {
      GradientField inner = random(W, H, 5, 0.3);
      GradientField outer = around(inner, place[0], place[1], 6);
      double[] found =
          new ShiftCorrelation(inner, Fourier.sideFor(outer.width)).peak(outer, MARGIN);
      double[] expected = naive(inner, outer);
      assertEquals(place[0] - MARGIN, found[0]);
      assertEquals(place[1] - MARGIN, found[1]);
      assertEquals(expected[0], found[0]);
      assertEquals(expected[1], found[1]);
      assertEquals(expected[2], found[2], 1e-9);
      assertTrue(found[2] > 0.5, "score " + found[2]);
    }
  }

  @Test
  void aFieldWithoutValidPixelsHasNoPeak() {
    GradientField inner = random(W, H, 5, 0.3);
    GradientField nothing = random(W + 2 * MARGIN, H + 2 * MARGIN, 6, 1.1);
    assertEquals(0, new ShiftCorrelation(inner, 64).peak(nothing, MARGIN)[2]);
  }
}
