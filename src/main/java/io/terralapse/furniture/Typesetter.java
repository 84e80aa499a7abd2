package io.terralapse.furniture;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * Positions lines of text by their ink, so that they align exactly with the margins. Furniture
 * begins at the left and ends at the right, and the other way round for texts that run from right
 * to left.
 *
 * @param left margin, pixels
 * @param right margin, pixels
 * @param mirrored whether furniture begins at the right
 */
record Typesetter(double left, double right, boolean mirrored) {
  /** Distance between baselines in ems. */
  static final double LEADING = 1.25;

  /** Height of capitals in ems (Inter: 2048 of 2816 units). */
  static final double CAPITAL = 0.7273;

  /** Height of the tallest letters in ems. */
  static final double ASCENT = 0.775;

  /** Depth of descenders below the baseline, in ems. */
  static final double DESCENT = 0.21;

  /** Height of a line's ink above the baseline, and at least that of the tallest Latin letters. */
  static double ascent(Path2D line, double em) {
    return Math.max(ASCENT * em, -line.getBounds2D().getMinY());
  }

  /** Depth of a line's ink below the baseline, and at least that of Latin descenders. */
  static double descent(Path2D line, double em) {
    return Math.max(DESCENT * em, line.getBounds2D().getMaxY());
  }

  /** A line whose ink begins at the margin where texts begin, on the given baseline. */
  Path2D atStart(Path2D line, double baseline) {
    return mirrored ? toRight(line, right, baseline) : fromLeft(line, left, baseline);
  }

  /** A line whose ink ends at the other margin. */
  Path2D atEnd(Path2D line, double baseline) {
    return mirrored ? fromLeft(line, left, baseline) : toRight(line, right, baseline);
  }

  /** The left edge of something that begins at the margin where texts begin. */
  double leftAtStart(double width) {
    return mirrored ? right - width : left;
  }

  /** The left edge of something that ends at the other margin, or at a distance from it. */
  double leftAtEnd(double width, double distance) {
    return mirrored ? left + distance : right - distance - width;
  }

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
