package io.terralapse.grid;

import io.terralapse.model.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.algorithm.LineIntersector;
import org.locationtech.jts.algorithm.RobustLineIntersector;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateArrays;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.index.hprtree.HPRtree;

/**
 * Refuses polygons on which validation, repair or overlay would take minutes. JTS needs time in
 * proportion to the pairs of edges and of rings whose boxes overlap, to the crossings, and to the
 * vertices of a polygon times its holes; each of these is counted, at most up to its limit, before
 * anything else is calculated.
 */
final class AreaComplexity {
  static final int MAX_VERTICES = 400_000;

  /** Outlines that were digitised with some slips have fewer, and are repaired. */
  private static final int MAX_CROSSINGS = 10_000;

  private static final int MAX_PAIRS = 5_000_000;
  private static final long MAX_HOLE_CHECKS = 500_000_000;

  private final String setting;
  private final boolean degrees;
  private int pairs;
  private int crossings;
  private Coordinate first = new Coordinate();

  private AreaComplexity(String setting, boolean degrees) {
    this.setting = setting;
    this.degrees = degrees;
  }

  /**
   * Checks polygons with finite coordinates, which may be invalid.
   *
   * @param setting the setting that they come from, for messages
   * @param degrees whether they are in longitude and latitude rather than in column and row
   * @throws UserError (usage) if they exceed a limit
   */
  static void check(String setting, Geometry geometry, boolean degrees) {
    if (geometry.getNumPoints() > MAX_VERTICES) {
      throw UserError.usage(
          setting + " has more than " + MAX_VERTICES + " vertices; simplify the outline");
    }
    List<LinearRing> rings = new ArrayList<>();
    for (Object polygon : PolygonExtracter.getPolygons(geometry)) {
      addRings((Polygon) polygon, setting, rings);
    }
    AreaComplexity complexity = new AreaComplexity(setting, degrees);
    complexity.checkRings(rings);
    complexity.checkEdges(rings);
  }

  private static void addRings(Polygon polygon, String setting, List<LinearRing> rings) {
    rings.add(polygon.getExteriorRing());
    int holes = polygon.getNumInteriorRing();
    if ((long) holes * polygon.getExteriorRing().getNumPoints() > MAX_HOLE_CHECKS) {
      throw UserError.usage(
          setting
              + " has a polygon with "
              + holes
              + " holes in an outline of "
              + polygon.getExteriorRing().getNumPoints()
              + " vertices, which takes too long to check; simplify the outline or leave out the"
              + " small holes");
    }
    for (int i = 0; i < holes; i++) {
      rings.add(polygon.getInteriorRingN(i));
    }
  }

  /** Counts pairs of rings with overlapping boxes. */
  private void checkRings(List<LinearRing> rings) {
    HPRtree tree = new HPRtree();
    rings.forEach(ring -> tree.insert(ring.getEnvelopeInternal(), ring));
    pairs = 0;
    for (LinearRing ring : rings) {
      // Each pair is found twice, and each ring finds itself.
      tree.query(
          ring.getEnvelopeInternal(),
          other -> {
            pairs++;
            if (pairs > MAX_PAIRS) {
              throw UserError.usage(
                  setting
                      + " has too many rings inside of each other or overlapping; keep the outlines"
                      + " that you need and remove the others");
            }
          });
    }
  }

  private record Edge(int ring, int index, int ringEdges, Coordinate a, Coordinate b) {
    Envelope envelope() {
      return new Envelope(a, b);
    }

    boolean isAfter(Edge other) {
      return ring > other.ring || (ring == other.ring && index > other.index);
    }

    /** True if the two are one edge, as on the common border of two polygons. */
    boolean isSame(Edge other) {
      return (a.equals2D(other.a) && b.equals2D(other.b))
          || (a.equals2D(other.b) && b.equals2D(other.a));
    }

    /** True if the two share a vertex because one follows the other. */
    boolean isNeighbour(Edge other) {
      int apart = Math.abs(index - other.index);
      return ring == other.ring && (apart == 1 || apart == ringEdges - 1);
    }
  }

  private void checkEdges(List<LinearRing> rings) {
    List<Edge> edges = new ArrayList<>();
    for (int r = 0; r < rings.size(); r++) {
      Coordinate[] points = CoordinateArrays.removeRepeatedPoints(rings.get(r).getCoordinates());
      for (int i = 0; i + 1 < points.length; i++) {
        edges.add(new Edge(r, i, points.length - 1, points[i], points[i + 1]));
      }
    }
    HPRtree tree = new HPRtree();
    edges.forEach(edge -> tree.insert(edge.envelope(), edge));
    LineIntersector intersector = new RobustLineIntersector();
    pairs = 0;
    for (Edge edge : edges) {
      tree.query(edge.envelope(), other -> compare(edge, (Edge) other, intersector));
    }
  }

  private void compare(Edge edge, Edge other, LineIntersector intersector) {
    if (!other.isAfter(edge) || edge.isNeighbour(other)) {
      return;
    }
    pairs++;
    intersector.computeIntersection(edge.a(), edge.b(), other.a(), other.b());
    boolean collinear = intersector.getIntersectionNum() == LineIntersector.COLLINEAR_INTERSECTION;
    if (intersector.isProper() || (collinear && !edge.isSame(other))) {
      crossings++;
      if (crossings == 1) {
        first = intersector.getIntersection(0).copy();
      }
      if (crossings > MAX_CROSSINGS) {
        throw UserError.usage(
            setting
                + " has outlines that cross themselves or each other more than "
                + MAX_CROSSINGS
                + " times, first at "
                + position(first)
                + "; draw them without crossings");
      }
    }
    if (pairs > MAX_PAIRS) {
      throw UserError.usage(
          setting + " has too many long edges close to each other; simplify the outline");
    }
  }

  private String position(Coordinate at) {
    return degrees
        ? String.format(Locale.ROOT, "longitude %.5f, latitude %.5f", at.x, at.y)
        : String.format(Locale.ROOT, "column %.1f, row %.1f", at.x, at.y);
  }
}
