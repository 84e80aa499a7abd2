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

  /** From one line of a label to the next, in ems. */
  private static final double LINE = 1.25;

  /** Labels are beside areas that reach less far than this share of the frame. */
  private static final double SMALL = 0.2;

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
    Optional<Label> label = find(of, List.of(text), radius);
    return label.isPresent() ? label : broken(text).flatMap(lines -> find(of, lines, radius));
  }

  /** A text in two lines, broken at the space nearest to its middle; empty if it has none. */
  private static Optional<List<String>> broken(String text) {
    int best = -1;
    for (int i = text.indexOf(' '); i >= 0; i = text.indexOf(' ', i + 1)) {
      if (best < 0 || Math.abs(2 * i - text.length()) < Math.abs(2 * best - text.length())) {
        best = i;
      }
    }
    return best < 0
        ? Optional.empty()
        : Optional.of(List.of(text.substring(0, best), text.substring(best + 1)));
  }

  private Optional<Label> find(Annotation of, List<String> text, double radius) {
    double width =
        text.stream().mapToDouble(line -> typeface.line(line, em).width()).max().orElse(0);
    double height = (ASCENT + DESCENT + (text.size() - 1) * LINE) * em;
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
        double cx = x + direction[0] * (reach + extent(of, direction[0], true) + width / 2);
        double cy = y + direction[1] * (reach + extent(of, direction[1], false) + height / 2);
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

  /** How far an area reaches from its anchor in a direction; 0 of large ones and of all else. */
  private double extent(Annotation of, double direction, boolean across) {
    if (!of.isArea() || direction == 0) {
      return 0;
    }
    Rectangle2D box = of.shape().getBounds2D();
    double at = across ? of.anchor().getX() : of.anchor().getY();
    double edge =
        across
            ? direction > 0 ? box.getMaxX() : box.getMinX()
            : direction > 0 ? box.getMaxY() : box.getMinY();
    double most = SMALL * (across ? frame.getWidth() : frame.getHeight());
    return Math.abs(edge - at) > most ? 0 : Math.abs(edge - at);
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

  private Label take(Rectangle2D box, Annotation of, List<String> text, Optional<Line2D> leader) {
    taken.add(new Taken(box, of.validity()));
    Path2D outline = new Path2D.Double();
    for (int i = 0; i < text.size(); i++) {
      var line = typeface.line(text.get(i), em);
      double left = box.getX() + (box.getWidth() - line.width()) / 2;
      Path2D letters = line.outline();
      letters.transform(
          AffineTransform.getTranslateInstance(left, box.getY() + (ASCENT + i * LINE) * em));
      outline.append(letters, false);
    }
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
