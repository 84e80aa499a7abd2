package io.terralapse.raster;

import io.terralapse.model.GeoTransform;
import java.util.Optional;

/**
 * The georeference in the header of a raster file.
 *
 * @param transform pixel to CRS; empty if the file has none, a singular one, or ground control
 *     points only
 * @param crs {@code EPSG:n} or WKT 1; empty if the file has none, or one that cannot be written as
 *     either
 */
public record Georeference(Optional<GeoTransform> transform, Optional<String> crs) {
  /** Neither transform nor CRS. */
  public static final Georeference NONE = new Georeference(Optional.empty(), Optional.empty());
}
