package io.terralapse.geo;

/**
 * One rectangle of an NTv2 file: shifts of latitude and longitude at the nodes of a grid, in
 * arc-seconds, longitudes positive to the west. Immutable.
 */
final class NtvSubGrid {
  private final double south;
  private final double north;
  private final double east;
  private final double west;
  private final double latStep;
  private final double lonStep;
  private final int columns;
  private final int rows;

  /** Rows from south to north, nodes from east to west: the shift of latitude, then longitude. */
  private final float[] shifts;

  /**
   * @param limits south, north, east and west, then the steps of latitude and longitude, in
   *     arc-seconds, longitudes positive to the west
   * @param shifts two per node
   * @throws IllegalArgumentException if the limits are no grid of as many nodes
   */
  NtvSubGrid(double[] limits, float[] shifts) {
    south = limits[0];
    north = limits[1];
    east = limits[2];
    west = limits[3];
    latStep = limits[4];
    lonStep = limits[5];
    double columnCount = Math.rint((west - east) / lonStep) + 1;
    double rowCount = Math.rint((north - south) / latStep) + 1;
    boolean isGrid =
        latStep > 0 && lonStep > 0 && columnCount >= 2 && rowCount >= 2 && columnCount < 1e6;
    if (!isGrid || columnCount * rowCount * 2 != shifts.length) {
      throw new IllegalArgumentException("its grid does not have the nodes that it declares");
    }
    columns = (int) columnCount;
    rows = (int) rowCount;
    this.shifts = shifts.clone();
  }

  /** The size of a cell, to choose the finest grid. */
  double step() {
    return latStep;
  }

  /** True inside and on the border. */
  boolean contains(double lon, double lat) {
    double x = (-3600 * lon - east) / lonStep;
    double y = (3600 * lat - south) / latStep;
    return x >= -1e-9 && y >= -1e-9 && x <= columns - 1 + 1e-9 && y <= rows - 1 + 1e-9;
  }

  /**
   * The shift at a point inside, by bilinear interpolation.
   *
   * @return what is to be added to longitude and latitude, degrees
   */
  double[] shiftAt(double lon, double lat) {
    double x = Math.max(0, (-3600 * lon - east) / lonStep);
    double y = Math.max(0, (3600 * lat - south) / latStep);
    int column = Math.min(columns - 2, (int) x);
    int row = Math.min(rows - 2, (int) y);
    double u = Math.min(1, x - column);
    double v = Math.min(1, y - row);
    double[] shift = new double[2];
    for (int i = 0; i < 2; i++) {
      double below = (1 - u) * node(column, row, i) + u * node(column + 1, row, i);
      double above = (1 - u) * node(column, row + 1, i) + u * node(column + 1, row + 1, i);
      shift[1 - i] = ((1 - v) * below + v * above) / 3600;
    }
    shift[0] = -shift[0];
    return shift;
  }

  private double node(int column, int row, int value) {
    return shifts[2 * (row * columns + column) + value];
  }
}
