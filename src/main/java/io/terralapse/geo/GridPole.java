package io.terralapse.geo;

import io.terralapse.model.Grid;
import java.util.Optional;

/**
 * A pole that is a point inside a grid, with every meridian around it. On maps on which a pole is a
 * line, or a corner of the map, there is none.
 *
 * @param column pixels from the left edge of the grid
 * @param row pixels from the upper edge of the grid
 * @param latitude 90 or -90 degrees
 */
public record GridPole(double column, double row, double latitude) {
  /** About 100 m from the pole, degrees. */
  private static final double STEP_DEGREES = 1e-3;

  /** Directions in which the surroundings of the pole are looked up. */
  private static final int DIRECTIONS = 8;

  /**
   * The pole inside a grid or on its edge.
   *
   * @return empty if there is none, or the grid has no georeference
   */
  public static Optional<GridPole> findIn(Grid grid) {
    Crs crs = Crs.of(grid.crs());
    if (crs.isPixels() || crs.isGeographic() || isWithinUtm(grid, crs)) {
      return Optional.empty();
    }
    CoordinateTransform toGrid = Transforms.between(Crs.lonLat(), crs);
    return find(grid, toGrid, 90).or(() -> find(grid, toGrid, -90));
  }

  /** Whether a grid ends far from the poles; no transform has to be loaded for those. */
  private static boolean isWithinUtm(Grid grid, Crs crs) {
    double left = grid.originX();
    double right = left + grid.width() * grid.pixelSize();
    double top = grid.originY();
    double bottom = top - grid.height() * grid.pixelSize();
    return KnownCrs.isWithinUtm(crs.text(), left, top)
        && KnownCrs.isWithinUtm(crs.text(), right, bottom);
  }

  private static Optional<GridPole> find(Grid grid, CoordinateTransform toGrid, double latitude) {
    double[] points = new double[2 * DIRECTIONS + 2];
    points[1] = latitude;
    for (int i = 1; i <= DIRECTIONS; i++) {
      points[2 * i] = -180 + (i - 0.5) * 360 / DIRECTIONS;
      points[2 * i + 1] = latitude - Math.signum(latitude) * STEP_DEGREES;
    }
    toGrid.apply(points, DIRECTIONS + 1);
    double column = (points[0] - grid.originX()) / grid.pixelSize();
    double row = (grid.originY() - points[1]) / grid.pixelSize();
    boolean inside = column >= 0 && column <= grid.width() && row >= 0 && row <= grid.height();
    return inside && isSurrounded(points)
        ? Optional.of(new GridPole(column, row, latitude))
        : Optional.empty();
  }

  /** Whether the other points turn once around the first, by less than 180 degrees each. */
  private static boolean isSurrounded(double[] points) {
    double sum = 0;
    for (int i = 1; i <= DIRECTIONS; i++) {
      int next = i % DIRECTIONS + 1;
      double turn = Math.IEEEremainder(direction(points, next) - direction(points, i), 2 * Math.PI);
      if (!Double.isFinite(turn)) {
        return false;
      }
      sum += turn;
    }
    return Math.abs(Math.abs(sum) - 2 * Math.PI) < 1e-6;
  }

  private static double direction(double[] points, int i) {
    return Math.atan2(points[2 * i + 1] - points[1], points[2 * i] - points[0]);
  }
}
