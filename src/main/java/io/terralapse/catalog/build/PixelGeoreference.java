package io.terralapse.catalog.build;

import io.terralapse.geo.Crs;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.GroundModel;
import io.terralapse.model.RasterInfo;

/** Pixel coordinates for images without georeference. */
final class PixelGeoreference {
  private PixelGeoreference() {}

  /**
   * A header without CRS, geotransform, control points and RPCs with {@link Crs#PIXELS}, in which
   * images are aligned by their first pixel; any other header as it is. A CRS without geotransform,
   * or the other way round, is an error that is reported.
   */
  static RasterInfo complete(RasterInfo info) {
    boolean none = info.crs().isEmpty() && info.transform().isEmpty();
    if (!none || info.groundModel() != GroundModel.NONE) {
      return info;
    }
    return info.withGeoreference(Crs.PIXELS, GeoTransform.northUp(0, 0, 1));
  }
}
