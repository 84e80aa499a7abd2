package io.terralapse.furniture;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.ContentDigest;
import io.terralapse.model.Picture;
import io.terralapse.text.Typeface;
import io.terralapse.text.Typefaces;
import java.awt.geom.Path2D;
import java.util.List;

/**
 * The dates on both sides of a wipe, and the divider. They are at the margins in the middle of the
 * height, which is free of furniture. Each fades in while the divider leaves it and is never cut,
 * so that no part of a date is read as a whole one. Immutable and thread-safe.
 */
public final class WipeLabels {
  /** Size of the letters, of those of the date. */
  private static final double SIZE = 0.75;

  /** Width of the divider, of the strokes of other marks. */
  private static final double DIVIDER = 1.2;

  private final Shading shading;
  private final double em;
  private final Path2D left;
  private final Path2D right;
  private final int divider;
  private final double gap;
  private final String texts;

  /**
   * Lays out the labels.
   *
   * @param settings how dates are written
   * @param canvas of the frames
   * @param dates of the sequence, in order of time, at least two
   * @throws io.terralapse.model.UserError (usage) if no font has a character
   */
  public WipeLabels(FurnitureSettings settings, Canvas canvas, List<AcquisitionDate> dates) {
    var names = settings.dateNames(dates);
    String first = names.apply(dates.get(0));
    String last = names.apply(dates.get(dates.size() - 1));
    Typefaces fonts = settings.fonts();
    Undrawable.refuse("furniture.locale", first, fonts);
    Undrawable.refuse("furniture.locale", last, fonts);
    Sizes sizes = Sizes.of(canvas);
    this.shading = new Shading(settings.style().palette(), new double[canvas.height()], List.of());
    // The labels must not reach the middle, where the divider ends.
    double middle = canvas.width() / 2.0;
    double most = Math.min(middle - sizes.left(), sizes.right() - middle) - 2.5 * sizes.gap();
    double usual = SIZE * sizes.date();
    double widest =
        Math.max(width(fonts.semibold(), first, usual), width(fonts.semibold(), last, usual));
    this.em = widest > most ? usual * most / widest : usual;
    double baseline = (sizes.top() + sizes.bottom()) / 2 + Typesetter.CAPITAL * em / 2;
    this.left = Typesetter.fromLeft(outline(fonts.semibold(), first), sizes.left(), baseline);
    this.right = Typesetter.toRight(outline(fonts.semibold(), last), sizes.right(), baseline);
    this.divider = 2 * (int) Math.max(1, Math.round(DIVIDER * sizes.stroke() / 2));
    this.gap = sizes.gap();
    this.texts = first + "\n" + last + "\n" + canvas;
  }

  private static double width(Typeface face, String text, double em) {
    return face.line(text, em).width();
  }

  private Path2D outline(Typeface face, String text) {
    return face.line(text, em).outline();
  }

  /** Adds everything that decides what is drawn to a digest. */
  public void addTo(ContentDigest digest) {
    digest.add(texts);
    digest.add(em);
  }

  /**
   * Draws the divider and the dates of the sides that are wide enough, in place.
   *
   * @param column the first one on the right of the divider
   */
  public void paint(Picture picture, int column) {
    paintDivider(picture, column);
    paint(picture, left, column - left.getBounds2D().getMaxX());
    paint(picture, right, right.getBounds2D().getMinX() - column);
  }

  /**
   * Draws a date.
   *
   * @param distance from the divider, pixels
   */
  private void paint(Picture picture, Path2D text, double distance) {
    double opacity = Math.min(1, (distance - gap) / gap);
    if (opacity > 0) {
      Sprite.of(text, em, opacity, shading)
          .paint(picture.rgb(), picture.width(), picture.height(), shading.palette());
    }
  }

  /** Draws the divider, unless it is at an edge. */
  private void paintDivider(Picture picture, int column) {
    int width = picture.width();
    if (column <= 0 || column >= width) {
      return;
    }
    Palette palette = shading.palette();
    for (int x = column - divider / 2 - 1; x <= column + divider / 2; x++) {
      boolean edge = x == column - divider / 2 - 1 || x == column + divider / 2;
      for (int row = 0; row < picture.height() && x >= 0 && x < width; row++) {
        int at = row * width + x;
        // Edges half covered by the shade, so that the line is seen on any ground.
        picture.rgb()[at] = edge ? Sprite.over(picture.rgb()[at], 128, 0, palette) : palette.text();
      }
    }
  }
}
