package io.terralapse.geo;

/**
 * The auxiliary quantity q of equal-area projections of an ellipsoid (J. P. Snyder, Map
 * Projections: A Working Manual, USGS Professional Paper 1395, equations 3-12 and 3-16). Stateless.
 */
final class AuthalicLatitude {
  private static final int MAX_STEPS = 30;

  private AuthalicLatitude() {}

  /**
   * Q of a latitude: from -2 to 2 on a sphere.
   *
   * @param sin sine of the geodetic latitude
   * @param e eccentricity
   */
  static double q(double sin, double e) {
    if (e == 0) {
      return 2 * sin;
    }
    double es = e * sin;
    return (1 - e * e) * (sin / (1 - es * es) - Math.log((1 - es) / (1 + es)) / (2 * e));
  }

  /** The geodetic latitude of a value of q, radians; NaN beyond the poles. */
  static double geodetic(double q, double e) {
    double polar = q(1, e);
    if (Math.abs(q) > polar * (1 + 1e-12)) {
      return Double.NaN;
    }
    double beta = Math.asin(Math.max(-1, Math.min(1, q / polar)));
    double lat = beta;
    for (int i = 0; i < MAX_STEPS; i++) {
      double sin = Math.sin(lat);
      double es = 1 - e * e * sin * sin;
      double cos = Math.cos(lat);
      if (cos < 1e-9) {
        return beta;
      }
      double step = es * es / (2 * cos * (1 - e * e)) * (q - q(sin, e));
      lat += step;
      if (Math.abs(step) < 1e-14) {
        break;
      }
    }
    return lat;
  }
}
