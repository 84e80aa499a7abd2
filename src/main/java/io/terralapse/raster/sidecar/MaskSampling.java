package io.terralapse.raster.sidecar;

import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterLevel;
import java.io.IOException;

/** Samples a mask at the pixels of another resolution level, by nearest neighbour. Stateless. */
final class MaskSampling {
  private MaskSampling() {}

  /** Reads a part of the mask: 255 where pixels are valid, else 0. */
  @FunctionalInterface
  interface MaskReader {
    void read(PixelRect rect, byte[] out) throws IOException;
  }

  /**
   * Reads a rectangle of a level.
   *
   * @param mask size of the mask
   * @param blockHeight rows of the mask that are decoded together
   * @param level size of the level
   * @param rect inside the level, in its pixels
   */
  static void read(
      MaskReader reader,
      RasterLevel mask,
      int blockHeight,
      RasterLevel level,
      PixelRect rect,
      byte[] out)
      throws IOException {
    int left = nearest(rect.column(), level.width(), mask.width());
    int width = nearest(rect.endColumn() - 1, level.width(), mask.width()) - left + 1;
    // Complete blocks at a time, so that none is decoded once per row.
    int step = Math.max(1, (int) ((long) blockHeight * level.height() / mask.height()));
    for (int row = 0; row < rect.height(); row += step) {
      int end = Math.min(rect.height(), row + step);
      int top = nearest(rect.row() + row, level.height(), mask.height());
      int rows = nearest(rect.row() + end - 1, level.height(), mask.height()) - top + 1;
      byte[] part = new byte[Math.multiplyExact(width, rows)];
      reader.read(new PixelRect(left, top, width, rows), part);
      for (int r = row; r < end; r++) {
        int from = (nearest(rect.row() + r, level.height(), mask.height()) - top) * width - left;
        for (int column = 0; column < rect.width(); column++) {
          out[r * rect.width() + column] =
              part[from + nearest(rect.column() + column, level.width(), mask.width())];
        }
      }
    }
  }

  /** The rectangle of the mask that {@link #read} needs. */
  static PixelRect area(RasterLevel mask, RasterLevel level, PixelRect rect) {
    int left = nearest(rect.column(), level.width(), mask.width());
    int top = nearest(rect.row(), level.height(), mask.height());
    int right = nearest(rect.endColumn() - 1, level.width(), mask.width());
    int bottom = nearest(rect.endRow() - 1, level.height(), mask.height());
    return new PixelRect(left, top, right - left + 1, bottom - top + 1);
  }

  /** The pixel, of {@code to} pixels, below the centre of pixel {@code i} of {@code from}. */
  private static int nearest(int i, int from, int to) {
    return (int) Math.min(to - 1L, (2L * i + 1) * to / (2L * from));
  }
}
