package io.terralapse.model;

/** A rectangle of whole pixels: first column, first row, and its size, both at least 1. */
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
}
