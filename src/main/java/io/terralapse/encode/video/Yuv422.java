package io.terralapse.encode.video;

/**
 * Converts 8-bit sRGB code values to planar 10-bit Y'CbCr 4:2:2 by the matrix of ITU-R BT.709-6,
 * limited range (Y' 64 to 940, Cb and Cr 64 to 960). Chroma is on even columns, filtered by [1 2
 * 1]/4; the first column is repeated at the left edge. Integer arithmetic: the same values on every
 * platform, each within 0.51 of the exact one.
 *
 * <p>A reusable buffer of one size; not thread-safe.
 */
final class Yuv422 {
  private static final int LUMA_BITS = 18;

  /** Chroma sums have a total weight of 4, so 18 + 2 bits of fraction. */
  private static final int CHROMA_BITS = 20;

  // round(876/255 * k * 2^18)
  private static final int Y_R = 191_455;
  private static final int Y_G = 644_067;
  private static final int Y_B = 65_019;
  private static final int Y_BIAS = (64 << LUMA_BITS) + (1 << (LUMA_BITS - 1));

  // round(896/255 * 2^18 * coefficient); each row sums to 0, so that grey stays exactly grey.
  private static final int CB_R = -105_533;
  private static final int CB_G = -355_018;
  private static final int CB_B = 460_551;
  private static final int CR_R = 460_551;
  private static final int CR_G = -418_321;
  private static final int CR_B = -42_230;
  private static final int CHROMA_BIAS = (512 << CHROMA_BITS) + (1 << (CHROMA_BITS - 1));

  private final int width;
  private final int height;
  private final short[] y;
  private final short[] cb;
  private final short[] cr;

  /** A buffer for pictures of an even width. */
  Yuv422(int width, int height) {
    this.width = width;
    this.height = height;
    this.y = new short[width * height];
    this.cb = new short[width * height / 2];
    this.cr = new short[width * height / 2];
  }

  /** Fills the planes from {@code rgb[row * width + column]}, each 0x00RRGGBB. */
  void convert(int[] rgb) {
    for (int i = 0; i < y.length; i++) {
      int p = rgb[i];
      y[i] =
          (short)
              ((Y_R * (p >> 16 & 0xFF) + Y_G * (p >> 8 & 0xFF) + Y_B * (p & 0xFF) + Y_BIAS)
                  >> LUMA_BITS);
    }
    int out = 0;
    for (int row = 0; row < height; row++) {
      int left = rgb[row * width];
      for (int i = row * width; i < (row + 1) * width; i += 2) {
        int middle = rgb[i];
        int right = rgb[i + 1];
        int r = (left >> 16 & 0xFF) + 2 * (middle >> 16 & 0xFF) + (right >> 16 & 0xFF);
        int g = (left >> 8 & 0xFF) + 2 * (middle >> 8 & 0xFF) + (right >> 8 & 0xFF);
        int b = (left & 0xFF) + 2 * (middle & 0xFF) + (right & 0xFF);
        cb[out] = chroma(CB_R, CB_G, CB_B, r, g, b);
        cr[out] = chroma(CR_R, CR_G, CR_B, r, g, b);
        out++;
        left = right;
      }
    }
  }

  private static short chroma(int kr, int kg, int kb, int r, int g, int b) {
    long sum = (long) kr * r + (long) kg * g + (long) kb * b + CHROMA_BIAS;
    return (short) (sum >> CHROMA_BITS);
  }

  /** The luma plane, not copied, {@code [row * width + column]}. */
  short[] y() {
    return y;
  }

  /** The Cb plane, not copied, half as wide. */
  short[] cb() {
    return cb;
  }

  /** The Cr plane, not copied, half as wide. */
  short[] cr() {
    return cr;
  }
}
