package io.terralapse.catalog;

import io.terralapse.geo.Crs;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.RasterInfo;

/** Pictures that nothing places on a map: their pixels are their place. */
final class PlainPicture {
  private PlainPicture() {}

  /**
   * A header without CRS and transform with those of {@link Crs#PIXELS}, by which pictures lie on
   * each other by their first pixel; any other as it is. Half a georeference is a mistake to be
   * told, not a plain picture.
   */
  static RasterInfo placed(RasterInfo info) {
    if (info.crs().isPresent() || info.transform().isPresent()) {
      return info;
    }
    return info.withGeoreference(Crs.PIXELS, GeoTransform.northUp(0, 0, 1));
  }
}
