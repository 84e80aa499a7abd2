package io.terralapse.align.core.feature;

import io.terralapse.model.PixelRect;
import java.util.Arrays;

/**
 * The orientation of the gradient at every pixel of one pyramid level, as a vector of length 0 to 1
 * at twice the gradient's angle, in bytes. Immutable, thread-safe.
 *
 * <pre>
 *   g_k = grad(G1 * I_k)                                   G1: Gaussian of 1 px, sampled
 *   t   = sum_k |g_k|^2 / q_k^2                            q_k: the median |g_k| of the frame
 *   u   = sum_k (gx_k^2 - gy_k^2, 2 gx_k gy_k) / q_k^2 / (t + K)
 *   f   = G2 * u                                           G2: Gaussian of 0.8 px
 * </pre>
 *
 * <p>over the K planes of a date: its bands, decorrelated by {@link Decorrelation}. This is the
 * structure tensor of a multi-band image (Di Zenzo 1986, CVGIP 33) in the metric in which every
 * independent combination of bands has equal weight. Seasons, haze and crops mainly change the
 * brightness; boundaries that are visible in colour only are equally valid, and their errors are
 * independent. On ten real dates this halved the closure error compared with the mean of the bands.
 *
 * <p>Orientation is invariant to gain and offset and robust to haze (orientation correlation:
 * Fitch, Kadyrov, Christmas and Kittler 2002, BMVC). The double angle (Granlund and Knutsson 1995,
 * Signal Processing for Computer Vision) is also invariant to reversed contrast: a field boundary
 * is the same line whether the crop is darker or brighter than its neighbour, while single-angle
 * directions would cancel. On the same dates it halved the closure error again.
 *
 * <p>Dividing by the length gives a forest the same weight as a bright roof; the constant K limits
 * the weight of noise on water and in crops. The division also creates high frequencies, which
 * would alias and bias sub-pixel results towards integer shifts (Stone et al. 2001, IEEE TGRS
 * 39(10)); the second Gaussian removes them, and with them most residues of a resampling lattice or
 * of a sensor's fixed pattern.
 *
 * <p>A pixel is valid only at some distance from masked pixels and from the frame's border, so that
 * the borders of clouds and nodata are not used; see {@link MaskBorder}.
 */
public final class GradientField {
  /** Pixels that the derivative kernel reaches each way. */
  public static final int REACH = 3;

  /** The value of {@link #x} that marks an invalid pixel. */
  public static final byte NODATA = Byte.MIN_VALUE;

  /**
   * Planes whose median gradient is below this share of the strongest plane's are not scaled up
   * further: they mainly contain rounding and compression errors.
   */
  private static final float MIN_RELATIVE_GRADIENT = 0.15f;

  /** Pixels from which a median gradient is estimated, approximately. */
  private static final int MEDIAN_SAMPLES = 20_000;

  /** Smallest squared median gradient; its inverse is finite. */
  private static final float MIN_MEDIAN = 1e-30f;

  public final int width;
  public final int height;

  /** Components right and down times 127, {@code [row * width + column]}. */
  public final byte[] x;

  public final byte[] y;

  /** Bounding box of the valid pixels; a single pixel if there are none. */
  public final PixelRect validArea;

  private GradientField(int width, int height, byte[] x, byte[] y) {
    this.width = width;
    this.height = height;
    this.x = x;
    this.y = y;
    this.validArea = findValidArea(x, width, height);
  }

  private static PixelRect findValidArea(byte[] x, int width, int height) {
    int left = width;
    int right = 0;
    int top = height;
    int bottom = 0;
    for (int row = 0; row < height; row++) {
      int first = row * width;
      int end = first + width;
      while (first < end && x[first] == NODATA) {
        first++;
      }
      if (first < end) {
        while (x[end - 1] == NODATA) {
          end--;
        }
        left = Math.min(left, first - row * width);
        right = Math.max(right, end - row * width);
        top = Math.min(top, row);
        bottom = row + 1;
      }
    }
    return right > left
        ? new PixelRect(left, top, right - left, bottom - top)
        : new PixelRect(0, 0, 1, 1);
  }

  /** A field from given components, which are not copied. */
  public static GradientField of(int width, int height, byte[] x, byte[] y) {
    return new GradientField(width, height, x, y);
  }

  /** The field cut to {@link #validArea}. */
  public GradientField trimmed() {
    byte[] partX = new byte[validArea.width() * validArea.height()];
    byte[] partY = new byte[partX.length];
    for (int row = 0; row < validArea.height(); row++) {
      int from = (validArea.row() + row) * width + validArea.column();
      System.arraycopy(x, from, partX, row * validArea.width(), validArea.width());
      System.arraycopy(y, from, partY, row * validArea.width(), validArea.width());
    }
    return new GradientField(validArea.width(), validArea.height(), partX, partY);
  }

