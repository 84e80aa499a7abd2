package io.terralapse.align;

import io.terralapse.geo.Crs;
import io.terralapse.geo.Transforms;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Grid;
import io.terralapse.model.SceneWindows;
import io.terralapse.model.SourceWindow;
import io.terralapse.read.SceneRequest;
import io.terralapse.window.WindowRequest;
import java.util.List;

/**
 * The part of a comparison grid that a date has pixels on. Tiles may be much smaller than the grid,
 * and features of pixels that no window reaches would only cost time.
 *
 * @param grid the part
 * @param column of the whole grid at which it begins
 * @param row of the whole grid at which it begins
 */
record ComparisonPart(Grid grid, int column, int row) {
  /** Parts begin at multiples of this: the period of compressed blocks, and four halvings. */
  private static final int STEP_PX = 16;

  /** Pixels without data around the windows: more than the kernels of the features reach. */
  private static final int MARGIN_PX = 8;

  /** Intervals along each side by which a window is placed on a grid of another CRS. */
  private static final int OUTLINE_STEPS = 16;

  /**
   * The whole grid is used where the part has more than this share of its pixels: little would be
   * saved, and sampled statistics of the whole grid are those of earlier versions to the last bit,
   * so that published frames stay as they are.
   */
  private static final double MAX_SHARE = 1 / 3.0;

  /** The part that the finest windows of a date's scenes reach; everything without any. */
  static ComparisonPart of(Grid common, List<SceneWindows> scenes) {
    double[] box = {
      Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY
    };
    for (SceneWindows scene : scenes) {
      include(scene.finest(), common, box);
    }
    if (scenes.isEmpty()) {
      return new ComparisonPart(common, 0, 0);
    }
    int left = down(Math.max(0, box[0] - MARGIN_PX));
    int top = down(Math.max(0, box[1] - MARGIN_PX));
    int right = up(Math.min(common.width(), box[2] + MARGIN_PX), common.width());
    int bottom = up(Math.min(common.height(), box[3] + MARGIN_PX), common.height());
    boolean smaller =
        right > left
            && bottom > top
            && (double) (right - left) * (bottom - top)
                < MAX_SHARE * common.width() * common.height();
    return smaller
        ? new ComparisonPart(
            new Grid(
                common.crs(),
                common.originX() + left * common.pixelSize(),
                common.originY() - top * common.pixelSize(),
                common.pixelSize(),
                common.pixelSizeM(),
                right - left,
                bottom - top),
            left,
            top)
        : new ComparisonPart(common, 0, 0);
  }

  /** About how many pixels of the grid the features of a date will be calculated on. */
  static double forecastPixels(Grid common, List<SceneRequest> scenes) {
    double windows = 0;
    for (SceneRequest scene : scenes) {
      WindowRequest window = scene.finest();
      double ratio = ComparisonGrid.pixelSize(List.of(scene), common) / common.pixelSize();
      windows += window.rect().width() * ratio * window.rect().height() * ratio;
    }
    double all = (double) common.width() * common.height();
    return windows < MAX_SHARE * all ? windows : all;
  }

  private static int down(double at) {
    return ((int) (at / STEP_PX)) * STEP_PX;
  }

  /** Grids have even sides, so that the end of the whole one is even as well. */
  private static int up(double at, int end) {
    return Math.min(end, ((int) Math.ceil(at / STEP_PX)) * STEP_PX);
  }

  /** Extends {left, top, right, bottom} by a window, in pixels of the grid. */
  private static void include(SourceWindow window, Grid common, double[] box) {
    GeoTransform toCrs = window.transform();
    double[] xy = new double[8 * OUTLINE_STEPS];
    int at = 0;
    for (int i = 0; i < OUTLINE_STEPS; i++) {
      double column = window.width() * (double) i / OUTLINE_STEPS;
      double row = window.height() * (double) i / OUTLINE_STEPS;
      at = put(toCrs, column, 0, xy, at);
      at = put(toCrs, window.width(), row, xy, at);
      at = put(toCrs, window.width() - column, window.height(), xy, at);
      at = put(toCrs, 0, window.height() - row, xy, at);
    }
    Transforms.between(Crs.of(window.crs()), Crs.of(common.crs())).apply(xy, xy.length / 2);
    for (int i = 0; i < xy.length; i += 2) {
      double column = (xy[i] - common.originX()) / common.pixelSize();
      double row = (common.originY() - xy[i + 1]) / common.pixelSize();
      // What has no position in the grid's CRS, or one beyond its seam, hides where the window is.
      boolean known = Double.isFinite(column) && Double.isFinite(row);
      box[0] = Math.min(box[0], known ? column : 0);
      box[1] = Math.min(box[1], known ? row : 0);
      box[2] = Math.max(box[2], known ? column : common.width());
      box[3] = Math.max(box[3], known ? row : common.height());
    }
  }

  private static int put(GeoTransform toCrs, double column, double row, double[] xy, int at) {
    xy[at] = toCrs.x(column, row);
    xy[at + 1] = toCrs.y(column, row);
    return at + 2;
  }
}
