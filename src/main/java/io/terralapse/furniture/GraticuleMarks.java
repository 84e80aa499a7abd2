package io.terralapse.furniture;

import io.terralapse.furniture.Graticule.Line;
import io.terralapse.text.Typefaces;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A graticule as it is drawn: thin lines that leave out other furniture, and a label on each line
 * that has space for one. Labels of upright lines are on one height, the others at one side, as far
 * as possible. Immutable.
 */
final class GraticuleMarks {
  private static final double LINE = 0.5;

  /** Strength of the shade beside a line, which shows it on bright ground. */
  private static final double SHADE = 0.22;

  private final Graticule graticule;
  private final List<Rectangle2D> avoided;
  private final Rectangle2D content;
  private final Sizes sizes;
  private final Typefaces fonts;
  private final List<Path2D> labels = new ArrayList<>();
  private final List<Rectangle2D> taken = new ArrayList<>();

  /**
   * Lays out a graticule.
   *
   * @param boxes of other furniture
   * @param content where labels may be
   */
  GraticuleMarks(
      Graticule graticule,
      List<Rectangle2D> boxes,
      Rectangle2D content,
      Sizes sizes,
      Typefaces fonts) {
    this.graticule = graticule;
    this.content = content;
    this.sizes = sizes;
    this.fonts = fonts;
    this.avoided = boxes.stream().map(box -> around(box, 0.8 * sizes.gap())).toList();
    place(true, content.getMinY(), content.getMaxY());
    place(false, content.getMinX(), content.getMaxX());
  }

  private static Rectangle2D around(Rectangle2D box, double by) {
    return new Rectangle2D.Double(
        box.getX() - by, box.getY() - by, box.getWidth() + 2 * by, box.getHeight() + 2 * by);
  }

  /** Places the labels of all lines of one direction. */
  private void place(boolean upright, double from, double to) {
    List<Line> lines =
        graticule.lines().stream()
            .filter(line -> line.upright() == upright && !line.label().isEmpty())
            .toList();
    double step = Math.max(4, sizes.tick());
    int best = -1;
    double bestAt = from;
    for (double at = from; at <= to; at += step) {
      double position = at;
      int fitting = (int) lines.stream().filter(line -> find(line, position).isPresent()).count();
      if (fitting > best) {
        best = fitting;
        bestAt = at;
      }
    }
    for (Line line : lines) {
      Optional<Path2D> label = find(line, bestAt);
      for (double at = from; at <= to && label.isEmpty(); at += step) {
        label = find(line, at);
      }
      label.ifPresent(
          path -> {
            labels.add(path);
            taken.add(path.getBounds2D());
          });
    }
  }

  /** The label of a line if it is free at a height (or, of one to the right, at a distance). */
  private Optional<Path2D> find(Line line, double at) {
    double em = sizes.tick();
    Path2D text = fonts.regular().line(line.label(), em).outline();
    Rectangle2D ink = text.getBounds2D();
    Optional<Point2D.Double> on =
        line.points().stream()
            .filter(p -> line.upright() ? p.y >= at + em : p.x >= at + ink.getWidth() / 2)
            .findFirst()
            .filter(p -> line.upright() ? p.y < at + 2 * em : p.x < at + ink.getWidth() / 2 + em);
    return on.map(
            p ->
                line.upright()
                    ? Typesetter.fromLeft(text, p.x + 0.4 * em, p.y)
                    : Typesetter.fromLeft(text, p.x - ink.getWidth() / 2, p.y - 0.4 * em))
        .filter(path -> isFree(path.getBounds2D(), line));
  }

  private boolean isFree(Rectangle2D box, Line own) {
    Rectangle2D wide = around(box, 0.3 * sizes.tick());
    return content.contains(box)
        && avoided.stream().noneMatch(box::intersects)
        && graticule.unlabelled().filter(box::intersects).isEmpty()
        && taken.stream().noneMatch(wide::intersects)
        && graticule.lines().stream()
            .filter(line -> !line.equals(own))
            .flatMap(line -> line.points().stream())
            .noneMatch(wide::contains);
  }

  /** The boxes of the labels. */
  List<Rectangle2D> boxes() {
    return List.copyOf(taken);
  }

  /** Adds lines and labels to an overlay of some size. */
  void paint(Overlay overlay, Shading shading, int width, int height) {
    double thin = Math.max(1, 0.5 * sizes.stroke());
    Rectangle2D frame = new Rectangle2D.Double(0, 0, width, height);
    overlay.add(Sprite.shade(strokes(thin + 2), frame, SHADE));
    overlay.add(Sprite.flat(strokes(thin), frame, LINE));
    labels.forEach(label -> overlay.add(Sprite.of(label, sizes.tick(), 1, shading)));
  }

  private Path2D strokes(double width) {
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    for (Line line : graticule.lines()) {
      for (int i = 1; i < line.points().size(); i++) {
        Point2D.Double a = line.points().get(i - 1);
        Point2D.Double b = line.points().get(i);
        if (isClear(a) && isClear(b)) {
          addSegment(path, a, b, width / 2);
        }
      }
    }
    return path;
  }

  private boolean isClear(Point2D p) {
    return avoided.stream().noneMatch(box -> box.contains(p))
        && taken.stream().noneMatch(box -> around(box, 0.3 * sizes.tick()).contains(p));
  }

  private static void addSegment(Path2D path, Point2D.Double a, Point2D.Double b, double half) {
    double length = Math.hypot(b.x - a.x, b.y - a.y);
    if (length > 0) {
      double nx = (b.y - a.y) / length * half;
      double ny = (a.x - b.x) / length * half;
      path.moveTo(a.x + nx, a.y + ny);
      path.lineTo(b.x + nx, b.y + ny);
      path.lineTo(b.x - nx, b.y - ny);
      path.lineTo(a.x - nx, a.y - ny);
      path.closePath();
    }
  }
}
