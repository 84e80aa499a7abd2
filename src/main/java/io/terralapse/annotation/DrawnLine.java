package io.terralapse.annotation;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** A line as it is drawn, which its own label stays off. Immutable. */
final class DrawnLine {
  private final List<Line2D> edges;
  private final Path2D heads;
  private final double half;
  private final double wide;

  /**
   * A line.
   *
   * @param scale pixels for one that styles name
   */
  DrawnLine(Annotation line, double scale) {
    this.edges = edges(line.shape());
    this.half = Strokes.CASING * line.style().strokeWidth() * scale / 2;
    this.heads = Strokes.arrowheads(line, scale);
    this.wide = Strokes.headWidth(line.style(), scale) / 2;
  }

  private static List<Line2D> edges(Path2D path) {
    List<Line2D> edges = new ArrayList<>();
    double[] xy = new double[6];
    double x = 0;
    double y = 0;
    for (PathIterator it = path.getPathIterator(null); !it.isDone(); it.next()) {
      if (it.currentSegment(xy) == PathIterator.SEG_LINETO) {
        edges.add(new Line2D.Double(x, y, xy[0], xy[1]));
      }
      x = xy[0];
      y = xy[1];
    }
    return edges;
  }

  /**
   * Whether a box is clear of the stroke and the arrowheads.
   *
   * @param gap least distance, pixels
   */
  boolean isClearOf(Rectangle2D box, double gap) {
    double reach = half + gap;
    Rectangle2D near = grown(box, reach);
    return !heads.intersects(grown(box, gap))
        && edges.stream()
            .noneMatch(edge -> near.intersectsLine(edge) && distance(edge, box) < reach);
  }

  /** A box that is larger on all sides. */
  static Rectangle2D grown(Rectangle2D box, double by) {
    return new Rectangle2D.Double(
        box.getX() - by, box.getY() - by, box.getWidth() + 2 * by, box.getHeight() + 2 * by);
  }

  private static double distance(Line2D edge, Rectangle2D box) {
    if (box.intersectsLine(edge)) {
      return 0;
    }
    double least = Math.min(distance(edge.getP1(), box), distance(edge.getP2(), box));
    for (double x : new double[] {box.getMinX(), box.getMaxX()}) {
      for (double y : new double[] {box.getMinY(), box.getMaxY()}) {
        least = Math.min(least, edge.ptSegDist(x, y));
      }
    }
    return least;
  }

  private static double distance(Point2D at, Rectangle2D box) {
    double across = Math.max(box.getMinX() - at.getX(), at.getX() - box.getMaxX());
    double down = Math.max(box.getMinY() - at.getY(), at.getY() - box.getMaxY());
    return Math.hypot(Math.max(0, across), Math.max(0, down));
  }

  /**
   * The boxes above and below the line, which it touches nowhere near the anchor where it is
   * straight; then those that are farther away by an arrowhead.
   *
   * @param at on the line
   * @param reach distance of the boxes from the line, pixels
   * @param box of the label, anywhere
   */
  List<Rectangle2D> beside(Point2D at, double reach, Rectangle2D box) {
    List<Rectangle2D> boxes = new ArrayList<>();
    edges.stream()
        .filter(edge -> edge.getP1().distance(edge.getP2()) > 0)
        .min((a, b) -> Double.compare(a.ptSegDist(at), b.ptSegDist(at)))
        .ifPresent(
            edge -> {
              double length = edge.getP1().distance(edge.getP2());
              double across = (edge.getY2() - edge.getY1()) / length;
              double down = (edge.getX1() - edge.getX2()) / length;
              double up = down > 0 ? -1 : 1;
              double extent =
                  (Math.abs(across) * box.getWidth() + Math.abs(down) * box.getHeight()) / 2;
              for (double far : new double[] {reach + extent, reach + wide + extent}) {
                for (double side : new double[] {up, -up}) {
                  boxes.add(
                      new Rectangle2D.Double(
                          at.getX() + side * across * far - box.getWidth() / 2,
                          at.getY() + side * down * far - box.getHeight() / 2,
                          box.getWidth(),
                          box.getHeight()));
                }
              }
            });
    return boxes;
  }
}
