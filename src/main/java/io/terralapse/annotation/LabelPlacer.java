package io.terralapse.annotation;

import io.terralapse.text.Typeface;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds places for labels, in the order of the features: beside what they name, else farther away
 * with a leader line; never over the edge of the frame, over furniture, or over another label or
 * point that is shown at the same time. A label has one place for the whole sequence, so that it
 * does not move. Greedy placement among candidate positions, as in Christensen, Marks and Shieber
 * 1995 (ACM Transactions on Graphics 14(3)). Not thread-safe.
 */
final class LabelPlacer {
  /** Right, left, above, below, then the diagonals: the usual order of preference on maps. */
  private static final double[][] DIRECTIONS = {
    {1, 0}, {-1, 0}, {0, -1}, {0, 1}, {0.8, -0.8}, {0.8, 0.8}, {-0.8, -0.8}, {-0.8, 0.8}
  };

  /** Distances from the anchor, in ems; from the second on with a leader line. */
  private static final double[] DISTANCES = {0.5, 2.2, 4, 6.5, 10};

  private static final double ASCENT = 0.775;
  private static final double DESCENT = 0.21;

  /** Space around a label, in ems. */
  private static final double PADDING = 0.3;

  private final Rectangle2D frame;
  private final List<Rectangle2D> furniture;
  private final Typeface typeface;
  private final double em;
  private final List<Taken> taken = new ArrayList<>();

  private record Taken(Rectangle2D box, Validity validity) {}

  /**
   * A placed label.
   *
   * @param text its outline in pixels of the frame
   * @param leader from what it names to it, where it is farther away
   */
  record Label(Path2D text, Optional<Line2D> leader) {}

  /**
   * A placer.
   *
   * @param frame where labels may be
   * @param furniture where they may not
   * @param typeface of the letters
   * @param em size of the letters, pixels
   */
  LabelPlacer(Rectangle2D frame, List<Rectangle2D> furniture, Typeface typeface, double em) {
    this.frame = frame;
    this.furniture = furniture;
    this.typeface = typeface;
    this.em = em;
  }

  /** Keeps labels away from a point that is shown. */
  void keepFree(Point2D at, double radius, Validity validity) {
    taken.add(
        new Taken(
            new Rectangle2D.Double(at.getX() - radius, at.getY() - radius, 2 * radius, 2 * radius),
            validity));
  }

  /**
   * Finds a place.
   *
   * @param radius what the label has to keep away from around the anchor, pixels
   * @return empty if there is none
   */
  Optional<Label> find(Annotation of, String text, double radius) {
    double width = typeface.line(text, em).width();
    double height = (ASCENT + DESCENT) * em;
    double x = of.anchor().getX();
    double y = of.anchor().getY();
    if (of.isArea() && holds(of, x, y, width, height)) {
      Rectangle2D box = new Rectangle2D.Double(x - width / 2, y - height / 2, width, height);
      if (isFree(box, of.validity())) {
        return Optional.of(take(box, of, text, Optional.empty()));
      }
    }
    for (int d = 0; d < DISTANCES.length; d++) {
      for (double[] direction : DIRECTIONS) {
        double reach = radius + DISTANCES[d] * em;
        double cx = x + direction[0] * (reach + width / 2);
        double cy = y + direction[1] * (reach + height / 2);
        Rectangle2D box = new Rectangle2D.Double(cx - width / 2, cy - height / 2, width, height);
        if (isFree(box, of.validity())) {
          Optional<Line2D> leader =
              d == 0 ? Optional.empty() : Optional.of(leader(x, y, radius, box));
          return Optional.of(take(box, of, text, leader));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a label lies completely inside an area. */
  private static boolean holds(Annotation of, double x, double y, double width, double height) {
    return of.shape().contains(x - width / 2, y - height / 2, width, height);
  }

  private boolean isFree(Rectangle2D box, Validity validity) {
    double pad = PADDING * em;
    Rectangle2D padded =
        new Rectangle2D.Double(
            box.getX() - pad,
            box.getY() - pad,
            box.getWidth() + 2 * pad,
            box.getHeight() + 2 * pad);
    return frame.contains(box)
        && furniture.stream().noneMatch(padded::intersects)
        && taken.stream()
            .noneMatch(
                other -> other.validity().overlaps(validity) && other.box().intersects(padded));
  }

  private Label take(Rectangle2D box, Annotation of, String text, Optional<Line2D> leader) {
    taken.add(new Taken(box, of.validity()));
    Path2D outline = typeface.line(text, em).outline();
    outline.transform(AffineTransform.getTranslateInstance(box.getX(), box.getY() + ASCENT * em));
    return new Label(outline, leader);
  }

  /** From the edge of what is named to the nearest point of the label's box. */
  private Line2D leader(double x, double y, double radius, Rectangle2D box) {
    double gap = PADDING * em;
    double toX = Math.max(box.getMinX() - gap, Math.min(box.getMaxX() + gap, x));
    double toY = Math.max(box.getMinY() - gap, Math.min(box.getMaxY() + gap, y));
    double length = Math.hypot(toX - x, toY - y);
    double from = Math.min(1, radius / Math.max(length, 1e-9));
    return new Line2D.Double(x + from * (toX - x), y + from * (toY - y), toX, toY);
  }
}
