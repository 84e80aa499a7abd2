package io.terralapse.align.core.feature;

/**
 * The gradients of one plane, row by row from the top: derivatives of a sampled Gaussian of 1 px
 * over 7 × 7 pixels, added to a structure tensor. Holds scratch memory; not thread-safe.
 *
 * <p>Both directions use the same two kernels, which read seven arrays at the same index: seven
 * rows of a ring buffer vertically, seven shifted copies of one row horizontally. Hotspot
 * vectorises this form of loop; local variables for the taps and a single sum per loop are required
 * for it.
 */
final class PlaneGradients {
  private static final int REACH = GradientField.REACH;
  private static final int RING = 2 * REACH + 1;
  private static final float[] SMOOTH = GradientField.gaussian(1.0, REACH);
  private static final float[] SLOPE = slope(1.0, REACH);

  private final SignalPlane plane;
  private final float scale;
  private final float[][] across;
  private final float[][] smooth;
  private final float[][] slope;
  private final float[][] down = new float[RING][];
  private final float[] alongX;
  private final float[] alongY;
  private int filtered;

  /**
   * @param plane wider than the kernel
   * @param scale factor of squared gradients
   */
  PlaneGradients(SignalPlane plane, float scale) {
    int inner = plane.width - 2 * REACH;
    this.plane = plane;
    this.scale = scale;
    this.across = new float[RING][inner];
    this.smooth = new float[RING][inner];
    this.slope = new float[RING][inner];
    this.alongX = new float[inner];
    this.alongY = new float[inner];
  }

  /**
   * Adds one row's tensor: {@code gx^2 - gy^2} to {@code ux}, {@code 2 gx gy} to {@code uy}, {@code
   * gx^2 + gy^2} to {@code total}. The rows omit {@link GradientField#REACH} pixels at either end.
   *
   * @param y row; calls are in ascending order, from {@link GradientField#REACH} to the height
   *     minus that
   */
  void addRow(int y, float[] ux, float[] uy, float[] total) {
    for (; filtered <= y + REACH; filtered++) {
      for (int k = 0; k < RING; k++) {
        System.arraycopy(plane.value, filtered * plane.width + k, across[k], 0, across[k].length);
      }
      symmetric(across, smooth[filtered % RING]);
      antisymmetric(across, slope[filtered % RING]);
    }
    symmetric(around(y, slope), alongX);
    antisymmetric(around(y, smooth), alongY);
    addTensor(alongX, alongY, scale, ux, uy, total);
  }

  /** The rows of a ring buffer in order, row {@code y} in the middle. */
  private float[][] around(int y, float[][] ring) {
    for (int k = 0; k < RING; k++) {
      down[k] = ring[(y - REACH + k) % RING];
    }
    return down;
  }

  /** A Gaussian over seven rows. */
  private static void symmetric(float[][] rows, float[] out) {
    float[] r0 = rows[0];
    float[] r1 = rows[1];
    float[] r2 = rows[2];
    float[] r3 = rows[3];
    float[] r4 = rows[4];
    float[] r5 = rows[5];
    float[] r6 = rows[6];
    float m0 = SMOOTH[3];
    float m1 = SMOOTH[4];
    float m2 = SMOOTH[5];
    float m3 = SMOOTH[6];
    for (int c = 0; c < out.length; c++) {
      out[c] = m0 * r3[c] + m1 * (r2[c] + r4[c]);
    }
    for (int c = 0; c < out.length; c++) {
      out[c] += m2 * (r1[c] + r5[c]);
    }
    for (int c = 0; c < out.length; c++) {
      out[c] += m3 * (r0[c] + r6[c]);
    }
  }

  /** The derivative of a Gaussian over seven rows. */
  private static void antisymmetric(float[][] rows, float[] out) {
    float[] r0 = rows[0];
    float[] r1 = rows[1];
    float[] r2 = rows[2];
    float[] r4 = rows[4];
    float[] r5 = rows[5];
    float[] r6 = rows[6];
    float p1 = SLOPE[4];
    float p2 = SLOPE[5];
    float p3 = SLOPE[6];
    for (int c = 0; c < out.length; c++) {
      out[c] = p1 * (r4[c] - r2[c]) + p2 * (r5[c] - r1[c]) + p3 * (r6[c] - r0[c]);
    }
  }

  private static void addTensor(
      float[] gx, float[] gy, float scale, float[] ux, float[] uy, float[] total) {
    for (int c = 0; c < gx.length; c++) {
      float xx = scale * gx[c] * gx[c];
      float yy = scale * gy[c] * gy[c];
      ux[c] += xx - yy;
      uy[c] += 2 * scale * gx[c] * gy[c];
      total[c] += xx + yy;
    }
  }

  /** The squared length of the gradient at one pixel that is not within reach of the border. */
  static float squared(SignalPlane plane, int i) {
    float gx = 0;
    float gy = 0;
    for (int dy = -REACH; dy <= REACH; dy++) {
      for (int dx = -REACH; dx <= REACH; dx++) {
        float v = plane.value[i + dy * plane.width + dx];
        gx += SMOOTH[dy + REACH] * SLOPE[dx + REACH] * v;
        gy += SLOPE[dy + REACH] * SMOOTH[dx + REACH] * v;
      }
    }
    return gx * gx + gy * gy;
  }

  /** A Gaussian's derivative, scaled so that a ramp of 1 per pixel gives 1. */
  private static float[] slope(double sigma, int reach) {
    float[] taps = new float[2 * reach + 1];
    double sum = 0;
    for (int i = -reach; i <= reach; i++) {
      sum += i * i * Math.exp(-i * i / (2 * sigma * sigma));
    }
    for (int i = -reach; i <= reach; i++) {
      taps[i + reach] = (float) (i * Math.exp(-i * i / (2 * sigma * sigma)) / sum);
    }
    return taps;
  }
}
