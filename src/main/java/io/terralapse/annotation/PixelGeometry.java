package io.terralapse.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.geo.CoordinateTransform;
import io.terralapse.geo.Crs;
import io.terralapse.geo.Transforms;
import io.terralapse.model.Grid;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.Arrays;
import java.util.function.Function;
import org.locationtech.jts.algorithm.construct.MaximumInscribedCircle;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/**
 * Positions of a GeoJSON file in pixels of a frame: x right, y down, from the outer corner of the
 * first pixel. Lines are cut off a little outside of the frame.
 */
final class PixelGeometry {
  /** Longer edges are divided, so that they follow the projection. */
  private static final double DEGREES_PER_PART = 0.1;

  private static final int MAX_PARTS = 64;

  /** Lines end this many pixels outside of the frame, where their width and ends are not seen. */
  private static final double MARGIN = 100;

  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  private final Grid grid;
  private final Function<String, RuntimeException> refuse;
  private final boolean pixels;
  private final CoordinateTransform toGrid;
  private final double centreLongitude;

  /**
   * @param refuse makes an exception of what is wrong with a feature
   */
  PixelGeometry(Grid grid, Function<String, RuntimeException> refuse) {
    this.grid = grid;
    this.refuse = refuse;
    Crs crs = Crs.of(grid.crs());
    this.pixels = crs.isPixels();
    this.toGrid = pixels ? (xy, points) -> {} : Transforms.between(Crs.lonLat(), crs);
    double[] centre = {
      grid.originX() + grid.width() / 2.0 * grid.pixelSize(),
      grid.originY() - grid.height() / 2.0 * grid.pixelSize()
    };
    if (!pixels) {
      Transforms.between(crs, Crs.lonLat()).apply(centre, 1);
    }
    this.centreLongitude = centre[0];
  }

  /**
   * A line or ring.
   *
   * @param path what of it is near the frame; a ring is complete
   * @param positions all of its positions, {@code [x, y, x, y, ...]}
   */
  record Line(Path2D path, Positions positions) {

    /** The position halfway along it. */
    Point2D middle() {
      return positions.middle();
    }

    /** The centre of the largest circle inside a ring. */
    Point2D inside() {
      return positions.inside();
    }
  }

  /** Positions in pixels. */
  static final class Positions {
    private final double[] xy;

    Positions(double[] xy) {
      this.xy = xy;
    }

    private Point2D middle() {
      double length = 0;
      for (int i = 2; i < xy.length; i += 2) {
        length += Math.hypot(xy[i] - xy[i - 2], xy[i + 1] - xy[i - 1]);
      }
      double rest = length / 2;
      for (int i = 2; i < xy.length; i += 2) {
        double edge = Math.hypot(xy[i] - xy[i - 2], xy[i + 1] - xy[i - 1]);
        if (rest <= edge && edge > 0) {
          double f = rest / edge;
          return new Point2D.Double(
              xy[i - 2] + f * (xy[i] - xy[i - 2]), xy[i - 1] + f * (xy[i + 1] - xy[i - 1]));
        }
        rest -= edge;
      }
      return new Point2D.Double(xy[0], xy[1]);
    }

    private Point2D inside() {
      if (!Arrays.stream(xy).allMatch(Double::isFinite)) {
        // Far outside of what the projection of the frames maps.
        return middle();
      }
      Coordinate[] ring = new Coordinate[xy.length / 2];
      for (int i = 0; i < ring.length; i++) {
        ring[i] = new Coordinate(xy[2 * i], xy[2 * i + 1]);
      }
      // Closed in degrees; far outside of the projection the same position may differ in pixels.
      ring[ring.length - 1] = ring[0].copy();
      Polygon polygon = GEOMETRY.createPolygon(ring);
      if (!polygon.isValid() || polygon.getArea() < 1) {
        return middle();
      }
      double tolerance = Math.max(1, Math.sqrt(polygon.getArea()) / 50);
      Coordinate centre = MaximumInscribedCircle.getCenter(polygon, tolerance).getCoordinate();
      return new Point2D.Double(centre.x, centre.y);
    }
  }

  /** A position of the file. */
  Point2D point(JsonNode position) {
    double[] xy = new double[2];
    read(position, xy, 0);
    toPixels(xy);
    return new Point2D.Double(xy[0], xy[1]);
  }

  /**
   * A line of the file.
   *
   * @param ring whether it has to be closed
   */
  Line line(JsonNode positions, boolean ring) {
    int n = positions.size();
    if (!positions.isArray() || n < (ring ? 4 : 2)) {
      throw refuse.apply(
          ring
              ? "has a ring of fewer than four positions; draw it again"
              : "has a line of fewer than two positions; draw it again");
    }
    double[] given = new double[2 * n];
    for (int i = 0; i < n; i++) {
      read(positions.get(i), given, 2 * i);
    }
    if (ring && (given[0] != given[2 * n - 2] || given[1] != given[2 * n - 1])) {
      throw refuse.apply("has a ring that is not closed; repeat its first position at its end");
    }
    double[] xy = dense(given);
    toPixels(xy);
    return new Line(ring ? closed(xy) : clipped(xy), new Positions(xy));
  }

