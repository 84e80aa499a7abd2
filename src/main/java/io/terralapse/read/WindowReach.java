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
 * Sees to it that windows reach as far as a frame needs, now that its shift is known. The first
 * reading takes the area with whatever context comes cheaply, and that is nearly always enough; at
 * the edge of a tile it may not be, and then the window is read once more, wider.
 */
public final class WindowReach {
  /** Reach of the widest resampling kernel, native pixels. */
  public static final int KERNEL_PX = 4;

  /** Lattices that differ by less are the same. */
  private static final double SAME_PX = 1e-6;

  /** Bends are smooth: their largest values lie near some place of a lattice so fine. */
  private static final int SAMPLES = 16;

  private WindowReach() {}

  /**
   * The requests of a date, widened where a frame drawn with a shift reaches beyond them.
   *
   * @param displacement how far from its place on the grid the frame is drawn from, grid pixels
   */
  public static List<SceneRequest> of(
      Grid grid, List<SceneRequest> requests, Displacement displacement) {
    Grid moved = reached(grid, displacement);
    return requests.stream().map(request -> widened(request, moved)).toList();
  }

  /** The smallest grid that holds every place that the displaced frame is drawn from. */
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
    int margin = isOnLattice(raster, part.level(), moved) ? 0 : KERNEL_PX;
    return SourceExtents.reach(raster, moved, margin)
        .filter(need -> need.level() == part.level() && !contains(part.rect(), need.rect()))
        .map(
            need ->
                new WindowRequest(
                    part.scene(), part.bands(), part.level(), union(part.rect(), need.rect())))
        .orElse(part);
  }

  /** Then every pixel of the grid is a pixel of the source, and no kernel reaches further. */
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
