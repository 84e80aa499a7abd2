package io.terralapse.raster;

import io.terralapse.model.GeoTransform;
import io.terralapse.model.GroundModel;
import java.util.Optional;

/**
 * The georeference in the header of a raster file.
 *
 * @param transform pixel to CRS; empty if the file has none, or a singular one
 * @param crs {@code EPSG:n} or WKT, supported or not; empty if the file has none
 * @param groundModel what the file has instead of a transform
 */
public record Georeference(
    Optional<GeoTransform> transform, Optional<String> crs, GroundModel groundModel) {
  /** Neither transform nor CRS. */
  public static final Georeference NONE = new Georeference(Optional.empty(), Optional.empty());

  /** A georeference without ground control points and RPCs. */
  public Georeference(Optional<GeoTransform> transform, Optional<String> crs) {
    this(transform, crs, GroundModel.NONE);
  }
}
