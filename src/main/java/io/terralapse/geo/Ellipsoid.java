package io.terralapse.geo;

/**
 * Radii of the WGS 84 ellipsoid, for ground distances over a few pixels (NGA.STND.0036: a = 6378137
 * m, 1/f = 298.257223563).
 */
final class Ellipsoid {
  private static final double A = 6_378_137.0;
  private static final double F = 1 / 298.257223563;
  private static final double E2 = F * (2 - F);

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

  private static double cos(double latitude) {
    return Math.max(0, Math.cos(Math.toRadians(latitude)));
  }
}
