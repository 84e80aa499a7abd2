package io.terralapse.align.core;

import io.terralapse.model.Displacement;

/**
 * Where one window saw the content of a date, and how far from the reference.
 *
 * @param x place in the reference, common coordinates, alignment pixels
 * @param y the same, down
 * @param dxPx how far right of it the target's content lies, alignment pixels
 * @param dyPx the same, below
 * @param agrees whether the window had a part in the answer
 */
public record TiePoint(double x, double y, double dxPx, double dyPx, boolean agrees) {
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
