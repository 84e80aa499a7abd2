package io.terralapse.geo;

/**
 * How long one CRS unit is on the ground at a place.
 *
 * @param metresPerX metres for one unit of x
 * @param metresPerY metres for one unit of y
 */
public record GroundScale(double metresPerX, double metresPerY) {
  /** Half a step in metres over which lengths are measured: small against any curvature. */
  private static final double STEP_M = 50;

  /** Map scale may differ from 1 by this much before we stop taking map units as ground units. */
  private static final double NOMINAL_WITHIN = 0.01;

  /**
   * The scale at a point. A map whose own scale there is within 1 % of true (UTM: 0.04 %) is taken
   * at its word, so that 10 m pixels are called 10 m; Web Mercator and degrees are measured.
   *
   * @return the nominal scale also where the point has no longitude and latitude; NaN for pixels,
   *     whose size nobody knows
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
    return new GroundScale(settle(crs, mx), settle(crs, my));
  }

  /** Metres for one degree of longitude (x) and of latitude (y). */
  public static GroundScale ofDegrees(double latitude) {
    return new GroundScale(
        Ellipsoid.metresPerDegreeEast(latitude), Ellipsoid.metresPerDegreeNorth(latitude));
  }

  private static double settle(Crs crs, double measured) {
    double nominal = crs.metresPerUnit();
    if (!Double.isFinite(measured) || measured <= 0) {
      return nominal;
    }
    boolean atItsWord = crs.isProjected() && Math.abs(measured / nominal - 1) <= NOMINAL_WITHIN;
    return atItsWord ? nominal : measured;
  }

  private static double distance(double lon1, double lat1, double lon2, double lat2) {
    double middle = (lat1 + lat2) / 2;
    double dLon = Math.IEEEremainder(lon2 - lon1, 360);
    return Math.hypot(
        dLon * Ellipsoid.metresPerDegreeEast(middle),
        (lat2 - lat1) * Ellipsoid.metresPerDegreeNorth(middle));
  }
}
