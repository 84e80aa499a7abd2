package io.terralapse.furniture;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/** A small notched arrow head that points to true north, its N upright below. */
final class NorthArrow {
  private NorthArrow() {}

  /**
   * The arrow, inside a square of side {@code size}.
   *
   * @param centreX middle of the square
   * @param centreY middle of the square
   * @param degrees from up, clockwise
   */
  static Path2D outline(double centreX, double centreY, double size, double degrees) {
    double r = size / 2;
    Path2D path = new Path2D.Double();
    path.moveTo(0, -r);
    path.lineTo(0.62 * r, 0.78 * r);
    path.lineTo(0, 0.4 * r);
    path.lineTo(-0.62 * r, 0.78 * r);
    path.closePath();
    AffineTransform turn = AffineTransform.getTranslateInstance(centreX, centreY);
    turn.rotate(Math.toRadians(degrees));
    path.transform(turn);
    return path;
  }
}
