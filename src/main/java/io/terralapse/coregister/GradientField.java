package io.terralapse.coregister;

import java.util.Arrays;

/**
 * The orientation of the brightness gradient at every pixel of one pyramid level, as a vector of
 * length 0 to 1 at twice the gradient's angle, in bytes. Immutable, thread-safe.
 *
 * <pre>
 *   g = grad(G1 * I)                                       G1: Gaussian of 1 px, sampled
 *   u = (gx^2 - gy^2, 2 gx gy) / (|g|^2 + q^2)             q: twice the frame's median |g|
 *   f = G2 * u                                             G2: Gaussian of 0.8 px
 * </pre>
 *
 * <p>Orientation survives what brightness does not: gains, offsets, haze (orientation correlation:
 * Fitch, Kadyrov, Christmas and Kittler 2002, BMVC). The double angle (Granlund and Knutsson 1995,
 * Signal Processing for Computer Vision) also survives a change of contrast: where this year's crop
 * is darker than its neighbour and last year's was brighter, the border between the fields is the
 * same line, while plain directions cancel. On ten real dates it halved the closure error.
 *
 * <p>Dividing by the length makes a forest count as much as a bright roof; the floor {@code q}
 * keeps noise on water and in crops from shouting as loud as a road. The division also makes new
 * high frequencies, which would alias and pull sub-pixel answers towards whole pixels (Stone et al.
 * 2001, IEEE TGRS 39(10)); the second Gaussian takes them away, and with them most of what a
 * resampling lattice or a sensor's fixed pattern leaves behind.
 *
 * <p>A pixel counts only if everything under its derivative kernel is clear, so the borders of
 * clouds, of no data and of the frame itself have no say.
 */
final class GradientField {
  /** Pixels that the derivative kernel reaches each way. */
  static final int REACH = 3;

  /** The value of {@link #x} that marks a pixel without evidence. */
  static final byte NONE = Byte.MIN_VALUE;

  private static final double FLOOR_SHARE = 2;
  private static final int FLOOR_SAMPLES = 20_000;
  private static final float SCALE = 127;
  private static final float[] SMOOTH = gaussian(1.0, REACH);
  private static final float[] SLOPE = slope(1.0, REACH);
  private static final float[] AFTER = gaussian(0.8, 2);

  final int width;
  final int height;

  /** Components right and down times 127, {@code [row * width + column]}. */
  final byte[] x;

  final byte[] y;

  private GradientField(int width, int height, byte[] x, byte[] y) {
    this.width = width;
    this.height = height;
    this.x = x;
    this.y = y;
  }

  /** The field of a signal; frames too small for the kernels give a field without evidence. */
  static GradientField of(SignalPlane signal) {
    int w = signal.width;
    int h = signal.height;
    byte[] outX = new byte[w * h];
    byte[] outY = new byte[w * h];
    byte[] good = eroded(signal);
    float[] ux = new float[w * h];
    float[] uy = new float[w * h];
    if (w > 2 * REACH && h > 2 * REACH) {
      unitGradients(signal, floorSquared(signal, good), good, ux, uy);
    }
    smoothToBytes(ux, w, h, outX);
    smoothToBytes(uy, w, h, outY);
    for (int i = 0; i < good.length; i++) {
      if (good[i] == 0) {
        outX[i] = NONE;
        outY[i] = 0;
      }
    }
    return new GradientField(w, h, outX, outY);
  }

