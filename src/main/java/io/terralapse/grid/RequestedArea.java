package io.terralapse.grid;

import io.terralapse.geo.Crs;
import io.terralapse.geo.Transforms;
import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * The area that a configuration asks for, as polygons.
 *
 * @param geometry polygons; longitudes may exceed 180 so that no edge jumps at the antimeridian
 * @param crs their CRS
 */
record RequestedArea(Geometry geometry, Crs crs) {

  /** The centre of its envelope in degrees: longitude, latitude. */
  double[] centreLonLat() {
    Coordinate centre = geometry.getEnvelopeInternal().centre();
    double[] p = {centre.x, centre.y};
    Transforms.between(crs, Crs.lonLat()).apply(p, 1);
    return p;
  }

  /** The centre of its envelope, for messages. */
  String describeCentre() {
    if (crs.isPixels()) {
      Coordinate centre = geometry.getEnvelopeInternal().centre();
      return String.format(Locale.ROOT, "column %.0f, row %.0f", centre.x, -centre.y);
    }
    double[] p = centreLonLat();
    return describe(p[0], p[1]);
  }

  /** A position for messages: {@code 47.02 N, 99.15 W}. */
  private static String describe(double lon, double lat) {
    if (Double.isNaN(lon) || Double.isNaN(lat)) {
      return "an unknown position";
    }
    double wrapped = Math.IEEEremainder(lon, 360);
    return String.format(
        Locale.ROOT,
        "%.2f %s, %.2f %s",
        Math.abs(lat),
        lat < 0 ? "S" : "N",
        Math.abs(wrapped),
        wrapped < 0 ? "W" : "E");
  }
}
