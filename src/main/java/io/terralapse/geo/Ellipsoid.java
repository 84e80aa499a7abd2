package io.terralapse.geo;

/**
 * Lengths on the WGS 84 ellipsoid, for ground distances of a few pixels (NGA.STND.0036: a = 6378137
 * m, 1/f = 298.257223563).
 */
final class Ellipsoid {
  private static final double A = 6_378_137.0;
  private static final double F = 1 / 298.257223563;
  private static final double E2 = F * (2 - F);

  private static final double UTM_SCALE = 0.9996;
  private static final double UTM_EASTING = 500_000;

  static final double EQUATOR_METRES_PER_DEGREE = Math.toRadians(1) * A;

  private Ellipsoid() {}

  /** Metres along the parallel for one degree of longitude. */
  static double metresPerDegreeEast(double latitude) {
    double sin = Math.sin(Math.toRadians(latitude));
    return Math.toRadians(1) * A / Math.sqrt(1 - E2 * sin * sin) * cos(latitude);
  }

  /** Metres along the meridian for one degree of latitude. */
  static double metresPerDegreeNorth(double latitude) {
    double sin = Math.sin(Math.toRadians(latitude));
    return Math.toRadians(1) * A * (1 - E2) / Math.pow(1 - E2 * sin * sin, 1.5);
  }

  /**
   * The straight distance between two points of the ellipsoid, in metres: up to a kilometre that of
   * the geodesic to within 0.001 mm, at the poles too.
   *
   * @param lon1 degrees, as all others
   */
  static double chordMetres(double lon1, double lat1, double lon2, double lat2) {
    double[] a = geocentric(lon1, lat1);
    double[] b = geocentric(lon2, lat2);
    return Math.hypot(Math.hypot(b[0] - a[0], b[1] - a[1]), b[2] - a[2]);
  }

  private static double[] geocentric(double lon, double lat) {
    double sin = Math.sin(Math.toRadians(lat));
    double normal = A / Math.sqrt(1 - E2 * sin * sin);
    double fromAxis = normal * Math.cos(Math.toRadians(lat));
    return new double[] {
      fromAxis * Math.cos(Math.toRadians(lon)),
      fromAxis * Math.sin(Math.toRadians(lon)),
      normal * (1 - E2) * sin
    };
  }

  private static double cos(double latitude) {
    return Math.max(0, Math.cos(Math.toRadians(latitude)));
  }

  /**
   * Grid convergence of a UTM zone: the angle from grid north clockwise to true north, in degrees.
   *
   * <p>The latitude of the foot point on the central meridian (J. P. Snyder, Map Projections: A
   * Working Manual, USGS Professional Paper 1395, equations 3-26 and 7-19), then the convergence of
   * a sphere of the local radius, which differs from the ellipsoid's by less than 0.001 degrees
   * inside a zone.
   *
   * @param x easting
   * @param y northing above the equator, negative to the south of it
   */
  static double utmNorth(double x, double y) {
    double root = Math.sqrt(1 - E2);
    double e1 = (1 - root) / (1 + root);
    double radius = A * (1 - E2 / 4 - 3 * E2 * E2 / 64 - 5 * E2 * E2 * E2 / 256);
    double mu = y / (UTM_SCALE * radius);
    double foot =
        mu
            + (3 * e1 / 2 - 27 * e1 * e1 * e1 / 32) * Math.sin(2 * mu)
            + 21 * e1 * e1 / 16 * Math.sin(4 * mu)
            + 151 * e1 * e1 * e1 / 96 * Math.sin(6 * mu);
    double sin = Math.sin(foot);
    double local = A / Math.sqrt(1 - E2 * sin * sin);
    double q = (x - UTM_EASTING) / (UTM_SCALE * local);
    return -Math.toDegrees(Math.atan(Math.tanh(q) * Math.tan(foot)));
  }
}
