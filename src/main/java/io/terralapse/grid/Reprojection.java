package io.terralapse.grid;

import io.terralapse.geo.Crs;
import io.terralapse.geo.Transforms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.geom.util.PolygonExtracter;

/** Reprojects polygons from one CRS to another. Stateless and thread-safe. */
final class Reprojection {
  static final GeometryFactory GEOMETRY = new GeometryFactory();

  /** Parts that a ring is densified to, so that edges can become curves: about one degree each. */
  private static final int MIN_PARTS = 64;

  private static final int MAX_PARTS = 1440;

  /** Parts of all rings together: an area of thousands of small rings has short edges anyway. */
  private static final int TOTAL_PARTS = 200_000;

  /** Points whose round trip is off by more than this share of the ring's size are undefined. */
  private static final double ROUND_TRIP = 1e-3;

  private Reprojection() {}

  /**
   * The polygons in another CRS, densified so that edges follow the projection; the same object if
   * the two CRS are the same.
   *
   * @return empty if part of them is where either CRS is not defined
   */
  static Optional<Geometry> find(Geometry area, Crs from, Crs to) {
    if (from.sameAs(to)) {
      return Optional.of(area);
    }
    List<Polygon> polygons = new ArrayList<>();
    List<Polygon> source = polygons(area);
    int rings = source.stream().mapToInt(polygon -> 1 + polygon.getNumInteriorRing()).sum();
    int maxParts = Math.max(1, Math.min(MAX_PARTS, TOTAL_PARTS / rings));
    for (Polygon polygon : source) {
      Optional<LinearRing> shell = ring(polygon.getExteriorRing(), from, to, maxParts);
      if (shell.isEmpty()) {
        return Optional.empty();
      }
      List<LinearRing> holes = new ArrayList<>();
      for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
        ring(polygon.getInteriorRingN(i), from, to, maxParts).ifPresent(holes::add);
      }
      polygons.add(GEOMETRY.createPolygon(shell.get(), holes.toArray(LinearRing[]::new)));
    }
    Geometry projected = GEOMETRY.buildGeometry(polygons);
    return Optional.of(projected.isValid() ? projected : polygonal(GeometryFixer.fix(projected)));
  }

  /** The polygons of a geometry, without the lines and points that overlay operations may leave. */
  static Geometry polygonal(Geometry geometry) {
    List<Polygon> found = polygons(geometry);
    return found.size() == 1
        ? found.get(0)
        : GEOMETRY.createMultiPolygon(found.toArray(Polygon[]::new));
  }

  static Polygon rectangle(Envelope envelope) {
    return (Polygon) GEOMETRY.toGeometry(envelope);
  }

  private static List<Polygon> polygons(Geometry geometry) {
    List<Polygon> found = new ArrayList<>();
    for (Object polygon : PolygonExtracter.getPolygons(geometry)) {
      found.add((Polygon) polygon);
    }
    return found;
  }

  private static Optional<LinearRing> ring(LinearRing ring, Crs from, Crs to, int maxParts) {
    double[] points = dense(ring, from, maxParts);
    int n = points.length / 2;
    double[] there = points.clone();
    Transforms.between(from, to).apply(there, n);
    double[] back = there.clone();
    Transforms.between(to, from).apply(back, n);
    Envelope extent = ring.getEnvelopeInternal();
    double tolerance = ROUND_TRIP * Math.hypot(extent.getWidth(), extent.getHeight());
    for (int i = 0; i < 2 * n; i += 2) {
      double dx = back[i] - points[i];
      if (from.isGeographic()) {
        // At a pole every longitude is correct.
        dx = Math.abs(points[i + 1]) > 90 - 1e-6 ? 0 : Math.IEEEremainder(dx, 360);
      }
      if (!(Math.hypot(dx, back[i + 1] - points[i + 1]) <= tolerance)) {
        return Optional.empty();
      }
    }
    if (to.isGeographic()) {
      unwrap(there);
    }
    return Optional.of(closed(there));
  }

  /** Adds multiples of 360 degrees so that no edge jumps at the antimeridian. */
  private static void unwrap(double[] lonLat) {
    for (int i = 2; i < lonLat.length; i += 2) {
      lonLat[i] -= 360 * Math.rint((lonLat[i] - lonLat[i - 2]) / 360);
    }
  }

  private static LinearRing closed(double[] xy) {
    Coordinate[] coordinates = new Coordinate[xy.length / 2 + 1];
    for (int i = 0; i < xy.length / 2; i++) {
      coordinates[i] = new Coordinate(xy[2 * i], xy[2 * i + 1]);
    }
    coordinates[coordinates.length - 1] = coordinates[0].copy();
    return GEOMETRY.createLinearRing(coordinates);
  }

  /** The densified ring, without the last point, which equals the first. */
  private static double[] dense(LinearRing ring, Crs crs, int maxParts) {
    Coordinate[] corners = ring.getCoordinates();
    double degrees = crs.isGeographic() ? ring.getLength() : 0;
    double parts = Math.min(maxParts, Math.max(MIN_PARTS, degrees));
    double part = ring.getLength() / parts;
    List<Coordinate> dense = new ArrayList<>();
    for (int i = 0; i + 1 < corners.length; i++) {
      Coordinate a = corners[i];
      Coordinate b = corners[i + 1];
      int pieces = (int) Math.max(1, Math.ceil(a.distance(b) / part));
      for (int k = 0; k < pieces; k++) {
        double f = k / (double) pieces;
        dense.add(new Coordinate(a.x + f * (b.x - a.x), a.y + f * (b.y - a.y)));
      }
    }
    double[] xy = new double[2 * dense.size()];
    for (int i = 0; i < dense.size(); i++) {
      xy[2 * i] = dense.get(i).x;
      xy[2 * i + 1] = dense.get(i).y;
    }
    return xy;
  }
}
