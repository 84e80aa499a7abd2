package io.terralapse.align.core.feature;

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
  void matchesTheFormula() {
    compare(random(40, 33, 1, 0.004));
  }

  @Test
  void fragmentedMasksKeepThePixelsBetweenThem() {
    compare(random(60, 43, 4, 0.03));
  }

  @Test
  void planesHaveEqualWeightUnlessOneIsFaint() {
    SignalPlane first = random(40, 33, 1, 0.004);
    SignalPlane weaker = scaled(random(40, 33, 5, 0), 0.4f, first.clear);
    SignalPlane faint = scaled(random(40, 33, 6, 0), 0.02f, first.clear);
    compare(first, weaker, faint);
  }

  private static SignalPlane scaled(SignalPlane s, float factor, byte[] clear) {
    float[] value = new float[s.value.length];
    for (int i = 0; i < value.length; i++) {
      value[i] = factor * s.value[i];
    }
    return new SignalPlane(s.width, s.height, value, clear);
  }

  private static void compare(SignalPlane... planes) {
    GradientField field = GradientField.of(planes);
    double[][] naive = naive(planes);
    int seen = 0;
    for (int i = 0; i < naive[0].length; i++) {
      if (Double.isNaN(naive[0][i])) {
        assertEquals(GradientField.NODATA, field.x[i]);
      } else {
        seen++;
        // A rounded byte of numbers that were summed in single precision.
        assertEquals(naive[0][i] * 127, field.x[i], 0.6);
        assertEquals(naive[1][i] * 127, field.y[i], 0.6);
      }
    }
    assertTrue(seen > 300, "clear pixels: " + seen);
  }

  /** The formula of the class documentation, pixel by pixel, in double precision. */
  private static double[][] naive(SignalPlane... planes) {
    int w = planes[0].width;
    int n = planes[0].value.length;
    double[][] gradients = new double[planes.length][];
    double[] squares = new double[planes.length];
    double largest = 0;
    for (int k = 0; k < planes.length; k++) {
      gradients[k] = gradients(planes[k]);
      squares[k] = median(gradients[k]);
      largest = Math.max(largest, squares[k]);
    }
    double[] ux = new double[n];
    double[] uy = new double[n];
    boolean[] good = new boolean[n];
    for (int i = 0; i < n; i++) {
      double total = planes.length;
      for (int k = 0; k < planes.length; k++) {
        double gx = gradients[k][2 * i];
        double gy = gradients[k][2 * i + 1];
        double q = Math.max(squares[k], 0.15 * 0.15 * largest);
        good[i] = !Double.isNaN(gx);
        ux[i] += (gx * gx - gy * gy) / q;
        uy[i] += 2 * gx * gy / q;
        total += (gx * gx + gy * gy) / q;
      }
      ux[i] = good[i] ? ux[i] / total : 0;
      uy[i] = good[i] ? uy[i] / total : 0;
    }
    double[][] out = new double[2][n];
    for (int i = 0; i < n; i++) {
      out[0][i] = good[i] ? smooth(ux, w, i) : Double.NaN;
      out[1][i] = good[i] ? smooth(uy, w, i) : Double.NaN;
    }
    return out;
  }

  /** gx, gy of every pixel, NaN where one of five by five pixels is not clear. */
  private static double[] gradients(SignalPlane s) {
    int w = s.width;
    double[] value = filled(s);
    double sum = 0;
    double ramp = 0;
    for (int d = -3; d <= 3; d++) {
      sum += Math.exp(-d * d / 2.0);
      ramp += d * d * Math.exp(-d * d / 2.0);
    }
    double[] g = new double[2 * s.value.length];
    Arrays.fill(g, Double.NaN);
    for (int y = 3; y < s.height - 3; y++) {
      for (int x = 3; x < w - 3; x++) {
        double gx = 0;
        double gy = 0;
        boolean good = true;
        for (int dy = -3; dy <= 3; dy++) {
          for (int dx = -3; dx <= 3; dx++) {
            int j = (y + dy) * w + x + dx;
            good &= s.clear[j] != 0 || Math.max(Math.abs(dx), Math.abs(dy)) == 3;
            double tap = Math.exp(-(dx * dx + dy * dy) / 2.0) / (sum * ramp);
            gx += dx * tap * value[j];
            gy += dy * tap * value[j];
          }
        }
        g[2 * (y * w + x)] = good ? gx : Double.NaN;
        g[2 * (y * w + x) + 1] = good ? gy : Double.NaN;
      }
    }
    return g;
  }

  /** Masked values filled from nearby clear pixels. */
  private static double[] filled(SignalPlane s) {
    double[] out = new double[s.value.length];
    for (int i = 0; i < out.length; i++) {
      double sum = 0;
      double total = 0;
      for (int dy = -3; dy <= 3; dy++) {
        for (int dx = -3; dx <= 3; dx++) {
          int x = i % s.width + dx;
          int y = Math.floorDiv(i, s.width) + dy;
          if (x >= 0 && x < s.width && y >= 0 && y < s.height && s.clear[y * s.width + x] != 0) {
            double weight = Math.exp(-(dx * dx + dy * dy) / 4.5);
            sum += weight * s.value[y * s.width + x];
            total += weight;
          }
        }
      }
      out[i] = s.clear[i] != 0 ? s.value[i] : total > 0 ? sum / total : 0;
    }
    return out;
  }

  /** The median of the squared lengths. */
  private static double median(double[] gradients) {
    double[] squares = new double[gradients.length / 2];
    int n = 0;
    for (int i = 0; i < squares.length; i++) {
      double square =
          gradients[2 * i] * gradients[2 * i] + gradients[2 * i + 1] * gradients[2 * i + 1];
      if (!Double.isNaN(square)) {
        squares[n++] = square;
      }
    }
    Arrays.sort(squares, 0, n);
    return squares[n / 2];
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
  void isInvariantToGainOffsetAndReversedContrast() {
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
  void halvingAveragesWhatIsClear() {
    byte[] clear = {1, 1, 1, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 1};
    float[] value = {1, 2, 3, 4, 900, 9, 5, 6, 7, 8, 9, 700, 8, 4};
    SignalPlane half = new SignalPlane(7, 2, value, clear).halved();
    assertEquals(3, half.width);
    assertEquals(1, half.height);
    assertEquals((1 + 2 + 6 + 7) / 4f, half.value[0]);
    assertEquals((3 + 8) / 2f, half.value[1]);
    assertEquals(0, half.clear[2]);
    assertEquals(1, half.clear[0]);
    assertEquals(1, half.clear[1]);
  }

  @Test
  void framesSmallerThanTheKernelHaveNoValidPixels() {
    GradientField field = GradientField.of(random(6, 9, 3, 0));
    for (byte v : field.x) {
      assertEquals(GradientField.NODATA, v);
    }
  }

  @Test
  void partialSortingSelectsWhatSortingDoes() {
    Random random = new Random(3);
    for (int n : new int[] {1, 2, 3, 10, 501}) {
      for (int distinct : new int[] {1, 3, 1000}) {
        float[] values = new float[n + 2];
        for (int i = 0; i < n; i++) {
          values[i] = random.nextInt(distinct);
        }
        // Beyond the values that count.
        values[n] = -1;
        float[] sorted = Arrays.copyOf(values, n);
        Arrays.sort(sorted);
        for (int index = 0; index < n; index += 1 + n / 7) {
          assertEquals(sorted[index], GradientField.smallest(values.clone(), n, index));
        }
      }
    }
  }
}
