package io.terralapse.furniture;

import io.terralapse.model.Picture;
import io.terralapse.text.Typeface;
import io.terralapse.text.Typefaces;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The drawn legend: a thin bar of the colours with the label above it and round values below.
 * Immutable.
 */
final class ColourBar {
  /** Least gap between two labels, in ems. */
  private static final double APART = 0.6;

  /** White of the outline of the bar, which separates it from a background of similar colour. */
  private static final int FRAME = 70;

  private final int left;
  private final int top;
  private final int[] colours;
  private final int rows;
  private final Palette palette;
  private final Sprite ink;
  private final Rectangle2D bounds;

  private ColourBar(
      int left, int top, int[] colours, int rows, double em, Path2D letters, Shading shading) {
    this.left = left;
    this.top = top;
    this.colours = colours;
    this.rows = rows;
    this.palette = shading.palette();
    Rectangle2D plate = new Rectangle2D.Double(left, top, colours.length, rows);
    this.ink = Sprite.of(letters, em, 1, shading);
    this.bounds = letters.getBounds2D().createUnion(plate);
  }

  /** The width of every bar, pixels. */
  static double width(Sizes sizes) {
    return Math.round(Math.max(14 * sizes.label(), 9 * sizes.credit()));
  }

  private static int rows(Sizes sizes) {
    return (int) Math.max(3, Math.round(0.55 * sizes.label()));
  }

  private static double tick(Sizes sizes) {
    return 2.5 * sizes.stroke();
  }

  /**
   * Fits a label above the bar; the unit at its end is kept if it is truncated.
   *
   * @param lines how many there may be
   */
  static FittedText label(
      String label, MarkSettings marks, Typefaces fonts, Sizes sizes, int lines) {
    Typeface face = fonts.regular();
    double em = sizes.label();
    double width = width(sizes);
    FittedText.Room one = new FittedText.Room(width, 1, Sizes.LEAST_CREDIT);
    FittedText.Room all = new FittedText.Room(width, lines, Sizes.LEAST_CREDIT);
    Optional<FittedText> whole = FittedText.find(face, label, em, one);
    // Two lines have large letters if they can.
    for (double p = em; whole.isEmpty() && p > all.small(em); p *= 0.95) {
      whole = FittedText.find(face, label, p, new FittedText.Room(width, lines, p));
    }
    String tail = marks.legendTail(label);
    String title = label.substring(0, label.length() - tail.length());
    return whole
        .orElseGet(() -> FittedText.of(face, title, tail, em, all))
        .balanced(face, label, width);
  }

  private static double above(FittedText label) {
    return (label.lines().size() - 1) * label.pixels() * Typesetter.LEADING;
  }

  /** The height of the legend, from the lowest ink to the highest. */
  static double height(Sizes sizes, FittedText label) {
    return above(label)
        + sizes.credit() * (Typesetter.CAPITAL + 0.4)
        + tick(sizes)
        + rows(sizes)
        + sizes.label() * (Typesetter.CAPITAL + 0.45);
  }

  /**
   * Lays out a legend.
   *
   * @param label as it fits above the bar
   * @param leftEdge pixels
   * @param bottom of its lowest ink
   */
  static ColourBar of(
      Legend legend,
      FittedText label,
      Sizes sizes,
      Typeface face,
      double leftEdge,
      double bottom,
      Shading shading) {
    int columns = (int) Math.round(width(sizes));
    int left = (int) Math.round(leftEdge);
    int right = left + columns;
    double tickBottom = bottom - sizes.credit() * (Typesetter.CAPITAL + 0.4);
    int rows = rows(sizes);
    int top = (int) Math.round(tickBottom - tick(sizes) - rows);
    int[] colours = new int[columns];
    for (int i = 0; i < columns; i++) {
      double value = legend.low() + (i + 0.5) / columns * (legend.high() - legend.low());
      colours[i] = legend.colour().applyAsInt(value);
    }
    Path2D marks = new Path2D.Double();
    List<BigDecimal> ticks = RoundTicks.between(legend.low(), legend.high());
    List<String> texts = RoundTicks.labels(ticks);
    double nextX = left - APART * sizes.credit();
    for (int i = 0; i < ticks.size(); i++) {
      double share = (ticks.get(i).doubleValue() - legend.low()) / (legend.high() - legend.low());
      double x = left + share * columns;
      double markX = Math.max(left, Math.min(right - sizes.stroke(), x - sizes.stroke() / 2));
      marks.append(new Rectangle2D.Double(markX, top + rows, sizes.stroke(), tick(sizes)), false);
      Path2D number = face.line(texts.get(i), sizes.credit()).outline();
      Rectangle2D size = number.getBounds2D();
      double numberX = Math.max(left, Math.min(right - size.getWidth(), x - size.getWidth() / 2));
      if (numberX >= nextX + APART * sizes.credit()) {
        marks.append(Typesetter.fromLeft(number, numberX, bottom), false);
        nextX = numberX + size.getWidth();
      }
    }
    double baseline = top - 0.45 * sizes.label() - above(label);
    for (String text : label.lines()) {
      Path2D line = face.line(text, label.pixels()).outline();
      marks.append(Typesetter.toRight(line, right, baseline), false);
      baseline += label.pixels() * Typesetter.LEADING;
    }
    return new ColourBar(left, top, colours, rows, sizes.label(), marks, shading);
  }

  /** Whether it is below an edge, and at a distance from some boxes at the sides and above. */
  boolean isClear(double upper, double gap, List<Rectangle2D> boxes) {
    Rectangle2D withGap =
        new Rectangle2D.Double(
            bounds.getX() - gap,
            bounds.getY() - gap,
            bounds.getWidth() + 2 * gap,
            bounds.getHeight() + gap);
    return bounds.getY() >= upper && boxes.stream().noneMatch(withGap::intersects);
  }

  /** Draws the legend; it must be inside the picture. */
  void paint(Picture picture) {
    int[] rgb = picture.rgb();
    // The colours are drawn last, so that the shadow of the ink does not darken them.
    ink.paint(rgb, picture.width(), picture.height(), palette);
    for (int row = top - 1; row <= top + rows; row++) {
      int at = row * picture.width() + left;
      boolean edge = row < top || row == top + rows;
      for (int column = -1; column <= colours.length; column++) {
        boolean frame = edge || column < 0 || column == colours.length;
        rgb[at + column] =
            frame ? Sprite.over(rgb[at + column], 255 - FRAME, FRAME, palette) : colours[column];
      }
    }
  }
}
