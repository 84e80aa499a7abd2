package io.terralapse.grid;

import io.terralapse.geo.CoordinateTransform;
import io.terralapse.geo.Crs;
import io.terralapse.geo.Transforms;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Grid;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import java.util.Optional;
import java.util.function.Function;

/** Which pixels of a raster a grid needs. */
public final class SourceExtents {
  /** Places looked at along each axis of the grid; between them the map hardly bends. */
  private static final int STEPS = 32;

  private SourceExtents() {}

  /**
   * A window of one resolution level.
   *
   * @param level index into {@link RasterInfo#levels()}
   * @param rect in pixels of that level, inside it
   */
  public record LevelWindow(int level, PixelRect rect) {}

  /**
   * The window that covers the grid: on the coarsest level that is no coarser than the grid (the
   * native one if the grid is finer), with a margin, and with the context that {@link
   * WindowContext} finds worth its bytes.
   *
   * @param raster a raster with CRS and transform
   * @param marginPx pixels of the chosen level that are needed on every side: the kernel's reach
   *     and the largest shift
   * @param contextPx pixels that are welcome on every side
   * @return empty if the raster does not reach the grid
   */
  public static Optional<LevelWindow> cover(
      RasterInfo raster, Grid grid, int marginPx, int contextPx) {
    return window(raster, grid, level -> new WindowContext(level, marginPx, contextPx));
  }

  private static Optional<LevelWindow> window(
      RasterInfo raster, Grid grid, Function<RasterLevel, WindowContext> contexts) {
    Bounds bounds = bounds(raster, grid);
    // Written so that NaN fails; touching is not reaching.
    boolean reaches =
        bounds.right > 0
            && bounds.bottom > 0
            && bounds.left < raster.width()
            && bounds.top < raster.height();
    if (!reaches) {
      return Optional.empty();
    }
    int level = level(raster, bounds.nativePerGridPixel);
    RasterLevel size = raster.levels().get(level);
    double fx = raster.width() / (double) size.width();
    double fy = raster.height() / (double) size.height();
    WindowContext context = contexts.apply(size);
    return Optional.of(
        new LevelWindow(
            level,
            context.around(
                bounds.left / fx, bounds.top / fy, bounds.right / fx, bounds.bottom / fy)));
  }

  /**
   * The smallest window that holds the grid and a margin, on the level that {@link #cover} takes.
   *
   * @return empty if the raster does not reach the grid
   */
  public static Optional<LevelWindow> reach(RasterInfo raster, Grid grid, int marginPx) {
    return window(raster, grid, level -> WindowContext.none(level, marginPx));
  }

  /** The grid's extent in native pixels of a raster, and how many of them make a grid pixel. */
  private record Bounds(
      double left, double top, double right, double bottom, double nativePerGridPixel) {}

  private static Bounds bounds(RasterInfo raster, Grid grid) {
    Crs source = Crs.of(raster.crs().orElseThrow());
    GeoTransform toPixels = raster.transform().orElseThrow().inverse();
    double[] xy = toSource(raster, grid, source);
    double left = Double.NaN;
    double right = Double.NaN;
    double top = Double.NaN;
    double bottom = Double.NaN;
    for (int i = 0; i < xy.length; i += 2) {
      double u = toPixels.x(xy[i], xy[i + 1]);
      double v = toPixels.y(xy[i], xy[i + 1]);
      if (Double.isFinite(u) && Double.isFinite(v)) {
        left = Double.isNaN(left) ? u : Math.min(left, u);
        right = Double.isNaN(right) ? u : Math.max(right, u);
        top = Double.isNaN(top) ? v : Math.min(top, v);
        bottom = Double.isNaN(bottom) ? v : Math.max(bottom, v);
      }
    }
    return new Bounds(left, top, right, bottom, nativePerGridPixel(xy, toPixels, grid));
  }

  /** The smaller of the lengths of a grid pixel's two sides, at the grid's middle; else 1. */
  private static double nativePerGridPixel(double[] xy, GeoTransform toPixels, Grid grid) {
    int n = STEPS + 1;
    int middle = STEPS / 2 * n + STEPS / 2;
    double across = distance(xy, middle, middle + 1, toPixels) / (grid.width() / (double) STEPS);
    double down = distance(xy, middle, middle + n, toPixels) / (grid.height() / (double) STEPS);
    double smaller = Math.min(across, down);
    return Double.isFinite(smaller) ? smaller : 1;
  }

  private static double distance(double[] xy, int i, int j, GeoTransform toPixels) {
    double dx = xy[2 * j] - xy[2 * i];
    double dy = xy[2 * j + 1] - xy[2 * i + 1];
    return Math.hypot(
        toPixels.xPerColumn() * dx + toPixels.xPerRow() * dy,
        toPixels.yPerColumn() * dx + toPixels.yPerRow() * dy);
  }

  /** Places all over the grid, corners included, in the source's system. */
  private static double[] toSource(RasterInfo raster, Grid grid, Crs source) {
    int n = STEPS + 1;
    double[] xy = new double[2 * n * n];
    GeoTransform t = grid.transform();
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < n; c++) {
        double column = grid.width() * (double) c / STEPS;
        double row = grid.height() * (double) r / STEPS;
        xy[2 * (r * n + c)] = t.x(column, row);
        xy[2 * (r * n + c) + 1] = t.y(column, row);
      }
    }
    CoordinateTransform transform = Transforms.between(Crs.of(grid.crs()), source);
    transform.apply(xy, n * n);
    if (source.isGeographic()) {
      GeoTransform place = raster.transform().orElseThrow();
      double centre = place.x(raster.width() / 2.0, raster.height() / 2.0);
      for (int i = 0; i < xy.length; i += 2) {
        xy[i] -= 360 * Math.rint((xy[i] - centre) / 360);
      }
    }
    return xy;
  }

  private static int level(RasterInfo raster, double nativePerGridPixel) {
    int chosen = 0;
    double chosenFactor = 1;
    for (int i = 1; i < raster.levels().size(); i++) {
      RasterLevel size = raster.levels().get(i);
      double factor =
          Math.max(
              raster.width() / (double) size.width(), raster.height() / (double) size.height());
      // A level of an odd size is a little off its round factor.
      if (factor <= nativePerGridPixel * 1.01 && factor > chosenFactor) {
        chosen = i;
        chosenFactor = factor;
      }
    }
    return chosen;
  }
}
