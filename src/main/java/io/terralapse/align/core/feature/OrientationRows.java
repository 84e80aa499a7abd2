package io.terralapse.align.core.feature;

/**
 * The second Gaussian of {@link GradientField}: smooths one component of the normalised tensors row
 * by row in both directions (0.8 px) and converts it to bytes. Invalid pixels are 0. Buffers five
 * rows; not thread-safe.
 */
final class OrientationRows {
  /** Radius of the kernel, rows. */
  static final int REACH = 2;

  private static final int RING = 2 * REACH + 1;
  private static final float SCALE = 127;
  private static final float[] TAPS = GradientField.gaussian(0.8, REACH);

  private final int inner;
  private final float[][] ring;
  private final float[] padded;
  private final float[][] across;
  private final float[] sum;

  /**
   * @param inner pixels of a row
   */
  OrientationRows(int inner) {
    this.inner = inner;
    this.ring = new float[RING][inner];
    this.padded = new float[inner + 2 * REACH];
    this.across = new float[RING][inner];
    this.sum = new float[inner];
  }

  /** The buffer of input row {@code y}, to be filled before row {@code y - REACH} is smoothed. */
  float[] row(int y) {
    return ring[y % RING];
  }

  /**
   * Smooths row {@code y}; the two following rows have been filled.
   *
   * @param out receives the component times 127, rounded to nearest, from {@code at} on
   */
  void smooth(int y, byte[] out, int at) {
    weigh(row(y + RING - 2), row(y + RING - 1), row(y), row(y + 1), row(y + 2), sum);
    for (int c = 0; c < inner; c++) {
      sum[c] *= SCALE;
    }
    System.arraycopy(sum, 0, padded, REACH, inner);
    for (int k = 0; k < RING; k++) {
      System.arraycopy(padded, k, across[k], 0, inner);
    }
    weigh(across[0], across[1], across[2], across[3], across[4], sum);
    for (int c = 0; c < inner; c++) {
      // Adding an offset first makes the cast round to nearest without a branch.
      out[at + c] = (byte) ((int) (sum[c] + 128.5f) - 128);
    }
  }

  private static void weigh(
      float[] r0, float[] r1, float[] r2, float[] r3, float[] r4, float[] out) {
    float a0 = TAPS[2];
    float a1 = TAPS[3];
    float a2 = TAPS[4];
    for (int c = 0; c < out.length; c++) {
      out[c] = a0 * r2[c] + a1 * (r1[c] + r3[c]);
    }
    for (int c = 0; c < out.length; c++) {
      out[c] += a2 * (r0[c] + r4[c]);
    }
  }
}
