package io.terralapse.geo;

/**
 * A box of longitude and latitude in degrees; it crosses the antimeridian if west is greater than
 * east. Immutable.
 */
record GeographicArea(double west, double south, double east, double north) {
  static final GeographicArea WORLD = new GeographicArea(-180, -90, 180, 90);

  /** True for a point inside or on the border. */
  boolean contains(double lon, double lat) {
    return distance(lon, lat) == 0;
  }

  /** How far a point is outside, in degrees of latitude; 0 inside. */
  double distance(double lon, double lat) {
    double half = width() / 2;
    double fromMiddle = Math.abs(Math.IEEEremainder(lon - (west + half), 360));
    double across = Math.max(0, fromMiddle - half) * Math.cos(Math.toRadians(lat));
    double up = Math.max(0, Math.max(south - lat, lat - north));
    return Math.hypot(across, up);
  }

  /** Size of the intersection with another box, in an arbitrary unit. */
  double overlap(GeographicArea other) {
    double height = sin(Math.min(north, other.north)) - sin(Math.max(south, other.south));
    double across = 0;
    for (int turn = -360; turn <= 360; turn += 360) {
      double from = Math.max(west, other.west + turn);
      double to = Math.min(west + width(), other.west + turn + other.width());
      across += Math.max(0, to - from);
    }
    return Math.max(0, height) * across;
  }

  /** True if it is part of another box and touches none of its sides. */
  boolean isInside(GeographicArea other) {
    return west > other.west && south > other.south && east < other.east && north < other.north;
  }

  /** Degrees from west to east. */
  double width() {
    return west <= east ? east - west : east - west + 360;
  }

  private static double sin(double degrees) {
    return Math.sin(Math.toRadians(degrees));
  }
}
