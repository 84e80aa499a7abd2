package io.terralapse.raster.tiff;

import io.terralapse.model.DataException;
import io.terralapse.model.IntMath;

/**
 * The data units of subsampled colours (TIFF 6.0, section 21): luma samples of a small rectangle,
 * row by row, then one sample of each colour difference. Blocks are padded to complete units.
 * Stateless.
 */
final class ColourUnits {
  private static final int DIFFERENCES = 2;

  private ColourUnits() {}

  /**
   * Checks that the samples of an image can be in units.
   *
   * @throws DataException if it is subsampled, and not of three interleaved bands of 8 bits
   */
  static void checkSupported(ImageLayout image) throws DataException {
    boolean plain = !image.planar && image.predictor <= 1;
    if (image.isSubsampled() && !(plain && image.bits == Byte.SIZE && image.bandCount == 3)) {
      throw image
          .ifd
          .input()
          .unsupported(
              "has subsampled colours of "
                  + image.bits
                  + " bits in "
                  + image.bandCount
                  + (image.planar ? " planes" : " bands"));
    }
  }

  private static int across(ImageLayout image) {
    return IntMath.ceilDiv(image.blockWidth, image.shareAcross);
  }

  private static int unitBytes(ImageLayout image) {
    return image.shareAcross * image.shareDown + DIFFERENCES;
  }

  /** Rows of units that cover rows of pixels. */
  static int rows(ImageLayout image, int pixelRows) {
    return IntMath.ceilDiv(pixelRows, image.shareDown);
  }

  /** Bytes of a row of units. */
  static long rowBytes(ImageLayout image) {
    return (long) across(image) * unitBytes(image);
  }

  /**
   * Gives each pixel its luma sample and the colour differences of its unit.
   *
   * @param rows number of pixel rows
   * @param out three bytes a pixel, {@code blockWidth} pixels a row
   */
  static void spread(ImageLayout image, byte[] units, int rows, byte[] out) {
    int unit = unitBytes(image);
    int rowBytes = (int) rowBytes(image);
    for (int y = 0; y < rows; y++) {
      int row = y / image.shareDown * rowBytes;
      int line = y % image.shareDown * image.shareAcross;
      for (int x = 0; x < image.blockWidth; x++) {
        int from = row + x / image.shareAcross * unit;
        int to = (y * image.blockWidth + x) * (1 + DIFFERENCES);
        out[to] = units[from + line + x % image.shareAcross];
        out[to + 1] = units[from + unit - DIFFERENCES];
        out[to + 2] = units[from + unit - 1];
      }
    }
  }
}
