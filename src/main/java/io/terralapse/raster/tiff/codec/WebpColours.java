package io.terralapse.raster.tiff.codec;

/**
 * Converts the luma and half-size chroma planes of lossy WebP to RGB exactly as libwebp does by
 * default: chroma is interpolated with weights of 9, 3, 3 and 1 sixteenths, then ITU-R BT.601 of
 * limited range is applied in fixed point of 14 bits. Stateless.
 */
final class WebpColours {
  private WebpColours() {}

  /**
   * Planes of a decoded image, without padding.
   *
   * @param width columns of the luma plane
   * @param height rows of the luma plane
   */
  // The arrays are never compared, and not visible outside of the package.
  @SuppressWarnings("ArrayRecordComponent")
  record Planes(int width, int height, byte[] y, byte[] u, byte[] v) {
    int chromaWidth() {
      return (width + 1) / 2;
    }

    int chromaHeight() {
      return (height + 1) / 2;
    }
  }

  /**
   * Writes red, green and blue of every pixel.
   *
   * @param samples bytes from one pixel to the next in {@code out}, at least 3
   */
  static void toRgb(Planes planes, int samples, byte[] out) {
    int lastRow = planes.chromaHeight() - 1;
    int lastColumn = planes.chromaWidth() - 1;
    for (int row = 0; row < planes.height; row++) {
      // The nearer and the farther row of chroma, the same at the border.
      int near = row / 2;
      int far = clamp((row & 1) == 0 ? near - 1 : near + 1, lastRow);
      for (int column = 0; column < planes.width; column++) {
        int nearColumn = column / 2;
        int farColumn = clamp((column & 1) == 0 ? nearColumn - 1 : nearColumn + 1, lastColumn);
        boolean edge = farColumn == nearColumn;
        int width = planes.chromaWidth();
        int a = near * width + nearColumn;
        int b = near * width + farColumn;
        int c = far * width + nearColumn;
        int d = far * width + farColumn;
        int u = edge ? side(planes.u, a, c) : inside(planes.u, a, b, c, d);
        int v = edge ? side(planes.v, a, c) : inside(planes.v, a, b, c, d);
        int y = planes.y[row * planes.width + column] & 0xff;
        put(out, (row * planes.width + column) * samples, y, u, v);
      }
    }
  }

  private static int clamp(int value, int max) {
    return Math.max(0, Math.min(max, value));
  }

  private static int side(byte[] plane, int near, int far) {
    return (3 * (plane[near] & 0xff) + (plane[far] & 0xff) + 2) >> 2;
  }

  /**
   * The weighted mean in the two roundings of libwebp: first the diagonal through the neighbours
   * that share a side with the pixel's corner, then its mean with the nearest sample.
   */
  private static int inside(byte[] plane, int nearest, int beside, int above, int opposite) {
    int n = plane[nearest] & 0xff;
    int b = plane[beside] & 0xff;
    int a = plane[above] & 0xff;
    int o = plane[opposite] & 0xff;
    int diagonal = (n + b + a + o + 8 + 2 * (b + a)) >> 3;
    return (diagonal + n) >> 1;
  }

  private static void put(byte[] out, int at, int y, int u, int v) {
    int luma = (19077 * y) >> 8;
    out[at] = clip(luma + ((26149 * v) >> 8) - 14234);
    out[at + 1] = clip(luma - ((6419 * u) >> 8) - ((13320 * v) >> 8) + 8708);
    out[at + 2] = clip(luma + ((33050 * u) >> 8) - 17685);
  }

  private static byte clip(int value) {
    return (byte) clamp(value >> 6, 255);
  }
}
