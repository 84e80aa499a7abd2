package io.terralapse.model;

/**
 * The size of one resolution level of a raster file; level 0 is full resolution.
 *
 * @param width pixels, positive
 * @param height pixels, positive
 * @param blockWidth width of the blocks (tiles or strips), the smallest units that can be decoded,
 *     pixels; 1 if there are none
 * @param blockHeight height of the blocks, pixels; 1 if there are none
 */
public record RasterLevel(int width, int height, int blockWidth, int blockHeight) {
  /** Rejects empty blocks. */
  public RasterLevel {
    if (blockWidth < 1 || blockHeight < 1) {
      throw new IllegalArgumentException("blocks of " + blockWidth + "x" + blockHeight);
    }
  }

  /** A level without blocks. */
  public RasterLevel(int width, int height) {
    this(width, height, 1, 1);
  }
}
