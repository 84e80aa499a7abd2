package io.terralapse.grid;

import io.terralapse.geo.Crs;
import io.terralapse.geo.Transforms;
import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * The area that a configuration names.
 *
 * @param geometry polygons; longitudes may run past 180 so that no side jumps there
 * @param crs their system
 */
record RequestedArea(Geometry geometry, Crs crs) {

  /** Its middle in degrees: longitude, latitude. */
  double[] centreLonLat() {
    Coordinate centre = geometry.getEnvelopeInternal().centre();
    double[] p = {centre.x, centre.y};
    Transforms.between(crs, Crs.lonLat()).apply(p, 1);
    return p;
  }

  /** Its middle for sentences. */
  String place() {
    if (crs.isPixels()) {
      Coordinate centre = geometry.getEnvelopeInternal().centre();
      return String.format(Locale.ROOT, "column %.0f, row %.0f", centre.x, -centre.y);
    }
    double[] p = centreLonLat();
    return place(p[0], p[1]);
  }

  /** A place for sentences: {@code 47.02 N, 99.15 W}. */
  static String place(double lon, double lat) {
    if (Double.isNaN(lon) || Double.isNaN(lat)) {
      return "an unknown place";
    }
    double turned = Math.IEEEremainder(lon, 360);
    return String.format(
        Locale.ROOT,
        "%.2f %s, %.2f %s",
        Math.abs(lat),
        lat < 0 ? "S" : "N",
        Math.abs(turned),
        turned < 0 ? "W" : "E");
  }
}
