package io.terralapse.planpage;

import io.terralapse.geo.Crs;
import io.terralapse.geo.GroundScale;
import io.terralapse.geo.Transforms;
import org.locationtech.jts.geom.Envelope;

/**
 * Longitude and latitude on a lattice over a rectangle, between whose points they are interpolated
 * bilinearly, so that a page needs no projections. The lattice is as fine as it takes for an error
 * below a metre, up to {@value #MOST_STEPS} steps a side. Immutable.
 */
final class DegreeLattice {
  static final int MOST_STEPS = 96;

  private static final int LEAST_STEPS = 12;
  private static final double GOOD_M = 0.5;

  private final int steps;
  private final double[] lonLat;
  private final double errorM;

  private DegreeLattice(int steps, double[] lonLat, double errorM) {
    this.steps = steps;
    this.lonLat = lonLat;
    this.errorM = errorM;
  }

  /**
   * The lattice of a rectangle.
   *
   * @param crs on Earth
   */
  static DegreeLattice of(Crs crs, Envelope extent) {
    int steps = LEAST_STEPS;
    while (true) {
      double[] lonLat = positions(crs, extent, steps, 0);
      double error = error(lonLat, positions(crs, extent, steps, 0.5), steps);
      if (error <= GOOD_M || steps >= MOST_STEPS) {
        return new DegreeLattice(steps, lonLat, error);
      }
      steps *= 2;
    }
  }

  /** Steps on each side: there is one point more. */
  int steps() {
    return steps;
  }

  /**
   * Longitude and latitude by row from the south, then column from the west; NaN where undefined.
   */
  double[] lonLat() {
    return lonLat.clone();
  }

  /** Largest error of an interpolated position, metres; NaN if none could be compared. */
  double errorM() {
    return errorM;
  }

  private static double[] positions(Crs crs, Envelope extent, int steps, double offset) {
    int side = steps + 1;
    double[] xy = new double[2 * side * side];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int i = 2 * (row * side + column);
        xy[i] = extent.getMinX() + extent.getWidth() * (column + offset) / steps;
        xy[i + 1] = extent.getMinY() + extent.getHeight() * (row + offset) / steps;
      }
    }
    Transforms.between(crs, Crs.lonLat()).apply(xy, side * side);
    for (int i = 2; i < xy.length; i += 2) {
      // Longitudes do not jump at the antimeridian; a row begins near the one below.
      double near = xy[i / 2 % side == 0 ? i - 2 * side : i - 2];
      xy[i] -= Double.isFinite(near) ? 360 * Math.rint((xy[i] - near) / 360) : 0;
    }
    return xy;
  }

  /** The error is largest in the middle of a cell. */
  private static double error(double[] corners, double[] middles, int steps) {
    int side = steps + 1;
    double worst = Double.NaN;
    for (int row = 0; row < steps; row++) {
      for (int column = 0; column < steps; column++) {
        int i = 2 * (row * side + column);
        int above = i + 2 * side;
        double lon = (corners[i] + corners[i + 2] + corners[above] + corners[above + 2]) / 4;
        double lat =
            (corners[i + 1] + corners[i + 3] + corners[above + 1] + corners[above + 3]) / 4;
        GroundScale degree = GroundScale.ofDegrees(Math.max(-90, Math.min(90, lat)));
        double error =
            Math.hypot(
                Math.IEEEremainder(lon - middles[i], 360) * degree.metresPerX(),
                (lat - middles[i + 1]) * degree.metresPerY());
        worst = Double.isNaN(worst) ? error : error > worst ? error : worst;
      }
    }
    return worst;
  }
}
