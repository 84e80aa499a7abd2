package io.terralapse.furniture;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/** The outline of a small notched arrow head that points to true north. */
final class NorthArrow {
  private NorthArrow() {}

  /**
   * The arrow, inside a square of side {@code size}.
   *
   * @param centreX centre of the square, pixels
   * @param centreY centre of the square, pixels
   * @param degrees direction of true north, clockwise from up
   */
  static Path2D outline(double centreX, double centreY, double size, double degrees) {
    double r = size / 2;
    Path2D path = new Path2D.Double();
    path.moveTo(0, -r);
    path.lineTo(0.62 * r, 0.78 * r);
    path.lineTo(0, 0.4 * r);
    path.lineTo(-0.62 * r, 0.78 * r);
    path.closePath();
    AffineTransform placement = AffineTransform.getTranslateInstance(centreX, centreY);
    placement.rotate(Math.toRadians(degrees));
    path.transform(placement);
    return path;
  }
}
