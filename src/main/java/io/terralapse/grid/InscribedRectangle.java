package io.terralapse.grid;

import java.util.ArrayDeque;
import java.util.Deque;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * A large upright rectangle inside polygons: exact if they are an upright rectangle themselves,
 * else the largest one of whole cells of a coarse raster, with its sides then moved out as far as
 * they go.
 */
final class InscribedRectangle {
  private static final int CELLS = 64;
  private static final int BISECTIONS = 24;

  private final PreparedGeometry prepared;
  private final Envelope extent;

  private InscribedRectangle(Geometry area) {
    this.prepared = PreparedGeometryFactory.prepare(area);
    this.extent = area.getEnvelopeInternal();
  }

  /** The rectangle; null envelope if the area has none of at least a cell's size. */
  static Envelope of(Geometry area) {
    Envelope extent = area.getEnvelopeInternal();
    boolean upright = area.getArea() >= extent.getArea() * (1 - 1e-9);
    return upright ? extent : new InscribedRectangle(area).find();
  }

  private Envelope find() {
    Envelope best = largest();
    if (best.isNull()) {
      return best;
    }
    // Two rounds: a side may gain from the room that another has given up or found.
    for (int round = 0; round < 2; round++) {
      for (int side = 0; side < 4; side++) {
        best = grown(best, side);
      }
    }
    return best;
  }

  private double x(int cell) {
    return cell == CELLS ? extent.getMaxX() : extent.getMinX() + extent.getWidth() * cell / CELLS;
  }

  private double y(int cell) {
    return cell == CELLS ? extent.getMaxY() : extent.getMinY() + extent.getHeight() * cell / CELLS;
  }

  /** Largest rectangle of covered cells: the largest one under a histogram, row by row. */
  private Envelope largest() {
    int[] heights = new int[CELLS + 1];
    Envelope best = new Envelope();
    double bestArea = 0;
    for (int row = 0; row < CELLS; row++) {
      for (int column = 0; column < CELLS; column++) {
        Envelope cell = new Envelope(x(column), x(column + 1), y(row), y(row + 1));
        heights[column] = covers(cell) ? heights[column] + 1 : 0;
      }
      Deque<Integer> rising = new ArrayDeque<>();
      for (int column = 0; column <= CELLS; column++) {
        while (!rising.isEmpty() && heights[rising.peek()] >= heights[column]) {
          int height = heights[rising.pop()];
          int left = rising.isEmpty() ? 0 : rising.peek() + 1;
          Envelope found = new Envelope(x(left), x(column), y(row + 1 - height), y(row + 1));
          if (height > 0 && column > left && found.getArea() > bestArea) {
            best = found;
            bestArea = found.getArea();
          }
        }
        rising.push(column);
      }
    }
    return best;
  }

  private boolean covers(Envelope rectangle) {
    return prepared.covers(Reprojection.rectangle(rectangle));
  }

  private Envelope grown(Envelope from, int side) {
    double cell = (side < 2 ? extent.getWidth() : extent.getHeight()) / CELLS;
    double inside = 0;
    double outside = cell;
    Envelope best = from;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (inside + outside) / 2;
      Envelope candidate = moved(from, side, middle);
      if (covers(candidate)) {
        inside = middle;
        best = candidate;
      } else {
        outside = middle;
      }
    }
    return best;
  }

  private Envelope moved(Envelope e, int side, double by) {
    return switch (side) {
      case 0 -> new Envelope(e.getMinX() - by, e.getMaxX(), e.getMinY(), e.getMaxY());
      case 1 -> new Envelope(e.getMinX(), e.getMaxX() + by, e.getMinY(), e.getMaxY());
      case 2 -> new Envelope(e.getMinX(), e.getMaxX(), e.getMinY() - by, e.getMaxY());
      default -> new Envelope(e.getMinX(), e.getMaxX(), e.getMinY(), e.getMaxY() + by);
    };
  }
}
