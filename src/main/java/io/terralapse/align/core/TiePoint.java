package io.terralapse.align.core;

import io.terralapse.model.Displacement;

/**
 * The displacement that one window measured.
 *
 * @param x centre of the window in the reference, common coordinates, alignment pixels
 * @param y the same, downwards
 * @param dxPx how far the target's content is to the right of the reference's, alignment pixels
 * @param dyPx the same, downwards
 * @param agrees whether the window agrees with the fitted displacement and was used for it
 */
public record TiePoint(double x, double y, double dxPx, double dyPx, boolean agrees) {
  /** The same with a constant added to the displacement, alignment pixels. */
  public TiePoint moved(double dx, double dy) {
    return new TiePoint(x, y, dxPx + dx, dyPx + dy, agrees);
  }

  TiePoint composedWith(Displacement prior) {
    double[] at = new double[2];
    prior.at(x + dxPx, y + dyPx, at);
    return moved(at[0], at[1]);
  }

  TiePoint onRaster(double originX, double originY, double factor) {
    return new TiePoint(
        (x - originX) * factor, (y - originY) * factor, dxPx * factor, dyPx * factor, agrees);
  }
}
