package io.terralapse.furniture;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Positions lines of text by their ink, so that they align exactly with the margins. */
final class Typesetter {
  /** Distance between baselines in ems. */
  static final double LEADING = 1.25;

  /** Height of capitals in ems (Inter: 2048 of 2816 units). */
  static final double CAPITAL = 0.7273;

  /** Height of the tallest letters in ems. */
  static final double ASCENT = 0.775;

  /** Depth of descenders below the baseline, in ems. */
  static final double DESCENT = 0.21;

  private Typesetter() {}

  /** A line whose ink starts at {@code left}, on the given baseline. */
  static Path2D fromLeft(Path2D line, double left, double baseline) {
    Rectangle2D ink = line.getBounds2D();
    return moved(line, left - ink.getMinX(), baseline);
  }

  /** A line whose ink ends at {@code right}, on the given baseline. */
  static Path2D toRight(Path2D line, double right, double baseline) {
    Rectangle2D ink = line.getBounds2D();
    return moved(line, right - ink.getMaxX(), baseline);
  }

  /** A line whose pen starts at {@code left}, for text that changes from frame to frame. */
  static Path2D moved(Path2D line, double left, double baseline) {
    Path2D copy = new Path2D.Double(line);
    copy.transform(AffineTransform.getTranslateInstance(left, baseline));
    return copy;
  }
}
