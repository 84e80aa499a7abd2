package io.terralapse.annotation;

import io.terralapse.furniture.LetterShadow;
import io.terralapse.furniture.ShapeCoverage;
import io.terralapse.model.Picture;
import io.terralapse.model.Srgb;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;

/**
 * Coloured shapes on a transparent ground over a part of the frame: premultiplied 8-bit colours.
 * Not thread-safe until it is complete.
 */
final class ColourLayer {
  private final int x;
  private final int y;
  private final int width;
  private final int height;
  private final int[] argb;

  /** A transparent layer over a rectangle of the frame, which may be empty. */
  ColourLayer(Rectangle area) {
    this.x = area.x;
    this.y = area.y;
    this.width = Math.max(0, area.width);
    this.height = Math.max(0, area.height);
    this.argb = new int[width * height];
  }

  /** Size in memory. */
  long bytes() {
    return 4L * argb.length;
  }

  /**
   * Draws a shape.
   *
   * @param shape in pixels of the frame
   * @param rgb its colour
   * @param opacity 0 to 1
   */
  void add(Shape shape, int rgb, double opacity) {
    draw(shape, rgb, opacity, 0);
  }

  /** Draws the soft shadow of a shape, which is as wide as {@code radius} pixels. */
  void addShadow(Shape shape, double opacity, double radius) {
    draw(shape, 0, opacity, Math.max(1, (int) Math.round(radius)));
  }

  /** Draws the black shadow of letters. */
  void add(LetterShadow shadow) {
    Rectangle inside = shadow.bounds().intersection(new Rectangle(x, y, width, height));
    for (int row = inside.y; row < inside.y + inside.height; row++) {
      for (int column = inside.x; column < inside.x + inside.width; column++) {
        int alpha = shadow.cover(column, row);
        int to = (row - y) * width + column - x;
        argb[to] = over(argb[to], alpha << 24, alpha);
      }
    }
  }

  private void draw(Shape shape, int rgb, double opacity, int blur) {
    Rectangle2D bounds = shape.getBounds2D();
    int pad = 3 * blur + 1;
    int left = clamp(Math.floor(bounds.getMinX()) - pad, x, x + width);
    int top = clamp(Math.floor(bounds.getMinY()) - pad, y, y + height);
    int w = clamp(Math.ceil(bounds.getMaxX()) + pad, x, x + width) - left;
    int h = clamp(Math.ceil(bounds.getMaxY()) + pad, y, y + height) - top;
    if (w <= 0 || h <= 0) {
      return;
    }
    int[] coverage =
        ShapeCoverage.of(
            AffineTransform.getTranslateInstance(-left, -top).createTransformedShape(shape), w, h);
    if (blur > 0) {
      BoxBlur.blurThrice(coverage, w, h, blur);
    }
    int alpha = (int) Math.round(opacity * 255);
    for (int row = 0; row < h; row++) {
      for (int column = 0; column < w; column++) {
        int a = Srgb.divide255(coverage[row * w + column] * alpha);
        if (a > 0) {
          int to = (top - y + row) * width + left - x + column;
          argb[to] = over(argb[to], premultiplied(rgb, a), a);
        }
      }
    }
  }

  private static int clamp(double value, int least, int most) {
    return (int) Math.max(least, Math.min(most, value));
  }

  private static int premultiplied(int rgb, int alpha) {
    return alpha << 24
        | Srgb.divide255(((rgb >> 16) & 0xFF) * alpha) << 16
        | Srgb.divide255(((rgb >> 8) & 0xFF) * alpha) << 8
        | Srgb.divide255((rgb & 0xFF) * alpha);
  }

  /** A premultiplied colour over another pixel of four channels. */
  private static int over(int below, int colour, int alpha) {
    int rest = 255 - alpha;
    int sum = 0;
    for (int shift = 0; shift <= 24; shift += 8) {
      int channel = ((colour >>> shift) & 0xFF) + Srgb.divide255(((below >>> shift) & 0xFF) * rest);
      sum |= Math.min(255, channel) << shift;
    }
    return sum;
  }

  /** Draws the layer onto a picture, clipped at its edges. */
  void paint(Picture picture) {
    int[] rgb = picture.rgb();
    for (int row = Math.max(0, -y); row < Math.min(height, picture.height() - y); row++) {
      for (int column = Math.max(0, -x); column < Math.min(width, picture.width() - x); column++) {
        int colour = argb[row * width + column];
        int alpha = colour >>> 24;
        if (alpha > 0) {
          int to = (y + row) * picture.width() + x + column;
          rgb[to] = over(rgb[to], colour, alpha) & 0xFFFFFF;
        }
      }
    }
  }
}
