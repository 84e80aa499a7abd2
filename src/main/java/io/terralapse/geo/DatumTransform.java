package io.terralapse.geo;

import org.geotools.api.referencing.datum.GeodeticDatum;

/**
 * Transforms longitude and latitude of one geodetic datum to those of WGS 84, or back, at
 * ellipsoidal height 0. Immutable; thread-safe.
 */
final class DatumTransform implements CoordinateTransform {
  private static final double WGS84_A = 6_378_137;
  private static final double WGS84_B = WGS84_A * (1 - 1 / 298.257223563);

  private final DatumPosition position;
  private final double a;
  private final double b;
  private final double meridian;
  private final boolean toWgs84;

  /**
   * @param datum the datum, whose prime meridian longitudes refer to
   * @param position a position with at least one shift
   * @param greenwichLongitude longitude of the datum's prime meridian, degrees
   * @param toWgs84 false for the inverse
   */
  DatumTransform(
      GeodeticDatum datum, DatumPosition position, double greenwichLongitude, boolean toWgs84) {
    this.position = position;
    this.a = datum.getEllipsoid().getSemiMajorAxis();
    this.b = datum.getEllipsoid().getSemiMinorAxis();
    this.meridian = greenwichLongitude;
    this.toWgs84 = toWgs84;
  }

  @Override
  public void apply(double[] lonLat, int points) {
    double[] xyz = new double[3];
    for (int i = 0; i < 2 * points; i += 2) {
      double lon = toWgs84 ? lonLat[i] + meridian : lonLat[i];
      double lat = lonLat[i + 1];
      DatumShift shift = position.shiftAt(lon, lat);
      double shifted;
      if (toWgs84) {
        geocentric(lon, lat, a, b, xyz);
        shift.toWgs84(xyz);
        lonLat[i + 1] = latitude(xyz, WGS84_A, WGS84_B);
        shifted = longitude(xyz);
      } else {
        geocentric(lon, lat, WGS84_A, WGS84_B, xyz);
        shift.fromWgs84(xyz);
        lonLat[i + 1] = latitude(xyz, a, b);
        shifted = longitude(xyz);
      }
      // The turn of 360 degrees that the longitude had is kept.
      shifted += 360 * Math.rint((lon - shifted) / 360);
      lonLat[i] = toWgs84 ? shifted : shifted - meridian;
    }
  }

  /** EPSG method 9602 with height 0. */
  private static void geocentric(double lon, double lat, double a, double b, double[] xyz) {
    double sin = Math.sin(Math.toRadians(lat));
    double cos = Math.cos(Math.toRadians(lat));
    double normal = a * a / Math.sqrt(a * a * cos * cos + b * b * sin * sin);
    xyz[0] = normal * cos * Math.cos(Math.toRadians(lon));
    xyz[1] = normal * cos * Math.sin(Math.toRadians(lon));
    xyz[2] = b * b / (a * a) * normal * sin;
  }

  private static double longitude(double[] xyz) {
    return Math.toDegrees(Math.atan2(xyz[1], xyz[0]));
  }

  /** B. R. Bowring, 1976: error below 1e-11 degrees near the ellipsoid. */
  private static double latitude(double[] xyz, double a, double b) {
    double p = Math.hypot(xyz[0], xyz[1]);
    double theta = Math.atan2(xyz[2] * a, p * b);
    double sin = Math.sin(theta);
    double cos = Math.cos(theta);
    double e2 = 1 - b * b / (a * a);
    double ep2 = a * a / (b * b) - 1;
    return Math.toDegrees(
        Math.atan2(xyz[2] + ep2 * b * sin * sin * sin, p - e2 * a * cos * cos * cos));
  }
}
