package io.terralapse.read;

import io.terralapse.grid.SourceExtents;
import io.terralapse.model.Displacement;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Grid;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.window.WindowRequest;
import java.util.List;

/**
 * Widens windows where a frame, now that its shift is known, needs pixels beyond them. The window
 * of the first read covers the area of interest and some context, which is nearly always enough;
 * where it is not, a wider window is read.
 */
public final class WindowReach {
  /** Two pixel lattices that differ by less than this, in pixels, count as the same. */
  private static final double SAME_PX = 1e-6;

  /** Displacements are smooth: this many samples a side find their extremes closely enough. */
  private static final int SAMPLES = 16;

  private WindowReach() {}

  /**
   * The requests of an acquisition, widened where a displaced frame reaches beyond them.
   *
   * @param displacement from a position on the grid to the position that is sampled, grid pixels
   */
  public static List<SceneRequest> of(
      Grid grid, List<SceneRequest> requests, Displacement displacement) {
    Grid moved = reached(grid, displacement);
    return requests.stream().map(request -> widened(request, moved)).toList();
  }

  /** The smallest grid that holds every position that the displaced frame samples. */
  private static Grid reached(Grid grid, Displacement displacement) {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    double[] at = new double[2];
    for (int row = 0; row <= SAMPLES; row++) {
      for (int column = 0; column <= SAMPLES; column++) {
        double x = (double) column * grid.width() / SAMPLES;
        double y = (double) row * grid.height() / SAMPLES;
        displacement.at(x, y, at);
        left = Math.min(left, x + at[0]);
        right = Math.max(right, x + at[0]);
        top = Math.min(top, y + at[1]);
        bottom = Math.max(bottom, y + at[1]);
      }
    }
    double pixel = grid.pixelSize();
    return new Grid(
        grid.crs(),
        grid.originX() + left * pixel,
        grid.originY() - top * pixel,
        pixel,
        grid.pixelSizeM(),
        even(right - left),
        even(bottom - top));
  }

  private static int even(double side) {
    int whole = (int) Math.ceil(side - SAME_PX);
    return Math.max(2, whole + (whole & 1));
  }

  private static SceneRequest widened(SceneRequest request, Grid moved) {
    List<WindowRequest> parts = request.parts().stream().map(part -> widened(part, moved)).toList();
    return parts.equals(request.parts())
        ? request
        : new SceneRequest(request.scene(), parts, request.planes());
  }

  private static WindowRequest widened(WindowRequest part, Grid moved) {
    RasterInfo raster = part.bands().get(0).raster();
    int margin = isOnLattice(raster, part.level(), moved) ? 0 : SceneRequest.KERNEL_PX;
    return SourceExtents.reach(raster, moved, margin)
        .filter(need -> need.level() == part.level() && !contains(part.rect(), need.rect()))
        .map(
            need ->
                new WindowRequest(
                    part.scene(), part.bands(), part.level(), union(part.rect(), need.rect())))
        .orElse(part);
  }

  /** Whether every pixel of the grid is a pixel of the source, so that no kernel is needed. */
  private static boolean isOnLattice(RasterInfo raster, int level, Grid grid) {
    GeoTransform t = raster.transformOf(level);
    double pixel = grid.pixelSize();
    return raster.crs().filter(grid.crs()::equals).isPresent()
        && t.isNorthUp()
        && Math.abs(t.xPerColumn() / pixel - 1) * grid.width() < SAME_PX
        && Math.abs(-t.yPerRow() / pixel - 1) * grid.height() < SAME_PX
        && Math.abs(Math.IEEEremainder((grid.originX() - t.x0()) / pixel, 1)) < SAME_PX
        && Math.abs(Math.IEEEremainder((t.y0() - grid.originY()) / pixel, 1)) < SAME_PX;
  }

  private static boolean contains(PixelRect outer, PixelRect inner) {
    return outer.column() <= inner.column()
        && outer.row() <= inner.row()
        && outer.endColumn() >= inner.endColumn()
        && outer.endRow() >= inner.endRow();
  }

  private static PixelRect union(PixelRect a, PixelRect b) {
    int column = Math.min(a.column(), b.column());
    int row = Math.min(a.row(), b.row());
    return new PixelRect(
        column,
        row,
        Math.max(a.endColumn(), b.endColumn()) - column,
        Math.max(a.endRow(), b.endRow()) - row);
  }
}
