package io.terralapse.grid;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * The largest axis-parallel rectangle in a convex area: between two vertical lines it reaches from
 * the higher of their lower ends to the lower of their upper ends, so that only the two lines have
 * to be searched, first all pairs on a coarse lattice, then ever closer to the best one.
 */
final class ConvexRectangle {
  private static final int STEPS = 96;
  private static final int REFINEMENTS = 12;
  private static final int NEAR_STEPS = 9;

  private final Coordinate[] points;
  private final Envelope extent;

  private ConvexRectangle(Geometry area) {
    this.points = area.getCoordinates();
    this.extent = area.getEnvelopeInternal();
  }

  /**
   * The rectangle in the convex hull of an area.
   *
   * @return a null envelope if the hull has no area
   */
  static Envelope of(Geometry area) {
    Geometry hull = area.convexHull();
    return hull.getArea() > 0 ? new ConvexRectangle(hull).find() : new Envelope();
  }

  private Envelope find() {
    double step = extent.getWidth() / STEPS;
    Envelope best = search(extent.getMinX(), STEPS + 1, extent.getMinX(), STEPS + 1, step);
    for (int i = 0; i < REFINEMENTS && !best.isNull(); i++) {
      step /= 2;
      int half = NEAR_STEPS / 2;
      double reach = half * step;
      Envelope near =
          search(best.getMinX() - reach, NEAR_STEPS, best.getMaxX() - reach, NEAR_STEPS, step);
      best = near.getArea() > best.getArea() ? near : best;
    }
    return best;
  }

  private Envelope search(double left, int lefts, double right, int rights, double step) {
    double[][] first = new double[lefts][];
    for (int i = 0; i < lefts; i++) {
      first[i] = span(left + i * step);
    }
    Envelope best = new Envelope();
    double area = 0;
    for (int k = 0; k < rights; k++) {
      double x = right + k * step;
      double[] other = span(x);
      for (int i = 0; i < lefts && left + i * step < x; i++) {
        double low = Math.max(first[i][0], other[0]);
        double high = Math.min(first[i][1], other[1]);
        double found = (x - left - i * step) * (high - low);
        if (high > low && found > area) {
          area = found;
          best = new Envelope(left + i * step, x, low, high);
        }
      }
    }
    return best;
  }

  /** Lower and upper end of a vertical line inside the hull; crossed over outside of it. */
  private double[] span(double x) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i + 1 < points.length; i++) {
      Coordinate a = points[i];
      Coordinate b = points[i + 1];
      if (Math.min(a.x, b.x) <= x && x <= Math.max(a.x, b.x)) {
        double t = a.x == b.x ? 0 : (x - a.x) / (b.x - a.x);
        low = Math.min(low, Math.min(a.y + t * (b.y - a.y), a.x == b.x ? b.y : Double.MAX_VALUE));
        high =
            Math.max(high, Math.max(a.y + t * (b.y - a.y), a.x == b.x ? b.y : -Double.MAX_VALUE));
      }
    }
    return new double[] {low, high};
  }
}
