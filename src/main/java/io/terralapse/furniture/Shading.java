package io.terralapse.furniture;

import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * What is between the picture and the letters: the colours, how strong the gradients are in each
 * row, and the plates. Immutable.
 *
 * @param palette the colours
 * @param rows strength of the gradients by row, 0 to 1
 * @param plates areas that are covered enough for letters; empty unless the theme has plates
 */
// The rows are read only, and shadings are never compared.
@SuppressWarnings("ArrayRecordComponent")
record Shading(Palette palette, double[] rows, List<Rectangle2D> plates) {
  /** Strength of the shadow where gradients alone give the contrast. */
  private static final double SOFT = 0.2;

  /** Strength of plates beyond what the contrast asks for. */
  private static final double PLATE = 0.06;

  /** How much a plate covers. */
  double plateStrength() {
    return Math.min(1, palette.leastShade(palette.worstGrey()) + PLATE);
  }

  /**
   * How strong the shadow next to a letter has to be, so that letters are legible on any picture.
   *
   * @param row of the picture
   */
  double shadow(int row) {
    double needed = palette.leastShade(palette.worstGrey());
    double there = rows[Math.max(0, Math.min(rows.length - 1, row))];
    return Math.max(SOFT, 1 - (1 - needed) / Math.max(1e-6, 1 - there));
  }

  /** Whether a shape is completely on a plate. */
  boolean isOnPlate(Rectangle2D shape) {
    return plates.stream().anyMatch(plate -> plate.contains(shape));
  }
}
