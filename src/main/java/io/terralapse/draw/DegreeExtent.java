package io.terralapse.draw;

import io.terralapse.geo.CoordinateTransform;
import io.terralapse.geo.GridPole;
import io.terralapse.model.Grid;
import java.util.Optional;

/**
 * The box of longitude and latitude around a frame, as some points of it show, and a pole in it.
 *
 * @param west degrees, counted on from the centre of the frame, so that east - west is 0 to 360;
 *     NaN, as all others, if the centre has no longitude and latitude
 * @param east degrees, not less than west
 * @param south degrees
 * @param north degrees
 */
record DegreeExtent(double west, double east, double south, double north) {
  /** Points of each row and column of the frame that are looked up. */
  private static final int LATTICE = 17;

  /**
   * The box around a grid.
   *
   * @param toDegrees from the CRS of the grid to longitude and latitude
   * @param pole in the grid, around which are all longitudes
   */
  static DegreeExtent of(Grid grid, CoordinateTransform toDegrees, Optional<GridPole> pole) {
    double[] centre = degrees(grid, toDegrees, 0.5, 0.5);
    double[] extent = {centre[0], centre[0], centre[1], centre[1]};
    for (int i = 0; i < LATTICE * LATTICE; i++) {
      int column = i % LATTICE;
      int row = i / LATTICE;
      double last = LATTICE - 1;
      double[] at = degrees(grid, toDegrees, column / last, row / last);
      if (Double.isFinite(at[0])) {
        double lon = at[0] - 360 * Math.rint((at[0] - centre[0]) / 360);
        extent[0] = Math.min(extent[0], lon);
        extent[1] = Math.max(extent[1], lon);
        extent[2] = Math.min(extent[2], at[1]);
        extent[3] = Math.max(extent[3], at[1]);
      }
    }
    return pole.map(
            at ->
                new DegreeExtent(
                    -180,
                    180,
                    Math.min(extent[2], at.latitude()),
                    Math.max(extent[3], at.latitude())))
        .orElseGet(() -> new DegreeExtent(extent[0], extent[1], extent[2], extent[3]));
  }

  private static double[] degrees(
      Grid grid, CoordinateTransform toDegrees, double across, double down) {
    double[] xy = {
      grid.originX() + across * grid.width() * grid.pixelSize(),
      grid.originY() - down * grid.height() * grid.pixelSize()
    };
    toDegrees.apply(xy, 1);
    return xy;
  }

  double width() {
    return east - west;
  }

  double height() {
    return north - south;
  }
}
