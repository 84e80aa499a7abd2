package io.terralapse.align.core.feature;

import java.util.Arrays;

/**
 * Handles the borders of masks (clouds, nodata) and of the frame in the feature extraction.
 *
 * <p>A pixel is valid if all pixels within {@value #DILATION} columns and rows are clear: the mask
 * is dilated. The derivative kernel reaches one pixel further; masked values there are replaced by
 * the weighted mean of nearby clear pixels (normalised convolution: Knutsson and Westin 1993,
 * CVPR), so that the border of a mask creates no edge. The outermost tap is 1.5 per cent of the
 * kernel.
 *
 * <p>Dilating by the full kernel radius would be harmless for a closed cloud cover, but masks are
 * often fragmented: on a real date with 55 per cent of clear ground, 15 per cent would be left, too
 * few to align it. Stateless.
 */
final class MaskBorder {
  private static final int REACH = GradientField.REACH;

  /** Pixels by which a mask is dilated. */
  static final int DILATION = REACH - 1;

  /** Width of the border of a mask that kernels of valid pixels reach. */
  private static final int RIM = REACH - DILATION;

  private static final float[] NEAR = GradientField.gaussian(1.5, REACH);

  private MaskBorder() {}

  /**
   * 1 where a pixel is valid, 0 elsewhere and at less than {@link GradientField#REACH} pixels from
   * the frame's border.
   */
  static byte[] validPixels(SignalPlane signal) {
    int w = signal.width;
    int h = signal.height;
    byte[] out = new byte[w * h];
    byte[] clear = signal.allClear ? signal.clear : eroded(signal.clear, w, h, DILATION);
    for (int row = REACH; row < h - REACH; row++) {
      int from = row * w + REACH;
      int end = row * w + w - REACH;
      if (from < end) {
        System.arraycopy(clear, from, out, from, end - from);
      }
    }
    return out;
  }

  /**
   * Replaces masked values within reach of the kernel of a valid pixel.
   *
   * @param planes of equal size and with the same mask; their values are changed
   */
  static void fill(SignalPlane... planes) {
    SignalPlane first = planes[0];
    if (first.allClear) {
      return;
    }
    int w = first.width;
    int h = first.height;
    byte[] hidden = new byte[w * h];
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] = (byte) (1 - first.clear[i]);
    }
    byte[] deep = eroded(hidden, w, h, RIM);
    float[] mean = new float[planes.length];
    for (int row = 0; row < h; row++) {
      for (int column = 0; column < w; column++) {
        int i = row * w + column;
        if (hidden[i] > deep[i]) {
          mean(planes, row, column, mean);
          for (int k = 0; k < planes.length; k++) {
            planes[k].value[i] = mean[k];
          }
        }
      }
    }
  }

  /** Weighted means of the clear pixels around one; 0 without any. */
  private static void mean(SignalPlane[] planes, int row, int column, float[] mean) {
    SignalPlane first = planes[0];
    int top = Math.max(0, row - REACH);
    int bottom = Math.min(first.height - 1, row + REACH);
    int left = Math.max(0, column - REACH);
    int right = Math.min(first.width - 1, column + REACH);
    float total = 0;
    Arrays.fill(mean, 0);
    for (int r = top; r <= bottom; r++) {
      for (int c = left; c <= right; c++) {
        int j = r * first.width + c;
        if (first.clear[j] != 0) {
          float weight = NEAR[r - row + REACH] * NEAR[c - column + REACH];
          total += weight;
          for (int k = 0; k < planes.length; k++) {
            mean[k] += weight * planes[k].value[j];
          }
        }
      }
    }
    for (int k = 0; k < planes.length && total > 0; k++) {
      mean[k] /= total;
    }
  }

  /**
   * 1 where all pixels within {@code reach} columns and rows are 1; positions outside the frame are
   * ignored.
   */
  private static byte[] eroded(byte[] in, int w, int h, int reach) {
    byte[] across = new byte[w * h];
    for (int row = 0; row < h; row++) {
      andAll(in, 1, reach, across, row * w, row * w + w);
    }
    byte[] out = new byte[w * h];
    andAll(across, w, reach, out, 0, w * h);
    return out;
  }

  /** {@code out[i]} is 1 where all of {@code in[i + k * step]} are, k from -reach to reach. */
  private static void andAll(byte[] in, int step, int reach, byte[] out, int from, int end) {
    System.arraycopy(in, from, out, from, end - from);
    for (int k = 1; k <= reach && k * step < end - from; k++) {
      and(in, -k * step, out, from + k * step, end);
      and(in, k * step, out, from, end - k * step);
    }
  }

  private static void and(byte[] in, int offset, byte[] out, int from, int end) {
    for (int i = from; i < end; i++) {
      out[i] &= in[i + offset];
    }
  }
}
