package io.terralapse.coregister;

/**
 * The gradients of one plane, row by row from the top: derivatives of a sampled Gaussian of 1 px
 * over 7 × 7 pixels, added to a structure tensor. Holds scratch memory; not thread-safe.
 */
final class PlaneGradients {
  private static final int REACH = GradientField.REACH;
  private static final int RING = 2 * REACH + 1;
  private static final float[] SMOOTH = GradientField.gaussian(1.0, REACH);
  private static final float[] SLOPE = slope(1.0, REACH);

  private final SignalPlane plane;
  private final float scale;
  private final float[][] smooth;
  private final float[][] slope;
  private int filtered;

  /**
   * @param scale what squared gradients are multiplied by
   */
  PlaneGradients(SignalPlane plane, float scale) {
    this.plane = plane;
    this.scale = scale;
    this.smooth = new float[RING][plane.width];
    this.slope = new float[RING][plane.width];
  }

  /**
   * Adds one row's tensor: {@code gx^2 - gy^2} to {@code ux}, {@code 2 gx gy} to {@code uy} (whole
   * planes), {@code gx^2 + gy^2} to {@code total} (one row).
   *
   * @param y rows come in order, from {@link GradientField#REACH} to the height less that
   */
  void addRow(int y, float[] ux, float[] uy, float[] total) {
    int w = plane.width;
    for (; filtered <= y + REACH; filtered++) {
      acrossColumns(plane.value, filtered * w, w, smooth[filtered % RING], slope[filtered % RING]);
    }
    int at = y * w;
    float[] s0 = smooth[(y - 3) % RING];
    float[] s1 = smooth[(y - 2) % RING];
    float[] s2 = smooth[(y - 1) % RING];
    float[] s4 = smooth[(y + 1) % RING];
    float[] s5 = smooth[(y + 2) % RING];
    float[] s6 = smooth[(y + 3) % RING];
    float[] d0 = slope[(y - 3) % RING];
    float[] d1 = slope[(y - 2) % RING];
    float[] d2 = slope[(y - 1) % RING];
    float[] d3 = slope[y % RING];
    float[] d4 = slope[(y + 1) % RING];
    float[] d5 = slope[(y + 2) % RING];
    float[] d6 = slope[(y + 3) % RING];
    for (int c = 0; c < w; c++) {
      float gx =
          SMOOTH[3] * d3[c]
              + SMOOTH[4] * (d2[c] + d4[c])
              + SMOOTH[5] * (d1[c] + d5[c])
              + SMOOTH[6] * (d0[c] + d6[c]);
      float gy =
          SLOPE[4] * (s4[c] - s2[c]) + SLOPE[5] * (s5[c] - s1[c]) + SLOPE[6] * (s6[c] - s0[c]);
      float xx = scale * gx * gx;
      float yy = scale * gy * gy;
      ux[at + c] += xx - yy;
      uy[at + c] += 2 * scale * gx * gy;
      total[c] += xx + yy;
    }
  }

  private static void acrossColumns(float[] in, int at, int w, float[] smooth, float[] slope) {
    for (int c = REACH; c < w - REACH; c++) {
      int i = at + c;
      float a1 = in[i - 1];
      float b1 = in[i + 1];
      float a2 = in[i - 2];
      float b2 = in[i + 2];
      float a3 = in[i - 3];
      float b3 = in[i + 3];
      smooth[c] =
          SMOOTH[3] * in[i] + SMOOTH[4] * (a1 + b1) + SMOOTH[5] * (a2 + b2) + SMOOTH[6] * (a3 + b3);
      slope[c] = SLOPE[4] * (b1 - a1) + SLOPE[5] * (b2 - a2) + SLOPE[6] * (b3 - a3);
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
