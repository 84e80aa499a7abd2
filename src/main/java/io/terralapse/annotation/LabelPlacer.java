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
 * with a leader line; never over the edge of the frame, over furniture, over the line that it
 * names, or over another label or point that is shown at the same time. A label has one place for
 * the whole sequence, so that it does not move. Greedy placement among candidate positions, as in
 * Christensen, Marks and Shieber 1995 (ACM Transactions on Graphics 14(3)). Not thread-safe.
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

  /** Space to the furniture, in ems: the shadow of a label is faint there. */
  private static final double SHADOW = 0.55;

  /** Boxes that are moved inside stay so many pixels off the edge, so that they are inside. */
  private static final double ROUNDING = 1e-6;

  private final Rectangle2D frame;
  private final List<Rectangle2D> furniture;
  private final Typeface typeface;
  private final double em;
  private final double scale;
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
   * @param ground furniture and letters
   * @param scale pixels for one that styles name
   */
  LabelPlacer(Rectangle2D frame, PlacedLabels.Ground ground, double scale) {
    this.frame = frame;
    this.furniture = ground.occupied();
    this.typeface = ground.typeface();
    this.em = ground.em();
    this.scale = scale;
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
   * @param anchors positions of what is named, the best first
   * @param radius what the label has to keep away from around an anchor, pixels
   * @param moved whether labels that reach beyond the edge may be moved inside
   * @return empty if there is none
   */
  Optional<Label> find(
      Annotation of, List<Point2D> anchors, String text, double radius, boolean moved) {
    Optional<Label> label = find(of, anchors, List.of(text), radius, moved);
    return label.isPresent()
        ? label
        : broken(text).flatMap(lines -> find(of, anchors, lines, radius, moved));
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

  private Optional<Label> find(
      Annotation of, List<Point2D> anchors, List<String> text, double radius, boolean moved) {
    Optional<DrawnLine> line =
        of.kind() == Annotation.Kind.LINE
            ? Optional.of(new DrawnLine(of, scale))
            : Optional.empty();
    double width = text.stream().mapToDouble(row -> typeface.line(row, em).width()).max().orElse(0);
    double height = (ASCENT + DESCENT + (text.size() - 1) * LINE) * em;
    for (Point2D at : anchors) {
      Rectangle2D box = centred(at.getX(), at.getY(), width, height);
      box = moved ? inside(box, at, 0) : box;
      if (of.isArea() && of.shape().contains(box) && isFree(box, of.validity())) {
        return Optional.of(take(box, of, text, Optional.empty()));
      }
    }
    for (int d = 0; d < DISTANCES.length; d++) {
      double reach = radius + DISTANCES[d] * em;
      for (Point2D at : anchors) {
        List<Rectangle2D> boxes = candidates(of, at, reach, width, height);
        // Right, left, above and below are more usual than along a line that slopes.
        line.ifPresent(own -> boxes.addAll(4, own.beside(at, reach, boxes.get(0))));
        for (Rectangle2D beside : boxes) {
          Rectangle2D box = moved ? inside(beside, at, reach) : beside;
          boolean clear = line.isEmpty() || line.get().isClearOf(box, PADDING * em);
          if (clear && isFree(box, of.validity())) {
            Optional<Line2D> leader =
                d == 0 ? Optional.empty() : Optional.of(leader(at.getX(), at.getY(), radius, box));
            return Optional.of(take(box, of, text, leader));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The boxes around an anchor at a distance from it, in the order of preference. */
  private List<Rectangle2D> candidates(
      Annotation of, Point2D at, double reach, double width, double height) {
    List<Rectangle2D> boxes = new ArrayList<>();
    for (double[] direction : DIRECTIONS) {
      double across = reach + extent(of, at, direction[0], true) + width / 2;
      double down = reach + extent(of, at, direction[1], false) + height / 2;
      boxes.add(
          centred(
              at.getX() + direction[0] * across, at.getY() + direction[1] * down, width, height));
    }
    return boxes;
  }

  private static Rectangle2D centred(double x, double y, double width, double height) {
    return new Rectangle2D.Double(x - width / 2, y - height / 2, width, height);
  }

  /** A box moved into the frame, or the box itself where that takes it away from its anchor. */
  private Rectangle2D inside(Rectangle2D box, Point2D at, double reach) {
    double x = Math.min(frame.getMaxX() - box.getWidth() - ROUNDING, box.getX());
    double y = Math.min(frame.getMaxY() - box.getHeight() - ROUNDING, box.getY());
    x = Math.max(frame.getMinX(), x);
    y = Math.max(frame.getMinY(), y);
    double across = Math.max(0, Math.max(x - at.getX(), at.getX() - x - box.getWidth()));
    double down = Math.max(0, Math.max(y - at.getY(), at.getY() - y - box.getHeight()));
    return Math.hypot(across, down) <= reach + em
        ? new Rectangle2D.Double(x, y, box.getWidth(), box.getHeight())
        : box;
  }

  /** How far an area reaches from its anchor in a direction; 0 of large ones and of all else. */
  private double extent(Annotation of, Point2D anchor, double direction, boolean across) {
    if (!of.isArea() || direction == 0) {
      return 0;
    }
    Rectangle2D box = of.shape().getBounds2D();
    double at = across ? anchor.getX() : anchor.getY();
    double edge =
        across
            ? direction > 0 ? box.getMaxX() : box.getMinX()
            : direction > 0 ? box.getMaxY() : box.getMinY();
    double most = SMALL * (across ? frame.getWidth() : frame.getHeight());
    return Math.abs(edge - at) > most ? 0 : Math.abs(edge - at);
  }

  private boolean isFree(Rectangle2D box, Validity validity) {
    Rectangle2D padded = DrawnLine.grown(box, PADDING * em);
    Rectangle2D shaded = DrawnLine.grown(box, SHADOW * em);
    return frame.contains(box)
        && furniture.stream().noneMatch(shaded::intersects)
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
