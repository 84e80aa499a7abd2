package io.terralapse.align.core.correlation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.core.feature.GradientField;
import io.terralapse.align.core.feature.SignalPlane;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LagCorrelationTest {
  private static GradientField field(int w, int h, long seed, int holes) {
    Random random = new Random(seed);
    Frame f = new Frame(w, h, new float[1][w * h], new byte[w * h]);
    for (int i = 0; i < w * h; i++) {
      f.band(0)[i] = random.nextFloat();
    }
    for (int k = 0; k < holes; k++) {
      f.flags()[random.nextInt(w * h)] = Flags.SHADOW;
    }
    return GradientField.of(SignalPlane.of(f));
  }

  /** Whole masks, ragged masks of either side, and windows that reach out of the target. */
  @ParameterizedTest
  @CsvSource({
    "0,0,20,18,1,-2",
    "6,0,20,18,1,-2",
    "0,6,20,18,1,-2",
    "6,6,20,18,0,0",
    "0,2,4,40,-9,6",
    "3,0,44,3,8,-7"
  })
  void matchesTheFormula(int holesF, int holesH, int column, int row, int lagX, int lagY) {
    GradientField f = field(90, 80, 1, holesF);
    GradientField h = field(84, 77, 2, holesH);
    int size = 32;
    LagSurface out = new LagSurface(3);
    double common = new LagCorrelation(size, 3).correlate(f, h, column, row, lagX, lagY, out);
    assertTrue(common >= LagCorrelation.MIN_OVERLAP, "common " + common);
    for (int dy = -3; dy <= 3; dy++) {
      for (int dx = -3; dx <= 3; dx++) {
        double dot = 0;
        double ef = 0;
        double eh = 0;
        double whole = 0;
        for (int r = row; r < row + size; r++) {
          for (int c = column; c < column + size; c++) {
            int i = r * f.width + c;
            if (f.x[i] != GradientField.NODATA) {
              whole += f.x[i] * f.x[i] + f.y[i] * f.y[i];
            }
            int x = c + lagX + dx;
            int y = r + lagY + dy;
            if (x < 0 || y < 0 || x >= h.width || y >= h.height) {
              continue;
            }
            int j = y * h.width + x;
            if (f.x[i] != GradientField.NODATA && h.x[j] != GradientField.NODATA) {
              dot += f.x[i] * h.x[j] + f.y[i] * h.y[j];
              ef += f.x[i] * f.x[i] + f.y[i] * f.y[i];
              eh += h.x[j] * h.x[j] + h.y[j] * h.y[j];
            }
          }
        }
        double expected = ef < 0.3 * whole ? 0 : dot / Math.sqrt(ef * eh);
        assertEquals(expected, out.value[(dy + 3) * 7 + dx + 3], 1e-5);
      }
    }
  }
}
