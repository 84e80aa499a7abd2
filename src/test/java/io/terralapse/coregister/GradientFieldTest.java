package io.terralapse.coregister;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GradientFieldTest {
  private static SignalPlane random(int w, int h, long seed, double missing) {
    Random random = new Random(seed);
    Frame f = new Frame(w, h, new float[2][w * h], new byte[w * h]);
    for (int i = 0; i < w * h; i++) {
      f.band(0)[i] = random.nextFloat() * 100;
      f.band(1)[i] = random.nextFloat() * 100;
      f.flags()[i] = random.nextDouble() < missing ? Flags.CLOUD : 0;
    }
    return SignalPlane.of(f);
  }

  @Test
  void isWhatTheFormulaSays() {
    SignalPlane s = random(40, 33, 1, 0.004);
    GradientField field = GradientField.of(s);
    double[][] naive = naive(s);
    int seen = 0;
    for (int i = 0; i < s.value.length; i++) {
      if (Double.isNaN(naive[0][i])) {
        assertEquals(GradientField.NONE, field.x[i]);
      } else {
        seen++;
        // A rounded byte of numbers that were summed in single precision.
        assertEquals(naive[0][i] * 127, field.x[i], 0.6);
        assertEquals(naive[1][i] * 127, field.y[i], 0.6);
      }
    }
    assertTrue(seen > 300, "clear pixels: " + seen);
  }

  /** The formula of the class comment, pixel by pixel, in double precision. */
  private static double[][] naive(SignalPlane s) {
    int w = s.width;
    int h = s.height;
    double[] ux = new double[w * h];
    double[] uy = new double[w * h];
    double[] gx = new double[w * h];
    double[] gy = new double[w * h];
    boolean[] good = new boolean[w * h];
    double sum = 0;
    double ramp = 0;
    for (int d = -3; d <= 3; d++) {
      sum += Math.exp(-d * d / 2.0);
      ramp += d * d * Math.exp(-d * d / 2.0);
    }
    for (int y = 3; y < h - 3; y++) {
      for (int x = 3; x < w - 3; x++) {
        int i = y * w + x;
        good[i] = true;
        for (int dy = -3; dy <= 3; dy++) {
          for (int dx = -3; dx <= 3; dx++) {
            int j = (y + dy) * w + x + dx;
            good[i] &= s.clear[j] != 0;
            double g = Math.exp(-(dx * dx + dy * dy) / 2.0) / (sum * ramp);
            gx[i] += dx * g * s.value[j];
            gy[i] += dy * g * s.value[j];
          }
        }
      }
    }
    double[] lengths = new double[w * h];
    int n = 0;
    for (int i = 0; i < w * h; i++) {
      if (good[i]) {
        lengths[n++] = gx[i] * gx[i] + gy[i] * gy[i];
      }
    }
    Arrays.sort(lengths, 0, n);
    double floor = 4 * lengths[n / 2];
    for (int i = 0; i < w * h; i++) {
      if (good[i]) {
        double length = gx[i] * gx[i] + gy[i] * gy[i] + floor;
        ux[i] = (gx[i] * gx[i] - gy[i] * gy[i]) / length;
        uy[i] = 2 * gx[i] * gy[i] / length;
      }
    }
    double[][] out = new double[2][w * h];
    for (int i = 0; i < w * h; i++) {
      out[0][i] = good[i] ? smooth(ux, w, i) : Double.NaN;
      out[1][i] = good[i] ? smooth(uy, w, i) : Double.NaN;
    }
    return out;
  }

  private static double smooth(double[] u, int w, int i) {
    double sum = 0;
    double norm = 0;
    for (int dy = -2; dy <= 2; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        double g = Math.exp(-(dx * dx + dy * dy) / (2 * 0.8 * 0.8));
        norm += g;
        sum += g * u[i + dy * w + dx];
      }
    }
    return sum / norm;
  }

  @Test
  void gainOffsetAndReversalLeaveItAlone() {
    SignalPlane s = random(30, 30, 2, 0);
    float[] other = new float[s.value.length];
    for (int i = 0; i < other.length; i++) {
      other[i] = 5000 - 3.5f * s.value[i];
    }
    GradientField a = GradientField.of(s);
    GradientField b = GradientField.of(new SignalPlane(30, 30, other, s.clear));
    for (int i = 0; i < a.x.length; i++) {
      assertEquals(a.x[i], b.x[i], 1);
      assertEquals(a.y[i], b.y[i], 1);
    }
  }

  @Test
  void halvingAveragesAndKeepsOnlyWhollyClearPixels() {
    byte[] clear = {1, 1, 1, 0, 1, 1, 1, 1, 1, 1};
    float[] value = {1, 2, 3, 4, 9, 5, 6, 7, 8, 9};
    SignalPlane half = new SignalPlane(5, 2, value, clear).halved();
    assertEquals(2, half.width);
    assertEquals(1, half.height);
    assertEquals((1 + 2 + 5 + 6) / 4f, half.value[0]);
    assertEquals(1, half.clear[0]);
    assertEquals(0, half.clear[1]);
  }

  @Test
  void framesSmallerThanTheKernelHaveNoEvidence() {
    GradientField field = GradientField.of(random(6, 9, 3, 0));
    for (byte v : field.x) {
      assertEquals(GradientField.NONE, v);
    }
  }
}
