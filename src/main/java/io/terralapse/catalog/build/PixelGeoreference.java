package io.terralapse.catalog.build;

import io.terralapse.geo.Crs;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.RasterInfo;

/** Pixel coordinates for images without georeference. */
final class PixelGeoreference {
  private PixelGeoreference() {}

  /**
   * A header without CRS and geotransform with {@link Crs#PIXELS}, in which images are aligned by
   * their first pixel; any other header as it is. A CRS without geotransform, or the other way
   * round, is an error that is reported.
   */
  static RasterInfo complete(RasterInfo info) {
    if (info.crs().isPresent() || info.transform().isPresent()) {
      return info;
    }
    return info.withGeoreference(Crs.PIXELS, GeoTransform.northUp(0, 0, 1));
  }
}
