package io.terralapse.furniture;

import io.terralapse.model.Srgb;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;

/**
 * A shape in the colour of letters with a soft shadow, ready to be composited: each pixel keeps a
 * part of the picture, takes a part of the letters' colour, and the rest is shade. The shadow is
 * even within two pixels of the shape, where letters border on what is behind them, and fades out
 * from there. Immutable.
 */
final class Sprite {
  /** Width of the even part of the shadow: at least so many pixels, and this share of an em. */
  private static final double EVEN_PX = 2.5;

  private static final double EVEN_EM = 0.03;

  /** Width of its soft part. */
  private static final double SOFT_PX = 7;

  private static final double SOFT_EM = 0.6;
  private static final double MOST_SOFT_PX = 40;

  private final int x;
  private final int y;
  private final int width;
  private final int height;
  private final byte[] keep;
  private final byte[] text;

  private Sprite(int x, int y, int width, int height, byte[] keep, byte[] text) {
    this.x = x;
    this.y = y;
    this.width = width;
    this.height = height;
    this.keep = keep;
    this.text = text;
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

  /** The weight of the letters' colour, 0 to 255; the rest is the weight of the shade. */
  int text(int index) {
    return text[index] & 0xFF;
  }

  /**
   * Renders a shape.
   *
   * @param shape in picture coordinates
   * @param em size of its letters, pixels, which decides the width of the shadow
   * @param opacity of the shape and its shadow, 0 to 1
   */
  static Sprite of(Shape shape, double em, double opacity, Shading shading) {
    Rectangle window = reach(shape, em);
    int width = window.width;
    int height = window.height;
    int[] coverage = Rasterizer.coverage(shape, window);
    byte[] keep = new byte[width * height];
    byte[] text = new byte[width * height];
    boolean shadowed = !shading.isOnPlate(shape.getBounds2D());
    float[] distance =
        shadowed ? DistanceField.of(coverage, width, height) : new float[coverage.length];
    for (int row = 0; row < height; row++) {
      double strength = shadowed ? 255 * opacity * shading.shadow(window.y + row) : 0;
      for (int i = row * width; i < (row + 1) * width; i++) {
        int letter = (int) Math.round(coverage[i] * opacity);
        int shade = (int) Math.round(strength * fade(distance[i], em));
        keep[i] = (byte) Srgb.divide255((255 - shade) * (255 - letter));
        text[i] = (byte) letter;
      }
    }
    return new Sprite(window.x, window.y, width, height, keep, text);
  }

  /**
   * Renders the part of a shape that is inside of a window, without a shadow.
   *
   * @param window whole pixels
   */
  static Sprite flat(Shape shape, Rectangle2D window, double opacity) {
    int x = (int) Math.round(window.getMinX());
    int y = (int) Math.round(window.getMinY());
    int width = (int) Math.round(window.getWidth());
    int height = (int) Math.round(window.getHeight());
    int[] coverage = Rasterizer.coverage(shape, new Rectangle(x, y, width, height));
    byte[] keep = new byte[coverage.length];
    byte[] text = new byte[coverage.length];
    for (int i = 0; i < coverage.length; i++) {
      int letter = (int) Math.round(coverage[i] * opacity);
      keep[i] = (byte) (255 - letter);
      text[i] = (byte) letter;
    }
    return new Sprite(x, y, width, height, keep, text);
  }

  /** Renders the part of a shape that is inside of a window, in the colour of the shade. */
  static Sprite shade(Shape shape, Rectangle2D window, double opacity) {
    Sprite flat = flat(shape, window, opacity);
    return new Sprite(
        flat.x, flat.y, flat.width, flat.height, flat.keep, new byte[flat.text.length]);
  }

  /** The pixels that letters and their shadow may cover. */
  static Rectangle reach(Shape letters, double em) {
    int pad = (int) Math.ceil(even(em) + soft(em)) + 1;
    Rectangle2D bounds = letters.getBounds2D();
    int x = (int) Math.floor(bounds.getMinX()) - pad;
    int y = (int) Math.floor(bounds.getMinY()) - pad;
    return new Rectangle(
        x,
        y,
        (int) Math.ceil(bounds.getMaxX()) + pad - x,
        (int) Math.ceil(bounds.getMaxY()) + pad - y);
  }

  /** Width of the even part of the shadow of letters, pixels. */
  static double even(double em) {
    return Math.max(EVEN_PX, EVEN_EM * em);
  }

  /** Width of its soft part, pixels. */
  static double soft(double em) {
    return Math.min(MOST_SOFT_PX, Math.max(SOFT_PX, SOFT_EM * em));
  }

  /**
   * How strong the shadow is at a distance from a letter, pixels: 1 on its even part, then smoothly
   * down to 0, first faster and then slower.
   */
  static double fade(double distance, double em) {
    double c = 1 - Math.max(0, Math.min(1, (distance - even(em)) / soft(em)));
    return c * c * c * (4 - 3 * c);
  }

  /** Composites the sprite onto a picture of the given size, clipped at its edges. */
  void paint(int[] rgb, int pictureWidth, int pictureHeight, Palette palette) {
    int left = Math.max(0, -x);
    int right = Math.min(width, pictureWidth - x);
    for (int row = Math.max(0, -y); row < Math.min(height, pictureHeight - y); row++) {
      int at = row * width;
      int to = (y + row) * pictureWidth + x;
      for (int column = left; column < right; column++) {
        rgb[to + column] =
            over(rgb[to + column], keep[at + column] & 0xFF, text[at + column] & 0xFF, palette);
      }
    }
  }

  /**
   * Composites one pixel.
   *
   * @param keep weight of the pixel, 0 to 255
   * @param text weight of the letters' colour; with {@code keep} at most 255
   */
  static int over(int pixel, int keep, int text, Palette palette) {
    if (keep == 255) {
      return pixel;
    }
    int shade = 255 - keep - text;
    int t = palette.text();
    int s = palette.shade();
    int red = (pixel >> 16 & 0xFF) * keep + (t >> 16 & 0xFF) * text + (s >> 16 & 0xFF) * shade;
    int green = (pixel >> 8 & 0xFF) * keep + (t >> 8 & 0xFF) * text + (s >> 8 & 0xFF) * shade;
    int blue = (pixel & 0xFF) * keep + (t & 0xFF) * text + (s & 0xFF) * shade;
    return Srgb.divide255(red) << 16 | Srgb.divide255(green) << 8 | Srgb.divide255(blue);
  }
}
