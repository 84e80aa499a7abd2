package io.terralapse.encode;

/**
 * Converts 8-bit sRGB code values to planar 8-bit Y'CbCr 4:2:0 by the matrix of ITU-R BT.709-6
 * (section 3: Kr = 0.2126, Kb = 0.0722), limited range (Y' 16 to 235, Cb and Cr 16 to 240).
 *
 * <p>Chroma siting is that of MPEG-2 and the default of H.264 (chroma_sample_loc_type 0): on even
 * luma columns, midway between two luma rows. The filter is therefore [1 2 1]/4 horizontally and [1
 * 1]/2 vertically; the first column is repeated at the left edge.
 *
 * <p>Integer arithmetic: the same bytes on every platform, and each sample within 0.51 of the exact
 * value. As the matrix is linear, the filter is applied to R, G and B, and the matrix once per
 * chroma sample.
 *
 * <p>A reusable buffer of one size; not thread-safe.
 */
public final class Yuv420 {
  private static final int LUMA_BITS = 16;

  /** Chroma sums have a total weight of 8, so 16 + 3 bits of fraction. */
  private static final int CHROMA_BITS = 19;

  // round(219/255 * k * 65536)
  private static final int Y_R = 11966;
  private static final int Y_G = 40254;
  private static final int Y_B = 4064;
  private static final int Y_BIAS = (16 << LUMA_BITS) + (1 << (LUMA_BITS - 1));

  // round(224/255 * 65536 * coefficient); each row sums to 0, so that grey stays exactly grey.
  private static final int CB_R = -6596;
  private static final int CB_G = -22189;
  private static final int CB_B = 28785;
  private static final int CR_R = 28785;
  private static final int CR_G = -26145;
  private static final int CR_B = -2640;
  private static final int CHROMA_BIAS = (128 << CHROMA_BITS) + (1 << (CHROMA_BITS - 1));

  private final int width;
  private final int height;
  private final byte[] y;
  private final byte[] cb;
  private final byte[] cr;

  /** A buffer for pictures of an even width and height, at least 2. */
  public Yuv420(int width, int height) {
    if (width < 2 || height < 2 || width % 2 != 0 || height % 2 != 0) {
      throw new IllegalArgumentException(
          "4:2:0 needs an even width and height: " + width + " x " + height);
    }
    this.width = width;
    this.height = height;
    this.y = new byte[width * height];
    this.cb = new byte[width * height / 4];
    this.cr = new byte[width * height / 4];
  }

  /** Fills the planes from {@code rgb[row * width + column]}, each 0x00RRGGBB. */
  public void convert(int[] rgb) {
    if (rgb.length != width * height) {
      throw new IllegalArgumentException(
          "pixels: " + rgb.length + " for " + width + " x " + height);
    }
    luma(rgb);
    for (int row = 0; row < height; row += 2) {
      chroma(rgb, row);
    }
  }

  private void luma(int[] rgb) {
    byte[] out = y;
    for (int i = 0; i < out.length; i++) {
      int p = rgb[i];
      out[i] =
          (byte)
              ((Y_R * ((p >> 16) & 0xFF) + Y_G * ((p >> 8) & 0xFF) + Y_B * (p & 0xFF) + Y_BIAS)
                  >> LUMA_BITS);
    }
  }

  private void chroma(int[] rgb, int row) {
    int top = row * width;
    int bottom = top + width;
    int out = (row / 2) * (width / 2);
    // Red and blue are packed in one int, 16 bits apart: a sum of 8 samples needs 11 bits.
    int leftRb = (rgb[top] & 0xFF00FF) + (rgb[bottom] & 0xFF00FF);
    int leftG = ((rgb[top] >> 8) & 0xFF) + ((rgb[bottom] >> 8) & 0xFF);
    for (int column = 0; column < width; column += 2) {
      int p = rgb[top + column];
      int q = rgb[bottom + column];
      int midRb = (p & 0xFF00FF) + (q & 0xFF00FF);
      int midG = ((p >> 8) & 0xFF) + ((q >> 8) & 0xFF);
      p = rgb[top + column + 1];
      q = rgb[bottom + column + 1];
      int rightRb = (p & 0xFF00FF) + (q & 0xFF00FF);
      int rightG = ((p >> 8) & 0xFF) + ((q >> 8) & 0xFF);
      int rb = leftRb + 2 * midRb + rightRb;
      int g = leftG + 2 * midG + rightG;
      int r = rb >>> 16;
      int b = rb & 0xFFFF;
      cb[out] = (byte) ((CB_R * r + CB_G * g + CB_B * b + CHROMA_BIAS) >> CHROMA_BITS);
      cr[out] = (byte) ((CR_R * r + CR_G * g + CR_B * b + CHROMA_BIAS) >> CHROMA_BITS);
      out++;
      leftRb = rightRb;
      leftG = rightG;
    }
  }

  /** The luma plane, not copied, {@code [row * width + column]}. */
  public byte[] y() {
    return y;
  }

  /** The Cb plane, not copied, half size in both directions, {@code [row * width / 2 + column]}. */
  public byte[] cb() {
    return cb;
  }

  /** The Cr plane, not copied, in the layout of {@link #cb()}. */
  public byte[] cr() {
    return cr;
  }
}