  private void read(JsonNode position, double[] xy, int at) {
    double x = position.path(0).isNumber() ? position.get(0).doubleValue() : Double.NaN;
    double y = position.path(1).isNumber() ? position.get(1).doubleValue() : Double.NaN;
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw refuse.apply("has a position that is not a pair of numbers; correct it");
    }
    if (!pixels && (Math.abs(y) > 90 || Math.abs(x) > 360)) {
      throw refuse.apply(
          "has the position " + x + ", " + y + "; write longitude and latitude in degrees");
    }
    // The turn of the globe that is nearest to the frame.
    xy[at] = pixels ? x : x - 360 * Math.rint((x - centreLongitude) / 360);
    xy[at + 1] = pixels ? -y : y;
  }

  private double[] dense(double[] given) {
    int n = given.length / 2;
    int[] parts = new int[n];
    int total = 1;
    for (int i = 1; i < n && !pixels; i++) {
      double degrees =
          Math.hypot(given[2 * i] - given[2 * i - 2], given[2 * i + 1] - given[2 * i - 1]);
      // Files of many positions have short edges.
      int most = n > 10_000 ? 1 : MAX_PARTS;
      parts[i] = (int) Math.max(1, Math.min(most, Math.ceil(degrees / DEGREES_PER_PART)));
      total += parts[i];
    }
    if (pixels) {
      return given;
    }
    double[] dense = new double[2 * total];
    dense[0] = given[0];
    dense[1] = given[1];
    int at = 2;
    for (int i = 1; i < n; i++) {
      for (int k = 1; k <= parts[i]; k++) {
        double f = k / (double) parts[i];
        dense[at++] = given[2 * i - 2] + f * (given[2 * i] - given[2 * i - 2]);
        dense[at++] = given[2 * i - 1] + f * (given[2 * i + 1] - given[2 * i - 1]);
      }
    }
    return dense;
  }

  private void toPixels(double[] xy) {
    toGrid.apply(xy, xy.length / 2);
    for (int i = 0; i < xy.length; i += 2) {
      xy[i] = (xy[i] - grid.originX()) / grid.pixelSize();
      xy[i + 1] = (grid.originY() - xy[i + 1]) / grid.pixelSize();
      if (!Double.isFinite(xy[i]) || !Double.isFinite(xy[i + 1])) {
        throw refuse.apply(
            "reaches to where " + grid.crs() + " is not defined; cut it off around the area shown");
      }
    }
  }

  private static Path2D closed(double[] xy) {
    Path2D path = new Path2D.Double();
    path.moveTo(xy[0], xy[1]);
    for (int i = 2; i + 2 < xy.length; i += 2) {
      path.lineTo(xy[i], xy[i + 1]);
    }
    path.closePath();
    return path;
  }

  /** The parts of a line near the frame, by the algorithm of Liang and Barsky (1984). */
  private Path2D clipped(double[] xy) {
    Path2D path = new Path2D.Double();
    boolean connected = false;
    for (int i = 2; i < xy.length; i += 2) {
      double[] span = {0, 1};
      double dx = xy[i] - xy[i - 2];
      double dy = xy[i + 1] - xy[i - 1];
      boolean inside =
          clip(-dx, xy[i - 2] + MARGIN, span)
              && clip(dx, grid.width() + MARGIN - xy[i - 2], span)
              && clip(-dy, xy[i - 1] + MARGIN, span)
              && clip(dy, grid.height() + MARGIN - xy[i - 1], span);
      if (!inside) {
        connected = false;
        continue;
      }
      if (!connected || span[0] > 0) {
        path.moveTo(xy[i - 2] + span[0] * dx, xy[i - 1] + span[0] * dy);
      }
      path.lineTo(xy[i - 2] + span[1] * dx, xy[i - 1] + span[1] * dy);
      connected = span[1] == 1;
    }
    return path;
  }

  /**
   * Cuts a part of an edge off at one side of a rectangle, by the algorithm of Liang and Barsky.
   *
   * @param direction how far the edge goes to the outside
   * @param distance from its first position to the side, inwards
   * @param span from and to in shares of the edge, which is made shorter
   * @return whether any of it is left
   */
  static boolean clip(double direction, double distance, double[] span) {
    if (direction == 0) {
      return distance >= 0;
    }
    double t = distance / direction;
    if (direction < 0) {
      span[0] = Math.max(span[0], t);
    } else {
      span[1] = Math.min(span[1], t);
    }
    return span[0] <= span[1];
  }
}
