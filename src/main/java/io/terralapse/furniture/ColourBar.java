package io.terralapse.furniture;

import io.terralapse.model.Picture;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.List;

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
  private final List<Sprite> shadows;
  private final Sprite ink;
  private final Rectangle2D bounds;

  private ColourBar(
      int left, int top, int[] colours, int rows, double em, Path2D marks, Path2D label) {
    this.left = left;
    this.top = top;
    this.colours = colours;
    this.rows = rows;
    Rectangle2D plate = new Rectangle2D.Double(left, top, colours.length, rows);
    Path2D all = new Path2D.Double(marks);
    all.append(label, false);
    // The gradient is weaker here than below other marks, so the shadow is wider.
    this.shadows =
        List.of(Sprite.of(plate, em, 0), Sprite.of(label, 2 * em, 0), Sprite.of(marks, 2 * em, 0));
    this.ink = Sprite.of(all, em, 1);
    this.bounds = all.getBounds2D().createUnion(plate);
  }

  /** The width of every bar, pixels. */
  static double width(Sizes sizes) {
    return Math.max(14 * sizes.label(), 9 * sizes.credit());
  }

  private static int rows(Sizes sizes) {
    return (int) Math.max(3, Math.round(0.55 * sizes.label()));
  }

  private static double tick(Sizes sizes) {
    return 2.5 * sizes.stroke();
  }

  /** The height of the legend, from the lowest ink to the highest. */
  static double height(Sizes sizes) {
    return sizes.credit() * (Typesetter.CAPITAL + 0.4)
        + tick(sizes)
        + rows(sizes)
        + sizes.label() * (Typesetter.CAPITAL + 0.45);
  }

  /** Lays out a legend with its right edge on the margin and its lowest ink at {@code bottom}. */
  static ColourBar of(Legend legend, Sizes sizes, double bottom) {
    int columns = (int) Math.round(width(sizes));
    int right = (int) Math.round(sizes.right());
    int left = right - columns;
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
      Path2D number = Typeface.REGULAR.line(texts.get(i), sizes.credit()).outline();
      Rectangle2D size = number.getBounds2D();
      double numberX = Math.max(left, Math.min(right - size.getWidth(), x - size.getWidth() / 2));
      if (numberX >= nextX + APART * sizes.credit()) {
        marks.append(Typesetter.fromLeft(number, numberX, bottom), false);
        nextX = numberX + size.getWidth();
      }
    }
    FittedText fitted = FittedText.of(Typeface.REGULAR, legend.label(), sizes.label(), columns, 1);
    Path2D label = Typeface.REGULAR.line(fitted.lines().get(0), fitted.pixels()).outline();
    return new ColourBar(
        left,
        top,
        colours,
        rows,
        sizes.label(),
        marks,
        Typesetter.toRight(label, right, top - 0.45 * sizes.label()));
  }

  /** The bounding box of all ink. */
  Rectangle2D bounds() {
    return bounds;
  }

  /** Draws the legend; it must be inside the picture. */
  void paint(Picture picture) {
    int[] rgb = picture.rgb();
    shadows.forEach(shadow -> shadow.paint(rgb, picture.width(), picture.height()));
    // The colours are drawn last, so that the shadow of the ink does not darken them.
    ink.paint(rgb, picture.width(), picture.height());
    for (int row = top - 1; row <= top + rows; row++) {
      int at = row * picture.width() + left;
      boolean edge = row < top || row == top + rows;
      for (int column = -1; column <= colours.length; column++) {
        boolean frame = edge || column < 0 || column == colours.length;
        rgb[at + column] =
            frame ? Sprite.over(rgb[at + column], 255 - FRAME, FRAME) : colours[column];
      }
    }
  }
}
