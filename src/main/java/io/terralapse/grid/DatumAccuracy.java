package io.terralapse.grid;

import io.terralapse.geo.Crs;
import io.terralapse.geo.PositionCheck;
import io.terralapse.model.Acquisition;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import java.util.OptionalDouble;

/** How well scenes of other datums fit a grid. Stateless. */
public final class DatumAccuracy {
  private DatumAccuracy() {}

  /**
   * The published accuracy of the least accurate change of datum from a scene to the grid.
   *
   * @return metres, 0 if there is no change; empty if one is not known, and for images without
   *     georeference
   */
  public static OptionalDouble findWorst(GridPlan plan) {
    Crs grid = Crs.of(plan.grid().crs());
    double worst = 0;
    for (Acquisition acquisition : plan.acquisitions()) {
      for (Scene scene : acquisition.scenes()) {
        OptionalDouble metres = find(scene.raster(), grid);
        if (metres.isEmpty()) {
          return metres;
        }
        worst = Math.max(worst, metres.getAsDouble());
      }
    }
    return grid.isPixels() ? OptionalDouble.empty() : OptionalDouble.of(worst);
  }

  private static OptionalDouble find(RasterInfo raster, Crs grid) {
    if (raster.crs().isEmpty() || raster.transform().isEmpty()) {
      return OptionalDouble.empty();
    }
    GeoTransform transform = raster.transform().get();
    double column = raster.width() / 2.0;
    double row = raster.height() / 2.0;
    return PositionCheck.findAccuracy(
        Crs.of(raster.crs().get()), grid, transform.x(column, row), transform.y(column, row));
  }
}
