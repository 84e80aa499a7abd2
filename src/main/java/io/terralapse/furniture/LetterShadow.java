package io.terralapse.furniture;

import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;

/**
 * The shadow behind white letters that are drawn over the picture beside the furniture: as that of
 * captions, black and dark enough for their contrast on any picture. Immutable.
 */
public final class LetterShadow {
  private static final Palette WHITE = new Palette(0xFFFFFF, 0);

  private final int x;
  private final int y;
  private final int width;
  private final int height;
  private final int[] cover;

  private LetterShadow(int x, int y, int width, int height, int[] cover) {
    this.x = x;
    this.y = y;
    this.width = width;
    this.height = height;
    this.cover = cover;
  }

  /**
   * The shadow of letters.
   *
   * @param shape in pixels of the picture
   * @param em size of the letters, pixels, which decides the width of the shadow
   */
  public static LetterShadow of(Shape shape, double em) {
    int pad = (int) Math.ceil(Sprite.even(em) + Sprite.soft(em)) + 1;
    Rectangle2D bounds = shape.getBounds2D();
    int x = (int) Math.floor(bounds.getMinX()) - pad;
    int y = (int) Math.floor(bounds.getMinY()) - pad;
    int width = (int) Math.ceil(bounds.getMaxX()) + pad - x;
    int height = (int) Math.ceil(bounds.getMaxY()) + pad - y;
    int[] cover =
        Rasterizer.coverage(
            AffineTransform.getTranslateInstance(-x, -y).createTransformedShape(shape),
            width,
            height);
    float[] distance = DistanceField.of(cover, width, height);
    double strength = 255 * WHITE.leastShade(WHITE.worstGrey());
    for (int i = 0; i < cover.length; i++) {
      cover[i] = (int) Math.round(strength * Sprite.fade(distance[i], em));
    }
    return new LetterShadow(x, y, width, height, cover);
  }

  /** The pixels that it may cover. */
  public Rectangle bounds() {
    return new Rectangle(x, y, width, height);
  }

  /**
   * How much black covers a pixel, 0 to 255.
   *
   * @param column of the picture, inside the bounds
   * @param row of the picture, inside the bounds
   */
  public int cover(int column, int row) {
    return cover[(row - y) * width + column - x];
  }
}