  /**
   * The field of one or more planes; in frames smaller than the kernels all pixels are invalid.
   *
   * @param planes of equal size and with the same mask; at least one; masked values near valid
   *     pixels are overwritten
   */
  public static GradientField of(SignalPlane... planes) {
    int w = planes[0].width;
    int h = planes[0].height;
    byte[] outX = new byte[w * h];
    byte[] outY = new byte[w * h];
    byte[] good = MaskBorder.validPixels(planes[0]);
    MaskBorder.fill(planes);
    if (w > 2 * REACH && h > 2 * REACH) {
      float[] scale = scales(planes, good);
      PlaneGradients[] gradients = new PlaneGradients[planes.length];
      for (int k = 0; k < planes.length; k++) {
        gradients[k] = new PlaneGradients(planes[k], scale[k]);
      }
      orientations(gradients, good, w, h, outX, outY);
    }
    for (int i = 0; i < good.length; i++) {
      if (good[i] == 0) {
        outX[i] = NODATA;
        outY[i] = 0;
      }
    }
    return new GradientField(w, h, outX, outY);
  }

  private static void orientations(
      PlaneGradients[] planes, byte[] good, int w, int h, byte[] outX, byte[] outY) {
    int inner = w - 2 * REACH;
    OrientationRows right = new OrientationRows(inner);
    OrientationRows down = new OrientationRows(inner);
    float[] total = new float[inner];
    int last = h - REACH - 1;
    for (int y = REACH; y <= last + OrientationRows.REACH; y++) {
      float[] ux = right.row(y);
      float[] uy = down.row(y);
      Arrays.fill(ux, 0);
      Arrays.fill(uy, 0);
      if (y <= last) {
        Arrays.fill(total, planes.length);
        for (PlaneGradients plane : planes) {
          plane.addRow(y, ux, uy, total);
        }
        divide(ux, uy, total, good, y * w + REACH);
      }
      int ready = y - OrientationRows.REACH;
      if (ready >= REACH) {
        right.smooth(ready, outX, ready * w + REACH);
        down.smooth(ready, outY, ready * w + REACH);
      }
    }
  }

  /** Normalises the tensors and sets invalid ones to 0. */
  private static void divide(float[] ux, float[] uy, float[] total, byte[] good, int at) {
    for (int c = 0; c < total.length; c++) {
      total[c] = good[at + c] / total[c];
    }
    for (int c = 0; c < total.length; c++) {
      ux[c] *= total[c];
      uy[c] *= total[c];
    }
  }

  /** The inverse squared median gradient of every plane, limited for faint planes. */
  private static float[] scales(SignalPlane[] planes, byte[] good) {
    float[] squares = new float[planes.length];
    float largest = 0;
    for (int k = 0; k < planes.length; k++) {
      squares[k] = medianSquared(planes[k], good);
      largest = Math.max(largest, squares[k]);
    }
    for (int k = 0; k < planes.length; k++) {
      squares[k] =
          1 / Math.max(squares[k], largest * MIN_RELATIVE_GRADIENT * MIN_RELATIVE_GRADIENT);
    }
    return squares;
  }

  /** The median of the squared gradient of a regular sample of the valid pixels, positive. */
  private static float medianSquared(SignalPlane signal, byte[] good) {
    int w = signal.width;
    int step = Math.max(1, good.length / MEDIAN_SAMPLES);
    // Not a multiple of the width, otherwise the sample would consist of a few columns.
    step += step > 1 && w % step == 0 ? 1 : 0;
    float[] found = new float[good.length / step + 1];
    int n = 0;
    for (int i = 0; i < good.length; i += step) {
      if (good[i] != 0) {
        float square = PlaneGradients.squared(signal, i);
        // Not a number where values overflow.
        found[n++] = square >= 0 ? square : Float.POSITIVE_INFINITY;
      }
    }
    if (n == 0) {
      return 1;
    }
    float median = smallest(found, n, n / 2);
    if (!(median > 0)) {
      // More than half is flat: use a higher percentile.
      median = smallest(found, n, (n * 9) / 10);
    }
    return Math.max(median, MIN_MEDIAN);
  }

  /**
   * What sorting would place at an index, by partial sorting (Hoare 1961, CACM 4(7)): a tenth of
   * the time. The values are reordered; none is NaN.
   *
   * @param n how many of the values count
   */
  static float smallest(float[] values, int n, int index) {
    int low = 0;
    int high = n - 1;
    while (low < high) {
      float pivot = values[(low + high) >>> 1];
      int i = low;
      int j = high;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          float swap = values[i];
          values[i++] = values[j];
          values[j--] = swap;
        }
      }
      if (index <= j) {
        high = j;
      } else if (index >= i) {
        low = i;
      } else {
        break;
      }
    }
    return values[index];
  }

  /** A sampled Gaussian with sum 1. */
  static float[] gaussian(double sigma, int reach) {
    float[] taps = new float[2 * reach + 1];
    double sum = 0;
    for (int i = -reach; i <= reach; i++) {
      sum += Math.exp(-i * i / (2 * sigma * sigma));
    }
    for (int i = -reach; i <= reach; i++) {
      taps[i + reach] = (float) (Math.exp(-i * i / (2 * sigma * sigma)) / sum);
    }
    return taps;
  }
}
