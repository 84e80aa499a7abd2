package io.terralapse.furniture;

import io.terralapse.model.Picture;
import io.terralapse.model.Srgb;
import io.terralapse.text.Typeface;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Paints shapes and lines of text in flat colours on pictures that are no frames: without shadow,
 * gradient or plate. Not thread-safe.
 */
public final class FlatPainter {
  private final Picture picture;

  /** Paints on a picture, in place. */
  public FlatPainter(Picture picture) {
    this.picture = picture;
  }

  /**
   * Fills a shape; what is outside of the picture is left out.
   *
   * @param shape in pixels of the picture
   * @param rgb its colour
   */
  public void fill(Shape shape, int rgb) {
    Rectangle2D bounds = shape.getBounds2D();
    int left = (int) Math.max(0, Math.floor(bounds.getMinX()));
    int top = (int) Math.max(0, Math.floor(bounds.getMinY()));
    int width = (int) Math.min(picture.width(), Math.ceil(bounds.getMaxX())) - left;
    int height = (int) Math.min(picture.height(), Math.ceil(bounds.getMaxY())) - top;
    if (width <= 0 || height <= 0) {
      return;
    }
    int[] coverage = Rasterizer.coverage(shape, new Rectangle(left, top, width, height));
    int[] pixels = picture.rgb();
    for (int row = 0; row < height; row++) {
      int to = (top + row) * picture.width() + left;
      for (int column = 0; column < width; column++) {
        int part = coverage[row * width + column];
        if (part > 0) {
          pixels[to + column] = mixed(pixels[to + column], rgb, part);
        }
      }
    }
  }

  /**
   * A colour between two.
   *
   * @param share of the second, 0 to 255
   */
  public static int mixed(int first, int second, int share) {
    int rest = 255 - share;
    return Srgb.divide255((first >> 16 & 0xFF) * rest + (second >> 16 & 0xFF) * share) << 16
        | Srgb.divide255((first >> 8 & 0xFF) * rest + (second >> 8 & 0xFF) * share) << 8
        | Srgb.divide255((first & 0xFF) * rest + (second & 0xFF) * share);
  }

  /**
   * Writes a line of text; one that runs from right to left ends at the left.
   *
   * @param x left end, pixels
   * @param baseline pixels from the top
   * @param em size of the letters, pixels
   */
  public void write(Typeface face, String text, double x, double baseline, double em, int rgb) {
    fill(
        AffineTransform.getTranslateInstance(x, baseline)
            .createTransformedShape(face.line(text, em).outline()),
        rgb);
  }

  /**
   * The lines of a text that is too long for one, broken between words and, in the last line, cut.
   *
   * @param width that they may have, pixels
   * @param most how many there may be
   */
  public static List<String> lines(Typeface face, String text, double em, double width, int most) {
    FittedText fitted = FittedText.of(face, text, em, new FittedText.Room(width, most, em));
    return new ArrayList<>(fitted.lines());
  }
}
