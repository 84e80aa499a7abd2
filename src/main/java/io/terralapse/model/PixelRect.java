package io.terralapse.model;

/**
 * A rectangle of pixels.
 *
 * @param column first column, from 0
 * @param row first row, from 0
 * @param width number of columns, at least 1
 * @param height number of rows, at least 1
 */
public record PixelRect(int column, int row, int width, int height) {

  /** Rejects empty rectangles. */
  public PixelRect {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("empty rectangle: " + width + " x " + height);
    }
  }

  /** The column just past the last one. */
  public int endColumn() {
    return column + width;
  }

  /** The row just past the last one. */
  public int endRow() {
    return row + height;
  }

  /**
   * Checks that the rectangle is inside a raster.
   *
   * @throws IllegalArgumentException if any part of it is outside {@code rasterWidth} x {@code
   *     rasterHeight} pixels
   */
  public void checkInside(int rasterWidth, int rasterHeight) {
    if (column < 0 || row < 0 || width > rasterWidth - column || height > rasterHeight - row) {
      throw new IllegalArgumentException(
          this + " is not inside a raster of " + rasterWidth + " x " + rasterHeight + " pixels");
    }
  }
}
