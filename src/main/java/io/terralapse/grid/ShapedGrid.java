package io.terralapse.grid;

import io.terralapse.geo.Crs;
import io.terralapse.geo.GroundScale;
import io.terralapse.model.Grid;
import io.terralapse.model.UserError;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/**
 * Grids of other shapes over the area of a job, with square pixels: nothing is stretched.
 * Stateless, thread-safe.
 */
public final class ShapedGrid {
  /** Pixel sizes that differ by less count as equal; their pixels are then those of the frames. */
  private static final double SAME = 1e-9;

  private ShapedGrid() {}

  /**
   * The smallest grid of a size that holds an area, which is in its middle.
   *
   * @param main the grid of the frames
   * @param area in its CRS
   */
  public static Grid around(Grid main, Envelope area, GridSettings.Size size) {
    double pixel = Math.max(area.getWidth() / size.width(), area.getHeight() / size.height());
    return grid(main, area.centre(), pixel, size);
  }

  /**
   * The largest grid of a size inside the frames.
   *
   * @param main the grid of the frames
   * @param focus what should be in its middle, as far as the frames reach
   */
  public static Grid inside(Grid main, Coordinate focus, GridSettings.Size size) {
    double right = main.originX() + main.width() * main.pixelSize();
    double bottom = main.originY() - main.height() * main.pixelSize();
    double pixel =
        main.pixelSize()
            * Math.min(
                (double) main.width() / size.width(), (double) main.height() / size.height());
    double halfWidth = size.width() * pixel / 2;
    double halfHeight = size.height() * pixel / 2;
    double x = clamp(focus.x, main.originX() + halfWidth, right - halfWidth);
    double y = clamp(focus.y, bottom + halfHeight, main.originY() - halfHeight);
    return grid(main, new Coordinate(x, y), pixel, size);
  }

  private static double clamp(double value, double least, double most) {
    return Math.min(Math.max(least, most), Math.max(Math.min(least, most), value));
  }

  private static Grid grid(Grid main, Coordinate centre, double pixel, GridSettings.Size size) {
    double left = centre.x - size.width() * pixel / 2;
    double top = centre.y + size.height() * pixel / 2;
    double side = pixel;
    if (Math.abs(pixel / main.pixelSize() - 1) < SAME) {
      side = main.pixelSize();
      left = main.originX() + Math.rint((left - main.originX()) / side) * side;
      top = main.originY() - Math.rint((main.originY() - top) / side) * side;
    }
    double metres =
        main.hasGroundSize()
            ? side * GroundScale.at(Crs.of(main.crs()), centre.x, centre.y).metresPerX()
            : main.pixelSizeM();
    return new Grid(main.crs(), left, top, side, metres, size.width(), size.height());
  }

  /** Whether a grid has pixels at least as large as those of the frames. */
  public static boolean isCoarser(Grid grid, Grid main) {
    return grid.pixelSize() >= main.pixelSize() * (1 - SAME);
  }

  /**
   * The frames' grid, enlarged by whole pixels until it holds all of some grids.
   *
   * @throws UserError (usage) if it would be too large
   */
  public static Grid union(Grid main, List<Grid> others) {
    double pixel = main.pixelSize();
    double left = 0;
    double top = 0;
    double right = main.width();
    double bottom = main.height();
    for (Grid other : others) {
      double x = (other.originX() - main.originX()) / pixel;
      double y = (main.originY() - other.originY()) / pixel;
      double factor = other.pixelSize() / pixel;
      left = Math.min(left, down(x));
      top = Math.min(top, down(y));
      right = Math.max(right, up(x + other.width() * factor));
      bottom = Math.max(bottom, up(y + other.height() * factor));
    }
    double width = even(right - left);
    double height = even(bottom - top);
    if (width > GridSizing.MAX_SIDE
        || height > GridSizing.MAX_SIDE
        || width * height > GridSizing.MAX_PIXELS) {
      throw UserError.usage(
          String.format(
              Locale.ROOT,
              "renditions: their areas need a picture of %.0f x %.0f pixels, more than %d a side or"
                  + " %d in total; choose a shape closer to that of the area, or crop: focus.",
              width,
              height,
              GridSizing.MAX_SIDE,
              GridSizing.MAX_PIXELS));
    }
    return new Grid(
        main.crs(),
        main.originX() + left * pixel,
        main.originY() - top * pixel,
        pixel,
        main.pixelSizeM(),
        (int) width,
        (int) height);
  }

  private static double down(double position) {
    return Math.floor(position + SAME);
  }

  private static double up(double position) {
    return Math.ceil(position - SAME);
  }

  private static double even(double side) {
    return 2 * Math.ceil(side / 2);
  }
}
