package io.terralapse.furniture;

import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;

/**
 * Rasterises an outline to 8-bit coverage by exact areas: each edge adds the area to its right of
 * every pixel it crosses, and a running sum along the row gives the coverage, as in font renderers
 * such as R. Levien's font-rs. Only plain arithmetic in a fixed order, so the bytes are the same on
 * every platform.
 */
final class Rasterizer {
  private static final double FLATNESS = 0.05;

  private final int width;
  private final int height;
  private final int stride;
  private final double[] areas;

  private Rasterizer(int width, int height) {
    this.width = width;
    this.height = height;
    this.stride = width + 2;
    this.areas = new double[stride * height];
  }

  /** The coverage of a window of whole pixels by a shape in the same coordinates, as below. */
  static int[] coverage(Shape shape, Rectangle window) {
    AffineTransform inside = AffineTransform.getTranslateInstance(-window.x, -window.y);
    return coverage(inside.createTransformedShape(shape), window.width, window.height);
  }

  /** Coverage 0 to 255 of a shape in pixel coordinates, {@code [row * width + column]}. */
  static int[] coverage(Shape shape, int width, int height) {
    Rasterizer raster = new Rasterizer(width, height);
    double[] p = new double[6];
    double startX = 0;
    double startY = 0;
    double x = 0;
    double y = 0;
    for (PathIterator it = shape.getPathIterator(null, FLATNESS); !it.isDone(); it.next()) {
      switch (it.currentSegment(p)) {
        case PathIterator.SEG_MOVETO -> {
          raster.edge(x, y, startX, startY);
          startX = p[0];
          startY = p[1];
        }
        case PathIterator.SEG_LINETO -> raster.edge(x, y, p[0], p[1]);
        default -> {
          raster.edge(x, y, startX, startY);
          p[0] = startX;
          p[1] = startY;
        }
      }
      x = p[0];
      y = p[1];
    }
    raster.edge(x, y, startX, startY);
    return raster.sums();
  }

  private void edge(double ax, double ay, double bx, double by) {
    if (ay == by) {
      return;
    }
    double sign = ay < by ? 1 : -1;
    double topX = ay < by ? ax : bx;
    double topY = Math.min(ay, by);
    double bottomY = Math.max(ay, by);
    double slope = (bx - ax) / (by - ay);
    int last = (int) Math.min(height, Math.ceil(bottomY));
    for (int row = (int) Math.max(0, Math.floor(topY)); row < last; row++) {
      double y0 = Math.max(row, topY);
      double y1 = Math.min(row + 1, bottomY);
      if (y1 > y0) {
        double x0 = clamp(topX + (y0 - topY) * slope);
        double x1 = clamp(topX + (y1 - topY) * slope);
        span(row * stride, Math.min(x0, x1), Math.max(x0, x1), sign * (y1 - y0));
      }
    }
  }

  private double clamp(double x) {
    return Math.max(0, Math.min(width, x));
  }

  /** Adds the part of an edge inside one row, which goes linearly from {@code x0} to {@code x1}. */
  private void span(int at, double x0, double x1, double amount) {
    int first = (int) x0;
    int last = (int) x1;
    double before = 0;
    for (int column = first; column <= last; column++) {
      double covered = first == last ? column + 1 - (x0 + x1) / 2 : rightOf(column, x0, x1);
      areas[at + column] += amount * (covered - before);
      before = covered;
    }
    areas[at + last + 1] += amount * (1 - before);
  }

  /** The area of a pixel to the right of an edge from {@code x0} to {@code x1}. */
  private static double rightOf(int column, double x0, double x1) {
    double enter = Math.max(column, x0);
    double toEnter = column + 1 - enter;
    double toLeave = column + 1 - Math.min(column + 1, x1);
    return (enter - x0 + (toEnter * toEnter - toLeave * toLeave) / 2) / (x1 - x0);
  }

  private int[] sums() {
    int[] coverage = new int[width * height];
    for (int row = 0; row < height; row++) {
      double sum = 0;
      for (int column = 0; column < width; column++) {
        sum += areas[row * stride + column];
        coverage[row * width + column] = (int) (Math.min(1, Math.abs(sum)) * 255 + 0.5);
      }
    }
    return coverage;
  }
}
