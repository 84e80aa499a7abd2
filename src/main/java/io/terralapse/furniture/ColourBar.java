package io.terralapse.furniture;

import io.terralapse.model.Picture;
import io.terralapse.text.Typeface;
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

  /** The height of the legend, from the lowest ink to the highest. */
  static double height(Sizes sizes) {
    return sizes.credit() * (Typesetter.CAPITAL + 0.4)
        + tick(sizes)
        + rows(sizes)
        + sizes.label() * (Typesetter.CAPITAL + 0.45);
  }

  /**
   * Lays out a legend.
   *
   * @param leftEdge pixels
   * @param bottom of its lowest ink
   */
  static ColourBar of(
      Legend legend, Sizes sizes, Typeface face, double leftEdge, double bottom, Shading shading) {
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
    FittedText fitted =
        FittedText.of(
            face,
            legend.label(),
            sizes.label(),
            new FittedText.Room(columns, 1, Sizes.LEAST_CREDIT));
    Path2D label = face.line(fitted.lines().get(0), fitted.pixels()).outline();
    marks.append(Typesetter.toRight(label, right, top - 0.45 * sizes.label()), false);
    return new ColourBar(left, top, colours, rows, sizes.label(), marks, shading);
  }

  /** The bounding box of all ink. */
  Rectangle2D bounds() {
    return bounds;
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
