package io.terralapse.model;

/**
 * The fixed raster that every frame shares: square pixels, north up in its CRS, even width and
 * height.
 *
 * @param crs an {@code EPSG:n} code, WKT, or {@code PIXELS} for pictures without georeference
 * @param originX CRS x of the outer corner of the first pixel
 * @param originY CRS y of the outer corner of the first pixel; rows go down from here
 * @param pixelSize side of a pixel, in CRS units
 * @param pixelSizeM side of a pixel on the ground at the grid's centre, in metres; NaN if it is
 *     unknown, as for images without georeference
 * @param width columns, even
 * @param height rows, even
 */
public record Grid(
    String crs,
    double originX,
    double originY,
    double pixelSize,
    double pixelSizeM,
    int width,
    int height) {

  /** Refuses grids that no encoder takes. */
  public Grid {
    if (width < 2 || height < 2 || width % 2 != 0 || height % 2 != 0) {
      throw new IllegalArgumentException("grid size must be even: " + width + " x " + height);
    }
    if (!(pixelSize > 0)) {
      throw new IllegalArgumentException("pixel size must be positive: " + pixelSize);
    }
  }

  /** True if the size of pixels on the ground is known; without it no place is either. */
  public boolean hasGroundSize() {
    return Double.isFinite(pixelSizeM);
  }

  /** Pixel to CRS. */
  public GeoTransform transform() {
    return GeoTransform.northUp(originX, originY, pixelSize);
  }

  /**
   * A grid over the same ground (grown at the right and bottom to whole, even pixels) whose pixels
   * are {@code factor} times as large.
   */
  public Grid coarser(double factor) {
    return new Grid(
        crs,
        originX,
        originY,
        pixelSize * factor,
        pixelSizeM * factor,
        even((int) Math.ceil(width / factor)),
        even((int) Math.ceil(height / factor)));
  }

  private static int even(int n) {
    return Math.max(2, n + (n & 1));
  }
}
