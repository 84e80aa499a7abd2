package io.terralapse.annotation;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.algorithm.construct.MaximumInscribedCircle;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.linearref.LengthIndexedLine;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/** Where the labels of features belong of which only a part is seen. Stateless. */
final class VisibleParts {
  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  /** Where labels may be along a line, in shares of its length: in the middle, then off it. */
  private static final double[] SHARES = {0.5, 0.35, 0.65, 0.2, 0.8};

  private VisibleParts() {}

  /**
   * Positions in the part of an area or line that is seen, the best first: the centre of the
   * largest circle in the largest part of an area, or positions along the parts of a line, the
   * longest part first.
   *
   * @param within what is seen, pixels of the frame
   * @return empty for points, and for what is outside or reaches too far to be mapped
   */
  static List<Point2D> anchors(Annotation of, Rectangle2D within) {
    Rectangle2D bounds = of.shape().getBounds2D();
    boolean near =
        bounds.getMinX() <= within.getMaxX()
            && bounds.getMaxX() >= within.getMinX()
            && bounds.getMinY() <= within.getMaxY()
            && bounds.getMaxY() >= within.getMinY();
    if (of.kind() == Annotation.Kind.POINT || !near) {
      return List.of();
    }
    List<Coordinate[]> paths = paths(of.shape(), of.isArea());
    if (paths.isEmpty()) {
      return List.of();
    }
    return of.isArea() ? inside(paths, within).stream().toList() : along(paths, within);
  }

  private static Optional<Point2D> inside(List<Coordinate[]> rings, Rectangle2D within) {
    LinearRing[] all =
        rings.stream().map(ring -> GEOMETRY.createLinearRing(ring)).toArray(LinearRing[]::new);
    LinearRing[] holes = Arrays.copyOfRange(all, 1, all.length);
    Geometry whole = GeometryFixer.fix(GEOMETRY.createPolygon(all[0], holes));
    return parts(cut(whole, within)).stream()
        .filter(Polygon.class::isInstance)
        .max(Comparator.comparingDouble(Geometry::getArea))
        .filter(part -> part.getArea() > 0)
        .map(VisibleParts::middle);
  }

  private static Point2D middle(Geometry part) {
    double area = part.getArea();
    Coordinate middle =
        area < 1
            ? part.getInteriorPoint().getCoordinate()
            : MaximumInscribedCircle.getCenter(part, Math.max(1, Math.sqrt(area) / 50))
                .getCoordinate();
    return new Point2D.Double(middle.x, middle.y);
  }

  private static List<Point2D> along(List<Coordinate[]> lines, Rectangle2D within) {
    List<Geometry> parts = new ArrayList<>();
    for (Coordinate[] line : lines) {
      cutLine(line, within).forEach(parts::add);
    }
    parts.sort(Comparator.comparingDouble(Geometry::getLength).reversed());
    List<Point2D> anchors = new ArrayList<>();
    for (Geometry part : parts.subList(0, Math.min(3, parts.size()))) {
      for (double share : SHARES) {
        Coordinate at = new LengthIndexedLine(part).extractPoint(share * part.getLength());
        anchors.add(new Point2D.Double(at.x, at.y));
      }
    }
    return anchors;
  }

  /** The parts of a line in a rectangle, in its direction; it may cross itself. */
  private static List<LineString> cutLine(Coordinate[] line, Rectangle2D within) {
    List<LineString> parts = new ArrayList<>();
    List<Coordinate> part = new ArrayList<>();
    for (int i = 1; i < line.length; i++) {
      double[] span = {0, 1};
      double dx = line[i].x - line[i - 1].x;
      double dy = line[i].y - line[i - 1].y;
      boolean seen =
          PixelGeometry.clip(-dx, line[i - 1].x - within.getMinX(), span)
              && PixelGeometry.clip(dx, within.getMaxX() - line[i - 1].x, span)
              && PixelGeometry.clip(-dy, line[i - 1].y - within.getMinY(), span)
              && PixelGeometry.clip(dy, within.getMaxY() - line[i - 1].y, span);
      if (!seen || span[0] > 0) {
        finish(part, parts);
      }
      if (seen) {
        if (part.isEmpty()) {
          part.add(new Coordinate(line[i - 1].x + span[0] * dx, line[i - 1].y + span[0] * dy));
        }
        part.add(new Coordinate(line[i - 1].x + span[1] * dx, line[i - 1].y + span[1] * dy));
      }
      if (span[1] < 1) {
        finish(part, parts);
      }
    }
    finish(part, parts);
    return parts;
  }

  private static void finish(List<Coordinate> part, List<LineString> parts) {
    if (part.size() > 1) {
      parts.add(GEOMETRY.createLineString(part.toArray(Coordinate[]::new)));
    }
    part.clear();
  }

  private static Geometry cut(Geometry whole, Rectangle2D within) {
    Geometry window =
        GEOMETRY.toGeometry(
            new Envelope(within.getMinX(), within.getMaxX(), within.getMinY(), within.getMaxY()));
    return OverlayNGRobust.overlay(whole, window, OverlayNG.INTERSECTION);
  }

  private static List<Geometry> parts(Geometry all) {
    List<Geometry> parts = new ArrayList<>();
    for (int i = 0; i < all.getNumGeometries(); i++) {
      parts.add(all.getGeometryN(i));
    }
    return parts;
  }

  /** The rings or lines of a path; empty if a position is not finite. */
  private static List<Coordinate[]> paths(Path2D shape, boolean rings) {
    List<Coordinate[]> paths = new ArrayList<>();
    List<Coordinate> path = new ArrayList<>();
    double[] xy = new double[6];
    for (PathIterator it = shape.getPathIterator(null); !it.isDone(); it.next()) {
      int segment = it.currentSegment(xy);
      if (segment == PathIterator.SEG_CLOSE) {
        continue;
      }
      if (!Double.isFinite(xy[0]) || !Double.isFinite(xy[1])) {
        return List.of();
      }
      if (segment == PathIterator.SEG_MOVETO) {
        add(path, rings, paths);
      }
      path.add(new Coordinate(xy[0], xy[1]));
    }
    add(path, rings, paths);
    return paths;
  }

  private static void add(List<Coordinate> path, boolean ring, List<Coordinate[]> paths) {
    if (ring && path.size() > 2) {
      path.add(path.get(0).copy());
      paths.add(path.toArray(Coordinate[]::new));
    } else if (!ring && path.size() > 1) {
      paths.add(path.toArray(Coordinate[]::new));
    }
    path.clear();
  }
}
