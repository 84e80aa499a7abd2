package io.terralapse.align.core.feature;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * Transforms the bands of a date into planes with uncorrelated gradients: the principal axes of the
 * bands' gradients, in descending order of strength. The bands of an image are highly correlated;
 * the components that remain after brightness contain independent information about boundaries,
 * which is only usable if they are normalised separately.
 *
 * <p>The axes are the eigenvectors of the spatial sign covariance of differences between
 * neighbouring pixels (Visuri, Koivunen and Oja 2000, J. Stat. Plan. Inference 91(2)): every
 * sampled difference contributes its direction only, so that the borders of clouds or lakes do not
 * dominate. Planes other than the strongest are dropped if compression or the sensor has left a
 * {@link FixedPattern} in them. Stateless.
 */
final class Decorrelation {
  /** Only the first bands are used; more would add time but no information. */
  private static final int MAX_BANDS = 6;

  /** Pixels from which the covariance is estimated, approximately. */
  private static final int SAMPLES = 40_000;

  /** Sweeps of Jacobi's method; it converges quadratically. */
  private static final int SWEEPS = 12;

  /** Pixels processed at a time, so that all bands of a block fit into the processor's cache. */
  private static final int BLOCK = 4096;

  /** Axes with less than this share of the strongest one's variance are rounding errors. */
  private static final double MIN_RELATIVE_VARIANCE = 1e-5;

  private Decorrelation() {}

  /**
   * The planes of a frame.
   *
   * @return at least one, sharing one mask: clear where {@link Flags#isClear} holds and every value
   *     is finite
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
        && covariance[order[planes]][order[planes]]
            > MIN_RELATIVE_VARIANCE * covariance[order[0]][order[0]]) {
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

  /** Sets masked values, which may be NaN, to 0. */
  private static void clear(float[] value, byte[] clear) {
    for (int i = 0; i < value.length; i++) {
      value[i] = clear[i] == 0 ? 0 : value[i];
    }
  }

  /** Weighted sums of bands, block by block. */
  private static void project(Frame frame, double[][] axes, int[] order, float[][] values) {
    int n = values[0].length;
    for (int from = 0; from < n; from += BLOCK) {
      int end = Math.min(n, from + BLOCK);
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
    // Not a multiple of the width, otherwise the sample would consist of a few columns.
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
   * Jacobi's method (Golub and Van Loan, Matrix Computations, 8.5): diagonalises a symmetric matrix
   * in place.
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
              rotate(a[k], p, q, c, s);
              rotate(v[k], p, q, c, s);
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

  private static void rotate(double[] row, int p, int q, double c, double s) {
    double x = row[p];
    double y = row[q];
    row[p] = c * x - s * y;
    row[q] = s * x + c * y;
  }
}
