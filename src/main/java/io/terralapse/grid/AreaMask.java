package io.terralapse.grid;

import io.terralapse.model.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.util.LinearComponentExtracter;

/** Rasterises an area onto a grid. */
public final class AreaMask {
  /** Crossings that are kept in memory at a time, 32 MB; a row with more is burnt alone. */
  private static final int MAX_CROSSINGS = 4_000_000;

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
    List<Coordinate[]> lines = new ArrayList<>();
    for (Object line : LinearComponentExtracter.getLines(area)) {
      lines.add(((LineString) line).getCoordinates());
    }
    int[] counts = counts(lines, grid);
    int first = 0;
    while (first < grid.height()) {
      int end = first + 1;
      long crossings = counts[first];
      while (end < grid.height() && crossings + counts[end] <= MAX_CROSSINGS) {
        crossings += counts[end];
        end++;
      }
      burn(lines, grid, counts, first, end, mask);
      first = end;
    }
    return mask;
  }

  /** How often the outlines cross the centre line of each row. */
  private static int[] counts(List<Coordinate[]> lines, Grid grid) {
    int[] counts = new int[grid.height() + 1];
    for (Coordinate[] points : lines) {
      for (int i = 0; i + 1 < points.length; i++) {
        double a = row(points[i], grid);
        double b = row(points[i + 1], grid);
        int from = first(a, b, 0);
        int to = end(a, b, grid.height());
        if (from < to) {
          counts[from]++;
          counts[to]--;
        }
      }
    }
    for (int row = 1; row < counts.length; row++) {
      counts[row] += counts[row - 1];
    }
    return counts;
  }

  /** Burns the rows from {@code first} to before {@code end}. */
  private static void burn(
      List<Coordinate[]> lines, Grid grid, int[] counts, int first, int end, boolean[] mask) {
    double[][] crossings = new double[end - first][];
    int[] found = new int[end - first];
    for (int row = first; row < end; row++) {
      crossings[row - first] = new double[counts[row]];
    }
    for (Coordinate[] points : lines) {
      for (int i = 0; i + 1 < points.length; i++) {
        Coordinate a = points[i];
        Coordinate b = points[i + 1];
        double ay = row(a, grid);
        double by = row(b, grid);
        int last = end(ay, by, end);
        for (int row = first(ay, by, first); row < last; row++) {
          double t = (row - ay) / (by - ay);
          double x = (a.x + t * (b.x - a.x) - grid.originX()) / grid.pixelSize();
          crossings[row - first][found[row - first]++] = x;
        }
      }
    }
    for (int row = first; row < end; row++) {
      double[] x = crossings[row - first];
      Arrays.sort(x);
      for (int k = 0; k + 1 < x.length; k += 2) {
        int from = column(x[k], grid.width());
        int to = column(x[k + 1], grid.width());
        Arrays.fill(mask, row * grid.width() + from, row * grid.width() + to, true);
      }
    }
  }

  /** The position of a vertex relative to the centre of the first row, in rows downwards. */
  private static double row(Coordinate at, Grid grid) {
    return (grid.originY() - at.y) / grid.pixelSize() - 0.5;
  }

  /**
   * The first row at or after {@code least} whose centre an edge reaches. Half-open: a row at the
   * upper end counts, one at the lower end does not.
   */
  private static int first(double a, double b, int least) {
    return (int) Math.max(least, Math.ceil(Math.min(a, b)));
  }

  /** The row after the last one, at most {@code most}. */
  private static int end(double a, double b, int most) {
    return (int) Math.min(most, Math.ceil(Math.max(a, b)));
  }

  /** First column whose centre is at or right of a position in pixels. */
  private static int column(double position, int width) {
    return (int) Math.max(0, Math.min(width, Math.ceil(position - 0.5)));
  }
}
