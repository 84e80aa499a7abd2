package io.terralapse.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.geotools.api.referencing.FactoryException;

/**
 * The areas of use of datum shifts as boxes in the coordinates of a projected system that has no
 * area of use of its own. PROJ compares positions with these boxes, which are larger than the areas
 * on a conic projection: with the areas themselves another shift would be chosen near a border.
 * Immutable.
 */
final class ShiftBoxes {
  private static final int STEPS = 20;

  /** Degrees. */
  private static final double CLOSURE = 1e-5;

  private final CoordinateTransform projection;
  private final double meridian;

  /** West, south, east and north in units of the system. */
  private final List<double[]> boxes;

  private ShiftBoxes(CoordinateTransform projection, double meridian, List<double[]> boxes) {
    this.projection = projection;
    this.meridian = meridian;
    this.boxes = List.copyOf(boxes);
  }

  /** The boxes of shifts, in their order; empty if the system is not such a one. */
  static Optional<ShiftBoxes> find(Crs crs, List<DatumShift> shifts) {
    if (!crs.isProjected() || crs.isDefinedByCode() || shifts.size() < 2) {
      return Optional.empty();
    }
    try {
      CoordinateTransform projection = Transforms.fromOwnDegrees(crs);
      CoordinateTransform inverse = Transforms.toOwnDegrees(crs);
      double meridian =
          DatumTransform.greenwichLongitude(DatumPosition.datum(crs).getPrimeMeridian());
      List<double[]> boxes = new ArrayList<>();
      for (DatumShift shift : shifts) {
        boxes.add(box(border(shift.area(), meridian), projection, inverse));
      }
      return Optional.of(new ShiftBoxes(projection, meridian, boxes));
    } catch (FactoryException e) {
      return Optional.empty();
    }
  }

  /** Points on the four sides of an area, in degrees from the prime meridian of the system. */
  private static double[] border(GeographicArea area, double meridian) {
    double[] border = new double[8 * (STEPS + 1)];
    double west = area.west() - meridian;
    double latStep = (area.north() - area.south()) / STEPS;
    for (int i = 0; i <= STEPS; i++) {
      double lon = west + i * area.width() / STEPS;
      double lat = area.south() + i * latStep;
      double[] four = {lon, area.south(), lon, area.north(), west, lat, west + area.width(), lat};
      System.arraycopy(four, 0, border, 8 * i, 8);
    }
    return border;
  }

  /** The box of the points that the projection can map. */
  private static double[] box(
      double[] degrees, CoordinateTransform projection, CoordinateTransform inverse) {
    double[] xy = degrees.clone();
    projection.apply(xy, xy.length / 2);
    double[] back = xy.clone();
    inverse.apply(back, back.length / 2);
    double[] box = {
      Double.POSITIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    for (int i = 0; i < xy.length; i += 2) {
      double east = Math.IEEEremainder(back[i] - degrees[i], 360);
      if (Math.hypot(east, back[i + 1] - degrees[i + 1]) < CLOSURE) {
        for (int k = 0; k < 2; k++) {
          box[k] = Math.min(box[k], xy[i + k]);
          box[k + 2] = Math.max(box[k + 2], xy[i + k]);
        }
      }
    }
    return box;
  }

  /**
   * The point in the coordinates of the system.
   *
   * @param lon degrees from Greenwich
   */
  double[] project(double lon, double lat) {
    double[] xy = {lon - meridian, lat};
    projection.apply(xy, 1);
    return xy;
  }

  /** True if the box of a shift contains a point in the coordinates of the system. */
  boolean contains(int shift, double[] xy) {
    double[] box = boxes.get(shift);
    return xy[0] >= box[0] && xy[1] >= box[1] && xy[0] <= box[2] && xy[1] <= box[3];
  }
}
