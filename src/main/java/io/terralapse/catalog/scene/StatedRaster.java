package io.terralapse.catalog.scene;

import io.terralapse.model.GeoTransform;
import java.util.Locale;
import java.util.Optional;

/**
 * What metadata state of a raster file, so that its header need not be read to plan with it.
 *
 * @param kind what its files have in common: the same text for the same asset of all items of a
 *     collection
 * @param place CRS, size and georeference, if all of them are stated
 * @param tile a tile of a fixed grid, in which all files of one kind have the same place
 */
public record StatedRaster(String kind, Optional<Place> place, Optional<String> tile) {

  /**
   * Where a raster is.
   *
   * @param crs an {@code EPSG:n} code, or WKT
   * @param width columns
   * @param height rows
   */
  public record Place(String crs, int width, int height, GeoTransform transform) {
    private static final String CODE = "EPSG:\\d{1,7}";

    /** True if the CRS is named by its code, so that texts can be compared. */
    public boolean isCoded() {
      return crs.matches(CODE);
    }

    /**
     * How far the corners of two places of one size are apart.
     *
     * @return pixels of this place
     */
    public double distancePx(GeoTransform other) {
      GeoTransform toPixels = transform.inverse();
      double most = 0;
      for (int i = 0; i < 4; i++) {
        double column = i % 2 == 0 ? 0 : width;
        double row = i < 2 ? 0 : height;
        double x = other.x(column, row);
        double y = other.y(column, row);
        double apart = Math.hypot(toPixels.x(x, y) - column, toPixels.y(x, y) - row);
        most = apart <= most ? most : apart;
      }
      return Double.isNaN(most) ? Double.POSITIVE_INFINITY : most;
    }
  }

  /**
   * Files with the same text are laid out alike: one of them tells of bands, sample type and
   * overviews of all. Empty if the metadata state no place.
   */
  public Optional<String> layout() {
    return place
        .map(
            stated ->
                String.format(
                    Locale.ROOT,
                    "%s %.6g %.6g %s",
                    kind,
                    stated.transform().pixelWidth(),
                    stated.transform().pixelHeight(),
                    stated.isCoded() ? "" : stated.crs()))
        .or(() -> tile.map(name -> kind + " tile " + name));
  }
}