  private static void unitGradients(
      SignalPlane signal, float floor2, byte[] good, float[] ux, float[] uy) {
    int w = signal.width;
    int h = signal.height;
    int ring = 2 * REACH + 1;
    float[][] smooth = new float[ring][w];
    float[][] slope = new float[ring][w];
    for (int row = 0; row < h; row++) {
      acrossColumns(signal.value, row * w, w, smooth[row % ring], slope[row % ring]);
      int y = row - REACH;
      if (y < REACH) {
        continue;
      }
      int at = y * w;
      float[] s0 = smooth[(y - 3) % ring];
      float[] s1 = smooth[(y - 2) % ring];
      float[] s2 = smooth[(y - 1) % ring];
      float[] s4 = smooth[(y + 1) % ring];
      float[] s5 = smooth[(y + 2) % ring];
      float[] s6 = smooth[(y + 3) % ring];
      float[] d0 = slope[(y - 3) % ring];
      float[] d1 = slope[(y - 2) % ring];
      float[] d2 = slope[(y - 1) % ring];
      float[] d3 = slope[y % ring];
      float[] d4 = slope[(y + 1) % ring];
      float[] d5 = slope[(y + 2) % ring];
      float[] d6 = slope[(y + 3) % ring];
      for (int c = 0; c < w; c++) {
        float gx =
            SMOOTH[3] * d3[c]
                + SMOOTH[4] * (d2[c] + d4[c])
                + SMOOTH[5] * (d1[c] + d5[c])
                + SMOOTH[6] * (d0[c] + d6[c]);
        float gy =
            SLOPE[4] * (s4[c] - s2[c]) + SLOPE[5] * (s5[c] - s1[c]) + SLOPE[6] * (s6[c] - s0[c]);
        float scale = good[at + c] / (gx * gx + gy * gy + floor2);
        ux[at + c] = (gx * gx - gy * gy) * scale;
        uy[at + c] = 2 * gx * gy * scale;
      }
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

  /** Smooths with {@link #AFTER} both ways and rounds to bytes; what lies outside counts as 0. */
  private static void smoothToBytes(float[] u, int w, int h, byte[] out) {
    float[] down = new float[w];
    for (int row = REACH; row < h - REACH; row++) {
      int at = row * w;
      int up1 = at - w;
      int up2 = at - 2 * w;
      int low1 = at + w;
      int low2 = at + 2 * w;
      for (int c = 0; c < w; c++) {
        down[c] =
            SCALE
                * (AFTER[2] * u[at + c]
                    + AFTER[3] * (u[up1 + c] + u[low1 + c])
                    + AFTER[4] * (u[up2 + c] + u[low2 + c]));
      }
      for (int c = REACH; c < w - REACH; c++) {
        float v =
            AFTER[2] * down[c]
                + AFTER[3] * (down[c - 1] + down[c + 1])
                + AFTER[4] * (down[c - 2] + down[c + 2]);
        // Adding a large whole number first makes the cast round to nearest without a branch.
        out[at + c] = (byte) ((int) (v + 128.5f) - 128);
      }
    }
  }

  /** 1 where every pixel within {@link #REACH} columns and rows exists and is clear. */
  private static byte[] eroded(SignalPlane signal) {
    int w = signal.width;
    int h = signal.height;
    if (isAllClear(signal.clear)) {
      byte[] inside = new byte[w * h];
      for (int row = REACH; row < h - REACH; row++) {
        Arrays.fill(
            inside,
            row * w + Math.min(REACH, w),
            Math.max(row * w + w - REACH, row * w + Math.min(REACH, w)),
            (byte) 1);
      }
      return inside;
    }
    byte[] across = new byte[w * h];
    for (int row = 0; row < h; row++) {
      andAll(signal.clear, 1, across, row * w + REACH, row * w + w - REACH);
    }
    byte[] out = new byte[w * h];
    andAll(across, w, out, REACH * w, (h - REACH) * w);
    return out;
  }

  private static boolean isAllClear(byte[] clear) {
    int and = 1;
    for (byte one : clear) {
      and &= one;
    }
    return and != 0;
  }

  /** {@code out[i]} is 1 where all of {@code in[i + k * step]}, k from -REACH to REACH, are. */
  private static void andAll(byte[] in, int step, byte[] out, int from, int end) {
    if (from >= end) {
      return;
    }
    System.arraycopy(in, from, out, from, end - from);
    for (int k = 1; k <= REACH; k++) {
      and(in, -k * step, out, from, end);
      and(in, k * step, out, from, end);
    }
  }

  private static void and(byte[] in, int offset, byte[] out, int from, int end) {
    for (int i = from; i < end; i++) {
      out[i] &= in[i + offset];
    }
  }

  /** The square of the noise floor, from an even sample of the clear pixels. */
  private static float floorSquared(SignalPlane signal, byte[] good) {
    int w = signal.width;
    int step = Math.max(1, good.length / FLOOR_SAMPLES);
    // Not a multiple of the width, or the sample would be a few columns.
    step += step > 1 && w % step == 0 ? 1 : 0;
    float[] found = new float[good.length / step + 1];
    int n = 0;
    for (int i = 0; i < good.length; i += step) {
      if (good[i] != 0) {
        found[n++] = gradientSquared(signal.value, w, i);
      }
    }
    if (n == 0) {
      return 1;
    }
    Arrays.sort(found, 0, n);
    float median = found[n / 2];
    if (!(median > 0)) {
      // More than half is perfectly flat: take what the rest shows.
      median = found[(n * 9) / 10];
    }
    return (float) (FLOOR_SHARE * FLOOR_SHARE) * Math.max(median, Float.MIN_NORMAL);
  }

  private static float gradientSquared(float[] in, int w, int i) {
    float gx = 0;
    float gy = 0;
    for (int dy = -REACH; dy <= REACH; dy++) {
      for (int dx = -REACH; dx <= REACH; dx++) {
        float v = in[i + dy * w + dx];
        gx += SMOOTH[dy + REACH] * SLOPE[dx + REACH] * v;
        gy += SLOPE[dy + REACH] * SMOOTH[dx + REACH] * v;
      }
    }
    return gx * gx + gy * gy;
  }

  private static float[] gaussian(double sigma, int reach) {
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
