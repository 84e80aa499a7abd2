package io.terralapse.furniture;

import java.awt.Rectangle;
import java.awt.Shape;

/**
 * The shadow behind white letters that are drawn over the picture beside the furniture: as that of
 * captions, black and dark enough for their contrast on any picture. Immutable.
 */
public final class LetterShadow {
  private static final Palette WHITE = new Palette(0xFFFFFF, 0);

  private final Rectangle window;
  private final int[] cover;

  private LetterShadow(Rectangle window, int[] cover) {
    this.window = window;
    this.cover = cover;
  }

  /**
   * The shadow of letters.
   *
   * @param shape in pixels of the picture
   * @param em size of the letters, pixels, which decides the width of the shadow
   */
  public static LetterShadow of(Shape shape, double em) {
    Rectangle window = Sprite.reach(shape, em);
    int[] cover = Rasterizer.coverage(shape, window);
    float[] distance = DistanceField.of(cover, window.width, window.height);
    double strength = 255 * WHITE.leastShade(WHITE.worstGrey());
    for (int i = 0; i < cover.length; i++) {
      cover[i] = (int) Math.round(strength * Sprite.fade(distance[i], em));
    }
    return new LetterShadow(window, cover);
  }

  /** The pixels that it may cover. */
  public Rectangle bounds() {
    return new Rectangle(window);
  }

  /**
   * How much black covers a pixel, 0 to 255.
   *
   * @param column of the picture, inside the bounds
   * @param row of the picture, inside the bounds
   */
  public int cover(int column, int row) {
    return cover[(row - window.y) * window.width + column - window.x];
  }
}
