package io.terralapse.furniture;

import java.awt.Shape;

/**
 * Turns shapes into coverage of pixels, for what is drawn over the picture beside the furniture.
 */
public final class ShapeCoverage {
  private ShapeCoverage() {}

  /**
   * Coverage of pixels by a shape, 0 to 255, {@code [row * width + column]}.
   *
   * @param shape in pixel coordinates; what is outside is left out
   */
  public static int[] of(Shape shape, int width, int height) {
    return Rasterizer.coverage(shape, width, height);
  }
}
