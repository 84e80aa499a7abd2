package io.terralapse.geo;

/** The direction of true north on a map, for the north arrow. Stateless. */
public final class TrueNorth {
  /** About 100 m of latitude: far above rounding errors, far below the curvature of meridians. */
  private static final double STEP_DEGREES = 1e-3;

  private TrueNorth() {}

  /**
   * The angle at a point from +y of the map clockwise to true north, in degrees, -180 to 180.
   *
   * @return 0 where it is not defined (at a pole, or outside of the domain of the projection); NaN
   *     for pixels
   */
  public static double degreesAt(Crs crs, double x, double y) {
    if (crs.isPixels()) {
      return Double.NaN;
    }
    if (crs.isGeographic()) {
      return 0;
    }
    if (crs.isUtmNear(x)) {
      return Ellipsoid.utmNorth(x, y - (KnownCrs.isUtmSouth(crs.text()) ? 10_000_000 : 0));
    }
    Crs lonLat = Crs.lonLat();
    double[] p = {x, y};
    Transforms.between(crs, lonLat).apply(p, 1);
    if (!Double.isFinite(p[1]) || Math.abs(p[1]) > 90 - STEP_DEGREES) {
      return 0;
    }
    double[] line = {p[0], p[1] - STEP_DEGREES / 2, p[0], p[1] + STEP_DEGREES / 2};
    Transforms.between(lonLat, crs).apply(line, 2);
    double degrees = Math.toDegrees(Math.atan2(line[2] - line[0], line[3] - line[1]));
    return Double.isFinite(degrees) ? degrees : 0;
  }
}
