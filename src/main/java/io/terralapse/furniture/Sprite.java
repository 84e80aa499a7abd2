package io.terralapse.furniture;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;

/**
 * A white shape with a soft dark shadow, ready to be composited: {@code out = (pixel * keep) / 255
 * + add} with {@code keep} and {@code add} from 0 to 255 per pixel. Immutable.
 */
final class Sprite {
  /** Darkness next to a glyph; with the gradients it gives a contrast of 4.5:1 on pure white. */
  private static final int SHADOW = 190;

  /** Remaining brightness under the shadow, by blurred coverage. */
  private static final int[] LIGHT = light();

  private final int x;
  private final int y;
  private final int width;
  private final int height;
  private final byte[] keep;
  private final byte[] add;

  private Sprite(int x, int y, int width, int height, byte[] keep, byte[] add) {
    this.x = x;
    this.y = y;
    this.width = width;
    this.height = height;
    this.keep = keep;
    this.add = add;
  }

  /** Left column in the picture; may be negative. */
  int x() {
    return x;
  }

  /** Top row in the picture; may be negative. */
  int y() {
    return y;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The weight of the underlying pixel, 0 to 255. */
  int keep(int index) {
    return keep[index] & 0xFF;
  }

  /** The added brightness, 0 to 255. */
  int add(int index) {
    return add[index] & 0xFF;
  }

  /**
   * Renders a shape given in picture coordinates; {@code opacity} (0 to 1) is that of the white.
   */
  static Sprite of(Shape shape, double em, double opacity) {
    int radius = Math.max(1, (int) Math.round(em * 0.09));
    int pad = 3 * radius + 2;
    Rectangle2D bounds = shape.getBounds2D();
    int x = (int) Math.floor(bounds.getMinX()) - pad;
    int y = (int) Math.floor(bounds.getMinY()) - pad;
    int width = (int) Math.ceil(bounds.getMaxX()) + pad - x;
    int height = (int) Math.ceil(bounds.getMaxY()) + pad - y;
    int[] coverage =
        Rasterizer.coverage(
            AffineTransform.getTranslateInstance(-x, -y).createTransformedShape(shape),
            width,
            height);
    int[] blurred = coverage.clone();
    for (int pass = 0; pass < 3; pass++) {
      BoxBlur.blur(blurred, width, height, radius);
    }
    byte[] keep = new byte[width * height];
    byte[] add = new byte[width * height];
    int white = (int) Math.round(opacity * 256);
    pair(coverage, white, blurred, keep, add);
    return new Sprite(x, y, width, height, keep, add);
  }

  private static void pair(int[] coverage, int white, int[] blurred, byte[] keep, byte[] add) {
    for (int i = 0; i < keep.length; i++) {
      int white8 = (coverage[i] * white) >> 8;
      keep[i] = (byte) divide255(LIGHT[blurred[i]] * (255 - white8));
      add[i] = (byte) white8;
    }
  }

  private static int[] light() {
    int[] light = new int[256];
    for (int i = 0; i < light.length; i++) {
      light[i] = 255 - shadow(i);
    }
    return light;
  }

  /** A curve that makes the shadow of thin strokes nearly as dark as that of bold ones. */
  private static int shadow(int blurred) {
    int light = 255 - blurred;
    int squared = divide255(light * light);
    int fourth = divide255(squared * squared);
    return divide255((255 - fourth) * SHADOW);
  }

  /** Composites the sprite onto a picture of the given size, clipped at its edges. */
  void paint(int[] rgb, int pictureWidth, int pictureHeight) {
    int left = Math.max(0, -x);
    int right = Math.min(width, pictureWidth - x);
    for (int row = Math.max(0, -y); row < Math.min(height, pictureHeight - y); row++) {
      int at = row * width;
      int to = (y + row) * pictureWidth + x;
      for (int column = left; column < right; column++) {
        rgb[to + column] =
            over(rgb[to + column], keep[at + column] & 0xFF, add[at + column] & 0xFF);
      }
    }
  }

  /** Composites one pixel. */
  static int over(int pixel, int keep, int add) {
    if (keep == 255) {
      return pixel;
    }
    int red = divide255(((pixel >> 16) & 0xFF) * keep) + add;
    int green = divide255(((pixel >> 8) & 0xFF) * keep) + add;
    int blue = divide255((pixel & 0xFF) * keep) + add;
    return Math.min(255, red) << 16 | Math.min(255, green) << 8 | Math.min(255, blue);
  }

  /** {@code value / 255} rounded to nearest, exact for 0 to 65025. */
  static int divide255(int value) {
    int biased = value + 128;
    return (biased + (biased >> 8)) >> 8;
  }
}
