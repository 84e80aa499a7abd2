package io.terralapse.model;

/**
 * The affine transform from pixel to CRS coordinates, with GDAL's order of coefficients. Immutable.
 *
 * <p>Pixel coordinates are continuous: (0, 0) is the outer corner of the first pixel, (0.5, 0.5)
 * its centre; columns increase to the right, rows downwards.
 *
 * <pre>
 *   x = x0 + column * xPerColumn + row * xPerRow
 *   y = y0 + column * yPerColumn + row * yPerRow
 * </pre>
 */
public record GeoTransform(
    double x0, double xPerColumn, double xPerRow, double y0, double yPerColumn, double yPerRow) {

  /** A north-up transform whose pixels are {@code pixelSize} wide and high. */
  public static GeoTransform northUp(double x0, double y0, double pixelSize) {
    return new GeoTransform(x0, pixelSize, 0, y0, 0, -pixelSize);
  }

  /** The CRS x of a continuous pixel position. */
  public double x(double column, double row) {
    return x0 + column * xPerColumn + row * xPerRow;
  }

  /** The CRS y of a continuous pixel position. */
  public double y(double column, double row) {
    return y0 + column * yPerColumn + row * yPerRow;
  }

  /**
   * The transform from CRS to pixel coordinates, in the same form: {@code column = inverse.x(x,
   * y)}, {@code row = inverse.y(x, y)}.
   *
   * @throws ArithmeticException if the transform is singular, see {@link #isInvertible}
   */
  public GeoTransform inverse() {
    double det = determinant();
    if (det == 0 || !Double.isFinite(det)) {
      throw new ArithmeticException("singular geotransform: " + this);
    }
    double a = yPerRow / det;
    double b = -xPerRow / det;
    double c = -yPerColumn / det;
    double d = xPerColumn / det;
    return new GeoTransform(-(a * x0 + b * y0), a, b, -(c * x0 + d * y0), c, d);
  }

  private double determinant() {
    return xPerColumn * yPerRow - xPerRow * yPerColumn;
  }

  /** True if all coefficients are finite and a pixel has an area: there is an {@link #inverse}. */
  public boolean isInvertible() {
    double det = determinant();
    return det != 0 && Double.isFinite(det) && Double.isFinite(x0) && Double.isFinite(y0);
  }

  /**
   * The transform of a window of this raster whose first pixel is at ({@code column}, {@code row}).
   */
  public GeoTransform shifted(double column, double row) {
    return new GeoTransform(
        x(column, row), xPerColumn, xPerRow, y(column, row), yPerColumn, yPerRow);
  }

  /** The transform of this raster reduced by the given factors (2 and 2 for the first overview). */
  public GeoTransform scaled(double columnFactor, double rowFactor) {
    return new GeoTransform(
        x0,
        xPerColumn * columnFactor,
        xPerRow * rowFactor,
        y0,
        yPerColumn * columnFactor,
        yPerRow * rowFactor);
  }

  /** Length of one step along a row, in CRS units. */
  public double pixelWidth() {
    return Math.hypot(xPerColumn, yPerColumn);
  }

  /** Length of one step along a column, in CRS units. */
  public double pixelHeight() {
    return Math.hypot(xPerRow, yPerRow);
  }

  /** True if columns run along +x and rows along -y with no rotation or shear. */
  public boolean isNorthUp() {
    return xPerRow == 0 && yPerColumn == 0 && xPerColumn > 0 && yPerRow < 0;
  }
}
