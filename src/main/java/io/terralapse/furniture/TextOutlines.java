package io.terralapse.furniture;

import java.awt.Shape;
import java.awt.geom.Path2D;

/** Lines of text as outlines, for what is drawn over the picture beside the furniture. */
public final class TextOutlines {
  private TextOutlines() {}

  /**
   * A line of text in the typeface of labels.
   *
   * @param pixels size of an em
   * @return its outline in pixels, y down, from (0, 0) on the baseline
   */
  public static Path2D line(String text, double pixels) {
    return Typeface.REGULAR.line(text, pixels).outline();
  }

  /** Advance of a line of text, pixels. */
  public static double width(String text, double pixels) {
    return Typeface.REGULAR.line(text, pixels).width();
  }

  /** The characters of a text that cannot be drawn, each once; empty if all can. */
  public static String missing(String text) {
    return Typeface.REGULAR.missing(text);
  }

  /**
   * Coverage of pixels by a shape, 0 to 255, {@code [row * width + column]}.
   *
   * @param shape in pixel coordinates; what is outside is left out
   */
  public static int[] coverage(Shape shape, int width, int height) {
    return Rasterizer.coverage(shape, width, height);
  }

  /** Blurs coverage in place with a box of {@code 2 radius + 1} pixels, three times. */
  public static void blur(int[] coverage, int width, int height, int radius) {
    for (int pass = 0; pass < 3; pass++) {
      BoxBlur.blur(coverage, width, height, radius);
    }
  }
}
