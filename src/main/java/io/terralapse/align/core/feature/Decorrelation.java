package io.terralapse.align.core.feature;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the bands of a date into planes whose gradients are uncorrelated: the principal axes of the
 * bands' gradients, in the order of their strength. Bands of one picture say nearly the same; what
 * is left of them when brightness is taken away says something of its own about where the borders
 * are, but only if it is looked at apart.
 *
 * <p>The axes are the eigenvectors of the spatial sign covariance of differences between
 * neighbouring pixels (Visuri, Koivunen and Oja 2000, J. Stat. Plan. Inference 91(2)): every
 * sampled difference counts by its direction only, so that the rim of a cloud or a lake does not
 * decide. A plane but the strongest is left out where compression or a sensor has put a {@link
 * FixedPattern} into it. Stateless.
 */
final class Decorrelation {
  /** More bands than this add time and nothing to say; the first ones are taken. */
  private static final int MAX_BANDS = 6;

  private static final int SAMPLES = 40_000;
  private static final int SWEEPS = 12;
  private static final int PART = 4096;

  /** An axis that carries less than this share of the strongest one is rounding. */
  private static final double NOTHING = 1e-5;

  private Decorrelation() {}

  /**
   * The planes of a frame.
   *
   * @return at least one, sharing one mask: clear where {@link Flags#isClear} says so and every
   *     value is finite
   */
  static SignalPlane[] of(Frame frame) {
    int bands = Math.min(MAX_BANDS, frame.bandCount());
    if (bands <= 1) {
      return new SignalPlane[] {SignalPlane.of(frame)};
    }
    SignalPlane mean = SignalPlane.of(frame);
    double[][] covariance = signCovariance(frame, bands, mean.clear);
    double[][] axes = eigenvectors(covariance);
    int[] order = byStrength(covariance);
    int planes = 0;
    while (planes < bands
        && covariance[order[planes]][order[planes]] > NOTHING * covariance[order[0]][order[0]]) {
      planes++;
    }
    if (planes == 0) {
      return new SignalPlane[] {mean};
    }
    float[][] values = new float[planes][];
    for (int k = 0; k < planes; k++) {
      values[k] = k == 0 ? mean.value : new float[mean.value.length];
    }
    project(frame, axes, order, values);
    boolean masked = !mean.allClear;
    List<SignalPlane> out = new ArrayList<>();
    for (int k = 0; k < planes; k++) {
      if (masked) {
        clear(values[k], mean.clear);
      }
      SignalPlane plane = mean.with(values[k]);
      if (k == 0 || !FixedPattern.isIn(plane)) {
        out.add(plane);
      }
    }
    return out.toArray(new SignalPlane[0]);
  }

  /** What is not clear may not even be a number. */
  private static void clear(float[] value, byte[] clear) {
    for (int i = 0; i < value.length; i++) {
      value[i] = clear[i] == 0 ? 0 : value[i];
    }
  }

  /** Weighted sums of bands, a part at a time that the processor's cache holds. */
  private static void project(Frame frame, double[][] axes, int[] order, float[][] values) {
    int n = values[0].length;
    for (int from = 0; from < n; from += PART) {
      int end = Math.min(n, from + PART);
      for (int k = 0; k < values.length; k++) {
        for (int band = 0; band < axes.length; band++) {
          float weight = (float) axes[band][order[k]];
          add(weight, frame.band(band), values[k], from, end, band == 0);
        }
      }
    }
  }

  private static void add(
      float weight, float[] band, float[] value, int from, int end, boolean first) {
    if (first) {
      for (int i = from; i < end; i++) {
        value[i] = weight * band[i];
      }
    } else {
      for (int i = from; i < end; i++) {
        value[i] += weight * band[i];
      }
    }
  }

  /** Mean outer product of differences to the right and below, each of length 1. */
  private static double[][] signCovariance(Frame frame, int bands, byte[] clear) {
    int w = frame.width();
    int n = w * (frame.height() - 1) - 1;
    int step = Math.max(1, n / SAMPLES);
    // Not a multiple of the width, or the sample would be a few columns.
    step += step > 1 && w % step == 0 ? 1 : 0;
    double[][] sum = new double[bands][bands];
    double[] d = new double[bands];
    for (int i = 0; i < n; i += step) {
      for (int to : new int[] {i + 1, i + w}) {
        if (clear[i] != 0 && clear[to] != 0) {
          double square = 0;
          for (int k = 0; k < bands; k++) {
            d[k] = frame.band(k)[to] - (double) frame.band(k)[i];
            square += d[k] * d[k];
          }
          for (int k = 0; k < bands && square > 0; k++) {
            for (int m = 0; m < bands; m++) {
              sum[k][m] += d[k] * d[m] / square;
            }
          }
        }
      }
    }
    return sum;
  }

  private static int[] byStrength(double[][] diagonal) {
    int[] order = new int[diagonal.length];
    for (int i = 0; i < order.length; i++) {
      int at = i;
      while (at > 0 && diagonal[order[at - 1]][order[at - 1]] < diagonal[i][i]) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = i;
    }
    return order;
  }

  /**
   * Jacobi's method (Golub and Van Loan, Matrix Computations, 8.5): turns the symmetric matrix in
   * place into a diagonal one.
   *
   * @return eigenvectors in columns
   */
  static double[][] eigenvectors(double[][] a) {
    int n = a.length;
    double[][] v = new double[n][n];
    for (int i = 0; i < n; i++) {
      v[i][i] = 1;
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          if (a[p][q] != 0) {
            double angle = 0.5 * StrictMath.atan2(2 * a[p][q], a[q][q] - a[p][p]);
            double c = StrictMath.cos(angle);
            double s = StrictMath.sin(angle);
            for (int k = 0; k < n; k++) {
              turn(a[k], p, q, c, s);
              turn(v[k], p, q, c, s);
            }
            for (int k = 0; k < n; k++) {
              double x = a[p][k];
              double y = a[q][k];
              a[p][k] = c * x - s * y;
              a[q][k] = s * x + c * y;
            }
          }
        }
      }
    }
    return v;
  }

  private static void turn(double[] row, int p, int q, double c, double s) {
    double x = row[p];
    double y = row[q];
    row[p] = c * x - s * y;
    row[q] = s * x + c * y;
  }
}
