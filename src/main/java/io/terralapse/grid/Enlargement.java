package io.terralapse.grid;

import io.terralapse.geo.Crs;
import io.terralapse.model.Acquisition;
import io.terralapse.model.Grid;
import io.terralapse.model.Scene;

/**
 * How much larger the finest scene's pixels are than those of the frames: detail that a frame
 * cannot have, however many pixels it has.
 */
public final class Enlargement {
  private Enlargement() {}

  /**
   * Side of a native pixel of the finest scene, in pixels of the frame.
   *
   * @return above 1 if scenes are enlarged, below 1 if they are reduced; NaN if no scene has a
   *     pixel size in the grid's CRS
   */
  public static double of(GridPlan plan) {
    Grid grid = plan.grid();
    Crs crs = Crs.of(grid.crs());
    double x = grid.originX() + grid.width() / 2.0 * grid.pixelSize();
    double y = grid.originY() - grid.height() / 2.0 * grid.pixelSize();
    double finest = Double.NaN;
    for (Acquisition acquisition : plan.acquisitions()) {
      for (Scene scene : acquisition.scenes()) {
        double size = SceneExtent.of(scene).pixelSizeIn(crs, x, y);
        if (size > 0 && !(size >= finest)) {
          finest = size;
        }
      }
    }
    return finest / grid.pixelSize();
  }
}
