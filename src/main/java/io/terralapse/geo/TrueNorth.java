package io.terralapse.geo;

/** Where true north lies on a map, for the north arrow. */
public final class TrueNorth {
  /** About 100 m of latitude: far above rounding, far below any bend of a meridian. */
  private static final double STEP_DEGREES = 1e-3;

  private TrueNorth() {}

  /**
   * The angle at a point from the map's up (+y) clockwise to true north, in degrees, -180 to 180.
   *
   * @return 0 where there is no answer (at a pole, or outside the projection); NaN for pixels,
   *     which have no north
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
