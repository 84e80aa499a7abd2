package io.terralapse.grid;

import java.util.ArrayDeque;
import java.util.Deque;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * A large axis-parallel rectangle inside polygons: exact if they form such a rectangle themselves,
 * or else the largest one made of whole cells of a coarse raster, with its sides then moved
 * outwards by bisection. In areas that are nearly convex the largest one of all is found, and taken
 * if it is larger by more than a hundredth.
 */
final class InscribedRectangle {
  private static final int CELLS = 64;
  private static final int BISECTIONS = 24;

  private static final double CLEARLY_LARGER = 1.01;

  /** Parts of a rectangle's size: rounding, and what the edges of a curved area may cost. */
  private static final double ROUNDING = 1e-9;

  private static final double MOST_REDUCTION = 0.02;

  private final PreparedGeometry prepared;
  private final Envelope extent;

  private InscribedRectangle(Geometry area) {
    this.prepared = PreparedGeometryFactory.prepare(area);
    this.extent = area.getEnvelopeInternal();
  }

  /** The rectangle; a null envelope if the area contains none of at least a cell's size. */
  static Envelope of(Geometry area) {
    Envelope extent = area.getEnvelopeInternal();
    boolean rectangular = area.getArea() >= extent.getArea() * (1 - 1e-9);
    if (rectangular) {
      return extent;
    }
    InscribedRectangle search = new InscribedRectangle(area);
    Envelope found = search.find();
    Envelope convex = search.reduced(ConvexRectangle.of(area));
    return convex.getArea() > CLEARLY_LARGER * found.getArea() ? convex : found;
  }

  /** A rectangle with its sides moved inwards until the area covers it; a null one if none is. */
  private Envelope reduced(Envelope from) {
    Envelope rectangle = from;
    double inwards = ROUNDING;
    while (!rectangle.isNull() && inwards < MOST_REDUCTION) {
      rectangle =
          new Envelope(
              from.getMinX() + inwards * from.getWidth(),
              from.getMaxX() - inwards * from.getWidth(),
              from.getMinY() + inwards * from.getHeight(),
              from.getMaxY() - inwards * from.getHeight());
      if (covers(rectangle)) {
        return rectangle;
      }
      inwards *= 4;
    }
    return new Envelope();
  }

  private Envelope find() {
    Envelope best = largest();
    if (best.isNull()) {
      return best;
    }
    // Two rounds: a side may be able to move further once the others have moved.
    for (int round = 0; round < 2; round++) {
      for (int side = 0; side < 4; side++) {
        best = expanded(best, side);
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

  /** Largest rectangle of covered cells: largest rectangle in a histogram, row by row. */
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

  private Envelope expanded(Envelope from, int side) {
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
