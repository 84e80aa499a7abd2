package io.terralapse.grid;

import io.terralapse.model.Grid;
import java.util.Arrays;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.util.LinearComponentExtracter;

/** Rasterises an area onto a grid. */
public final class AreaMask {
  private AreaMask() {}

  /**
   * Burns polygons into a mask: a pixel is set if its centre is inside, by the even-odd rule along
   * each row.
   *
   * @param area polygons in the grid's CRS that do not overlap each other
   * @return {@code [row * width + column]}, true inside
   */
  public static boolean[] of(Geometry area, Grid grid) {
    boolean[] mask = new boolean[grid.width() * grid.height()];
    double[][] crossings = new double[grid.height()][0];
    int[] counts = new int[grid.height()];
    for (Object line : LinearComponentExtracter.getLines(area)) {
      Coordinate[] points = ((LineString) line).getCoordinates();
      for (int i = 0; i + 1 < points.length; i++) {
        cross(points[i], points[i + 1], grid, crossings, counts);
      }
    }
    for (int row = 0; row < grid.height(); row++) {
      double[] x = crossings[row];
      Arrays.sort(x, 0, counts[row]);
      for (int k = 0; k + 1 < counts[row]; k += 2) {
        int from = column(x[k], grid.width());
        int to = column(x[k + 1], grid.width());
        Arrays.fill(mask, row * grid.width() + from, row * grid.width() + to, true);
      }
    }
    return mask;
  }

  /** First column whose centre is at or right of a position in pixels. */
  private static int column(double position, int width) {
    return (int) Math.max(0, Math.min(width, Math.ceil(position - 0.5)));
  }

  /** Records where an edge crosses the centre lines of rows, in pixels from the left. */
  private static void cross(
      Coordinate a, Coordinate b, Grid grid, double[][] crossings, int[] counts) {
    double ay = (grid.originY() - a.y) / grid.pixelSize() - 0.5;
    double by = (grid.originY() - b.y) / grid.pixelSize() - 0.5;
    // Half-open: a row at the upper end counts, one at the lower end does not.
    int first = (int) Math.max(0, Math.ceil(Math.min(ay, by)));
    int end = (int) Math.min(grid.height(), Math.ceil(Math.max(ay, by)));
    for (int row = first; row < end; row++) {
      double t = (row - ay) / (by - ay);
      double x = (a.x + t * (b.x - a.x) - grid.originX()) / grid.pixelSize();
      if (counts[row] == crossings[row].length) {
        crossings[row] = Arrays.copyOf(crossings[row], Math.max(4, 2 * counts[row]));
      }
      crossings[row][counts[row]++] = x;
    }
  }
}
