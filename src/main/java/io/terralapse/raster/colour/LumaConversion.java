package io.terralapse.raster.colour;

/**
 * Luma and two colour differences (YCbCr, TIFF 6.0 section 21) of 8 bits to red, green and blue, in
 * 16-bit fixed point as in libtiff. Immutable.
 */
public final class LumaConversion implements ColourConversion {
  private static final int SHIFT = 16;
  private static final int HALF = 1 << (SHIFT - 1);

  private final int[] luma = new int[256];
  private final int[] redOfCr = new int[256];
  private final int[] blueOfCb = new int[256];
  private final int[] greenOfCr = new int[256];
  private final int[] greenOfCb = new int[256];

  /**
   * A conversion.
   *
   * @param weights shares of red, green and blue in the luma; that of green is not 0
   * @param range stored values of black and white of the luma, then zero and largest value of each
   *     difference: six numbers
   */
  public LumaConversion(double[] weights, double[] range) {
    double r = 2 - 2 * weights[0];
    double b = 2 - 2 * weights[2];
    int red = fixed(r);
    int redInGreen = -fixed(weights[0] * r / weights[1]);
    int blue = fixed(b);
    int blueInGreen = -fixed(weights[2] * b / weights[1]);
    for (int i = 0; i < 256; i++) {
      int cb = value(i - 128, range[2] - 128, range[3] - 128, 127, 128 * 32);
      int cr = value(i - 128, range[4] - 128, range[5] - 128, 127, 128 * 32);
      redOfCr[i] = (red * cr + HALF) >> SHIFT;
      blueOfCb[i] = (blue * cb + HALF) >> SHIFT;
      greenOfCr[i] = redInGreen * cr;
      greenOfCb[i] = blueInGreen * cb + HALF;
      luma[i] = value(i, range[0], range[1], 255, 255 * 32);
    }
  }

  private static int fixed(double factor) {
    return (int) (Math.max(0, Math.min(2, factor)) * (1 << SHIFT) + 0.5);
  }

  /** A stored value, scaled so that its range from zero to full becomes 0 to {@code most}. */
  private static int value(int stored, double zero, double full, int most, int limit) {
    double span = full - zero == 0 ? 1 : full - zero;
    double scaled = (stored - (int) zero) * (double) most / span;
    return (int) Math.max(-limit, Math.min(limit, scaled));
  }

  @Override
  public int inputs() {
    return 3;
  }

  @Override
  public int outputs() {
    return 3;
  }

  @Override
  public void convert(byte[][] stored, int count, byte[][] out) {
    for (int i = 0; i < count; i++) {
      int y = luma[stored[0][i] & 0xff];
      int cb = stored[1][i] & 0xff;
      int cr = stored[2][i] & 0xff;
      out[0][i] = clamp(y + redOfCr[cr]);
      out[1][i] = clamp(y + ((greenOfCb[cb] + greenOfCr[cr]) >> SHIFT));
      out[2][i] = clamp(y + blueOfCb[cb]);
    }
  }

  private static byte clamp(int v) {
    return (byte) Math.max(0, Math.min(255, v));
  }
}
