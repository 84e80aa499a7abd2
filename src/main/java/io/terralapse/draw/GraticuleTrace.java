package io.terralapse.draw;

import io.terralapse.furniture.Graticule;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The part of a curve that is in a frame, as lines of which each runs in one direction. A curve
 * that turns back, as parallels around a pole do, or that leaves the frame and comes back at
 * another edge, becomes several; the longest of them has the label. Not thread-safe.
 */
final class GraticuleTrace {
  /** Neighbours along a direction that are further apart, pixels, are on different arcs. */
  private static final double APART = 9;

  /** Longest distance of neighbours on a curve, pixels; further ones are on two sides of a map. */
  private static final double JUMP = 60;

  /** A curve that goes back by less, pixels, does so by rounding. */
  private static final double BACK = 0.5;

  private final Rectangle2D frame;

  /** Stretches inside of the frame, with the points next to them outside. */
  private final List<List<Point2D.Double>> runs = new ArrayList<>();

  private Point2D.Double before = new Point2D.Double(Double.NaN, Double.NaN);
  private boolean inside;

  GraticuleTrace(int width, int height) {
    this.frame = new Rectangle2D.Double(0, 0, width, height);
  }

  /** Adds the next point of the curve, pixels; not finite where the map does not show it. */
  void add(Point2D.Double point) {
    boolean now =
        point.x >= 0 && point.x <= frame.getWidth() && point.y >= 0 && point.y <= frame.getHeight();
    if (now && !inside) {
      runs.add(new ArrayList<>());
      if (isFinite(before)) {
        runs.get(runs.size() - 1).add(before);
      }
    }
    if (now || (inside && isFinite(point))) {
      runs.get(runs.size() - 1).add(point);
    }
    inside = now;
    before = point;
  }

  private static boolean isFinite(Point2D.Double point) {
    return Double.isFinite(point.x + point.y);
  }

  /** The lines; none if the curve is outside of the frame. */
  List<Graticule.Line> lines(String label) {
    List<Point2D.Double> all = runs.stream().flatMap(List::stream).toList();
    if (all.size() < 2) {
      return List.of();
    }
    Graticule.Line whole = line(label, all);
    if (!isTorn(whole)) {
      return List.of(whole);
    }
    List<List<Point2D.Double>> arcs = new ArrayList<>();
    runs.forEach(run -> addArcs(run, arcs));
    arcs.removeIf(arc -> arc.size() < 2);
    arcs.sort(Comparator.comparingDouble(GraticuleTrace::length).reversed());
    List<Graticule.Line> lines = new ArrayList<>();
    for (List<Point2D.Double> arc : arcs) {
      lines.add(line(lines.isEmpty() ? label : "", arc));
    }
    return lines;
  }

  /** A line whose points are in order from the top, or from the left. */
  private static Graticule.Line line(String label, List<Point2D.Double> points) {
    Point2D.Double first = points.get(0);
    Point2D.Double last = points.get(points.size() - 1);
    boolean upright = Math.abs(last.y - first.y) > Math.abs(last.x - first.x);
    List<Point2D.Double> sorted = new ArrayList<>(points);
    sorted.sort(upright ? (a, b) -> Double.compare(a.y, b.y) : (a, b) -> Double.compare(a.x, b.x));
    return new Graticule.Line(label, upright, sorted);
  }

  /** Whether points that are neighbours in a line, and not on the curve, are joined visibly. */
  private boolean isTorn(Graticule.Line line) {
    IdentityHashMap<Point2D.Double, Integer> order = new IdentityHashMap<>();
    int next = 0;
    for (List<Point2D.Double> run : runs) {
      for (Point2D.Double point : run) {
        order.put(point, next++);
      }
      next++;
    }
    for (int i = 1; i < line.points().size(); i++) {
      Point2D.Double a = line.points().get(i - 1);
      Point2D.Double b = line.points().get(i);
      boolean joined = Math.abs(order.getOrDefault(a, 0) - order.getOrDefault(b, 0)) <= 1;
      if (!joined && a.distance(b) > APART && frame.intersectsLine(a.x, a.y, b.x, b.y)) {
        return true;
      }
    }
    return false;
  }

  /** Divides a run where it turns back to the left or right, or up or down. */
  private static void addArcs(List<Point2D.Double> run, List<List<Point2D.Double>> arcs) {
    List<Point2D.Double> arc = new ArrayList<>();
    Direction across = new Direction();
    Direction down = new Direction();
    for (Point2D.Double point : run) {
      Point2D.Double last = arc.isEmpty() ? point : arc.get(arc.size() - 1);
      boolean jumps = last.distance(point) > JUMP;
      if (jumps || across.turns(point.x) || down.turns(point.y)) {
        arcs.add(arc);
        arc = new ArrayList<>(jumps ? List.of() : List.of(last));
        across = new Direction();
        down = new Direction();
        for (Point2D.Double first : arc) {
          across.add(first.x);
          down.add(first.y);
        }
      }
      across.add(point.x);
      down.add(point.y);
      arc.add(point);
    }
    arcs.add(arc);
  }

  private static double length(List<Point2D.Double> arc) {
    return arc.get(0).distance(arc.get(arc.size() - 1));
  }

  /** Which way one coordinate of a curve runs. */
  private static final class Direction {
    private double furthest = Double.NaN;
    private double sign;

    /** Whether a value goes back from the furthest one. */
    boolean turns(double value) {
      return (value - furthest) * sign < -BACK;
    }

    void add(double value) {
      if (Double.isNaN(furthest)) {
        furthest = value;
      } else if (sign == 0 && Math.abs(value - furthest) > BACK) {
        sign = Math.signum(value - furthest);
      }
      if ((value - furthest) * sign > 0) {
        furthest = value;
      }
    }
  }
}
