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

/** Finds the pixels of a raster that a grid needs. Stateless and thread-safe. */
public final class SourceExtents {
  /** Sample intervals along each axis of the grid; the mapping is nearly linear in between. */
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
   * native one if the grid is finer), with a margin, and with as much context as {@link
   * WindowContext} allows.
   *
   * @param raster a raster with CRS and geotransform
   * @param marginPx pixels of the chosen level that are required on every side: the kernel radius
   *     and the largest shift
   * @param contextPx pixels that are useful on every side
   * @return empty if the raster does not reach the grid
   */
  public static Optional<LevelWindow> cover(
      RasterInfo raster, Grid grid, int marginPx, int contextPx) {
    return window(raster, grid, level -> new WindowContext(level, marginPx, contextPx));
  }

  private static Optional<LevelWindow> window(
      RasterInfo raster, Grid grid, Function<RasterLevel, WindowContext> contexts) {
    Bounds bounds = bounds(raster, grid);
    // NaN compares false; a common border is not an overlap.
    boolean overlaps =
        bounds.right > 0
            && bounds.bottom > 0
            && bounds.left < raster.width()
            && bounds.top < raster.height();
    if (!overlaps) {
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
   * The smallest window that contains the grid and a margin, on the level that {@link #cover}
   * chooses.
   *
   * @return empty if the raster does not reach the grid
   */
  public static Optional<LevelWindow> reach(RasterInfo raster, Grid grid, int marginPx) {
    return window(raster, grid, level -> WindowContext.none(level, marginPx));
  }

  /** The grid's extent in native pixels of a raster, and native pixels per grid pixel. */
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

  /** The shorter side of a grid pixel at the grid's centre, native pixels; 1 where undefined. */
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

  /** A lattice of positions over the grid, corners included, in the source's CRS. */
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
      GeoTransform georeference = raster.transform().orElseThrow();
      double centre = georeference.x(raster.width() / 2.0, raster.height() / 2.0);
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
      // Levels of odd sizes deviate slightly from their nominal factor.
      if (factor <= nativePerGridPixel * 1.01 && factor > chosenFactor) {
        chosen = i;
        chosenFactor = factor;
      }
    }
    return chosen;
  }
}
