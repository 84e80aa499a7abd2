package io.terralapse.annotation;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;

/** Outlines of lines, arrowheads and points. Stateless. */
final class Strokes {
  /** Length of an arrowhead in widths of its line, and its least length in pixels. */
  private static final double HEAD = 4.5;

  /** Width of the dark casing of a line, in widths of the line. */
  static final double CASING = 1.9;

  private Strokes() {}

  /** A line as an area, with round joins and ends. */
  static Shape line(Shape path, double width) {
    return new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        .createStrokedShape(path);
  }

  /** A circle. */
  static Shape disc(Point2D at, double diameter) {
    return new Ellipse2D.Double(
        at.getX() - diameter / 2, at.getY() - diameter / 2, diameter, diameter);
  }

  /**
   * The arrowheads of a line.
   *
   * @param scale pixels for one that styles name
   */
  static Path2D arrowheads(Annotation line, double scale) {
    AnnotationStyle style = line.style();
    double width = headScale(style, scale);
    List<Point2D> points = points(line.shape());
    Path2D heads = new Path2D.Double();
    int n = points.size();
    if (n >= 2 && style.arrowEnd()) {
      heads.append(head(points.get(n - 1), points.get(n - 2), width), false);
    }
    if (n >= 2 && style.arrowStart()) {
      heads.append(head(points.get(0), points.get(1), width), false);
    }
    return heads;
  }

  /** The width of the arrowheads of a style, pixels; also of those that have none. */
  static double headWidth(AnnotationStyle style, double scale) {
    return 0.9 * HEAD * headScale(style, scale);
  }

  private static double headScale(AnnotationStyle style, double scale) {
    return Math.max(style.strokeWidth(), 2) * scale;
  }

  private static Path2D head(Point2D tip, Point2D before, double width) {
    double length = HEAD * width;
    Path2D head = new Path2D.Double();
    head.moveTo(0.35 * length, 0);
    head.lineTo(-0.65 * length, 0.45 * length);
    head.lineTo(-0.4 * length, 0);
    head.lineTo(-0.65 * length, -0.45 * length);
    head.closePath();
    double angle = Math.atan2(tip.getY() - before.getY(), tip.getX() - before.getX());
    AffineTransform at = AffineTransform.getTranslateInstance(tip.getX(), tip.getY());
    at.rotate(angle);
    head.transform(at);
    return head;
  }

  private static List<Point2D> points(Path2D path) {
    List<Point2D> points = new ArrayList<>();
    double[] xy = new double[6];
    for (PathIterator it = path.getPathIterator(null); !it.isDone(); it.next()) {
      if (it.currentSegment(xy) != PathIterator.SEG_CLOSE) {
        points.add(new Point2D.Double(xy[0], xy[1]));
      }
    }
    return points;
  }
}
