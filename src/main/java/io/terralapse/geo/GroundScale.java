package io.terralapse.geo;

/**
 * The length of one CRS unit on the ground, at a point.
 *
 * @param metresPerX metres per unit of x
 * @param metresPerY metres per unit of y
 */
public record GroundScale(double metresPerX, double metresPerY) {
  /** Half the length over which the scale is measured, metres: small compared to any curvature. */
  private static final double STEP_M = 50;

  /**
   * Nearer to a pole than this latitude, degrees, distances are those of points in space: a step
   * across the pole changes the longitude by up to 180 degrees.
   */
  private static final double NEAR_POLE = 89;

  /** Maximum difference of the map scale from 1 for which map units are taken as ground units. */
  private static final double NOMINAL_WITHIN = 0.01;

  /**
   * The scale at a point: the nominal unit if the map scale is within 1 % of 1 (UTM: 0.04 %), so
   * that 10 m pixels are reported as 10 m; the measured scale otherwise (Web Mercator, degrees,
   * polar stereographic). At a pole too it is that of the map in the direction of x and of y.
   *
   * @return the nominal unit if the point has no longitude and latitude; NaN for pixels, whose size
   *     is not known
   */
  public static GroundScale at(Crs crs, double x, double y) {
    if (crs.isPixels()) {
      return new GroundScale(Double.NaN, Double.NaN);
    }
    double nominal = crs.metresPerUnit();
    if (crs.isUtmNear(x)) {
      return new GroundScale(nominal, nominal);
    }
    double half = STEP_M / nominal;
    double[] p = {x - half, y, x + half, y, x, y - half, x, y + half};
    Transforms.between(crs, Crs.lonLat()).apply(p, 4);
    double mx = distance(p[0], p[1], p[2], p[3]) / (2 * half);
    double my = distance(p[4], p[5], p[6], p[7]) / (2 * half);
    return new GroundScale(nominalIfNear(crs, mx), nominalIfNear(crs, my));
  }

  /** Metres per degree of longitude (x) and latitude (y). */
  public static GroundScale ofDegrees(double latitude) {
    return new GroundScale(
        Ellipsoid.metresPerDegreeEast(latitude), Ellipsoid.metresPerDegreeNorth(latitude));
  }

  private static double nominalIfNear(Crs crs, double measured) {
    double nominal = crs.metresPerUnit();
    if (!Double.isFinite(measured) || measured <= 0) {
      return nominal;
    }
    boolean isNear = crs.isProjected() && Math.abs(measured / nominal - 1) <= NOMINAL_WITHIN;
    return isNear ? nominal : measured;
  }

  private static double distance(double lon1, double lat1, double lon2, double lat2) {
    if (Math.max(Math.abs(lat1), Math.abs(lat2)) > NEAR_POLE) {
      return Ellipsoid.chordMetres(lon1, lat1, lon2, lat2);
    }
    double middle = (lat1 + lat2) / 2;
    double dLon = Math.IEEEremainder(lon2 - lon1, 360);
    return Math.hypot(
        dLon * Ellipsoid.metresPerDegreeEast(middle),
        (lat2 - lat1) * Ellipsoid.metresPerDegreeNorth(middle));
  }
}
