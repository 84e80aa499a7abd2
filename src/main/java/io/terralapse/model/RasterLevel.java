package io.terralapse.model;

/**
 * The size of one resolution level of a raster file; level 0 is full resolution.
 *
 * @param width pixels, positive
 * @param height pixels, positive
 * @param blockWidth width of the blocks (tiles or strips) that are read as a whole, pixels; 1 if
 *     any part can be read alone
 * @param blockHeight height of the same
 */
public record RasterLevel(int width, int height, int blockWidth, int blockHeight) {
  /** Refuses blocks without a size. */
  public RasterLevel {
    if (blockWidth < 1 || blockHeight < 1) {
      throw new IllegalArgumentException("blocks of " + blockWidth + "x" + blockHeight);
    }
  }

  /** A level of which any part can be read alone. */
  public RasterLevel(int width, int height) {
    this(width, height, 1, 1);
  }
}
