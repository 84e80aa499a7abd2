package io.terralapse.raster;

import io.terralapse.model.GeoTransform;
import java.util.Optional;

/**
 * Where the header of a file says that the raster lies.
 *
 * @param transform pixel to CRS, empty if the file does not tell or gives control points only
 * @param crs {@code EPSG:n} or WKT, empty if the file names none that can be written down
 */
public record Georeference(Optional<GeoTransform> transform, Optional<String> crs) {}
