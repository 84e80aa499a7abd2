package io.terralapse.align;

import io.terralapse.geo.Crs;
import io.terralapse.geo.Transforms;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Grid;
import io.terralapse.model.RasterInfo;
import io.terralapse.read.SceneRequest;
import io.terralapse.window.WindowRequest;
import java.util.List;

/**
 * The grid on which a pair of dates is compared: the CRS of the frames, the coarser of the two
 * native pixel sizes, and the area of interest with context around it. Comparing native pixels
 * keeps resampling, and so its fixed pattern, out of the measurement; the context provides stable
 * land where the area itself has little (a bridge site that is mostly river). Only where the area
 * has so many native pixels that no memory holds their features is a multiple of them compared.
 */
final class ComparisonGrid {

  /** Least side of the compared area, native pixels. */
  private static final int MIN_SIDE_PX = 1024;

  /** Native pixels are compared up to this number: twice the pixels of a 1080p frame per side. */
  private static final double MOST_PIXELS = 8.5e6;

  /** Of larger areas at most this many pixels are compared, more than those of a 1080p frame. */
  private static final double REDUCED_PIXELS = 2.7e6;

  private ComparisonGrid() {}

  /** The native pixel size of a date in units of the grid's CRS: the coarsest of its scenes. */
  static double pixelSize(List<SceneRequest> scenes, Grid grid) {
    double size = 0;
    for (SceneRequest scene : scenes) {
      size = Math.max(size, pixelSize(scene.finest(), grid));
    }
    return size;
  }

  private static double pixelSize(WindowRequest window, Grid grid) {
    RasterInfo raster = window.bands().get(0).raster();
    GeoTransform transform = raster.transformOf(window.level());
    String crs = raster.crs().orElseThrow();
    if (crs.equals(grid.crs())) {
      return Math.max(transform.pixelWidth(), transform.pixelHeight());
    }
    double column = window.rect().column() + window.rect().width() / 2.0;
    double row = window.rect().row() + window.rect().height() / 2.0;
    double[] xy = {
      transform.x(column, row), transform.y(column, row),
      transform.x(column + 1, row), transform.y(column + 1, row),
      transform.x(column, row + 1), transform.y(column, row + 1),
    };
    Transforms.between(Crs.of(crs), Crs.of(grid.crs())).apply(xy, 3);
    return Math.max(
        Math.hypot(xy[2] - xy[0], xy[3] - xy[1]), Math.hypot(xy[4] - xy[0], xy[5] - xy[1]));
  }

  /**
   * The comparison grid for a pixel size, or for a multiple of it: the frames' area, extended on
   * all sides.
   */
  static Grid of(Grid grid, double pixelSize) {
    Grid all = ofPixels(grid, pixelSize);
    double pixels = (double) all.width() * all.height();
    return pixels <= MOST_PIXELS
        ? all
        : ofPixels(grid, pixelSize * Math.ceil(Math.sqrt(pixels / REDUCED_PIXELS)));
  }

  private static Grid ofPixels(Grid grid, double pixelSize) {
    double columns = grid.width() * grid.pixelSize() / pixelSize;
    double rows = grid.height() * grid.pixelSize() / pixelSize;
    // There are no pixels beyond the edge of an image without georeference.
    int marginColumns = grid.hasGroundSize() ? margin(columns) : SceneRequest.CONTEXT_PX;
    int marginRows = grid.hasGroundSize() ? margin(rows) : SceneRequest.CONTEXT_PX;
    return new Grid(
        grid.crs(),
        grid.originX() - marginColumns * pixelSize,
        grid.originY() + marginRows * pixelSize,
        pixelSize,
        grid.pixelSizeM() * pixelSize / grid.pixelSize(),
        even(columns) + 2 * marginColumns,
        even(rows) + 2 * marginRows);
  }

  private static int margin(double side) {
    return Math.max(SceneRequest.CONTEXT_PX, (int) Math.ceil((MIN_SIDE_PX - side) / 2));
  }

  private static int even(double side) {
    int whole = (int) Math.ceil(side - 1e-6);
    return Math.max(2, whole + (whole & 1));
  }
}
