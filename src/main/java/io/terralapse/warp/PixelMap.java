package io.terralapse.warp;

import io.terralapse.geo.CoordinateTransform;
import io.terralapse.geo.Crs;
import io.terralapse.geo.Transforms;
import io.terralapse.model.Displacement;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Grid;
import io.terralapse.model.SourceWindow;
import java.util.Optional;

/**
 * The exact map from continuous output pixel positions to continuous pixel positions of a source
 * window: displacement, grid to CRS, CRS to CRS, CRS to window. Immutable; thread-safe.
 */
final class PixelMap {
  /** Shifts closer than this to a whole number of pixels are rounded, so that pixels are copied. */
  private static final double SNAP_PX = 1e-5;

  /**
   * A map of the form {@code column = a + b * outColumn}, {@code row = c + d * outRow}.
   *
   * @param b source columns per output column, not 0
   * @param d source rows per output row, not 0
   */
  record ScaleShift(double a, double b, double c, double d) {}

  private final GeoTransform output;
  private final CoordinateTransform crs;
  private final GeoTransform toSource;
  private final boolean wrapsLongitude;
  private final double centreLongitude;
  private final Grid grid;
  private final Displacement displacement;

  PixelMap(Grid grid, SourceWindow window, Displacement displacement) {
    this.grid = grid;
    this.displacement = displacement;
    Crs source = Crs.of(window.crs());
    this.output = grid.transform();
    this.crs = Transforms.between(Crs.of(grid.crs()), source);
    this.toSource = window.transform().inverse();
    this.wrapsLongitude = source.isGeographic();
    this.centreLongitude = window.transform().x(window.width() / 2.0, window.height() / 2.0);
  }

  /** Maps (column, row) pairs in place; positions where the map is undefined become NaN. */
  void apply(double[] xy, int points) {
    double[] moved = new double[2];
    for (int i = 0; i < 2 * points; i += 2) {
      displacement.at(xy[i], xy[i + 1], moved);
      double column = xy[i] + moved[0];
      double row = xy[i + 1] + moved[1];
      xy[i] = output.x(column, row);
      xy[i + 1] = output.y(column, row);
    }
    crs.apply(xy, points);
    for (int i = 0; i < 2 * points; i += 2) {
      double x = xy[i];
      if (wrapsLongitude) {
        // A window may extend past 180 degrees, or start before -180.
        x -= 360 * Math.rint((x - centreLongitude) / 360);
      }
      double y = xy[i + 1];
      xy[i] = toSource.x(x, y);
      xy[i + 1] = toSource.y(x, y);
    }
  }

  /** The map as a scale and shift per axis; empty if it is not of that form. */
  Optional<ScaleShift> findScaleShift() {
    if (!displacement.isTranslation()
        || !Transforms.isIdentity(crs)
        || toSource.xPerRow() != 0
        || toSource.yPerColumn() != 0) {
      return Optional.empty();
    }
    double[] ends = {0, 0, grid.width(), grid.height()};
    apply(ends, 2);
    double[] columns = line(ends[0], ends[2], grid.width());
    double[] rows = line(ends[1], ends[3], grid.height());
    return Optional.of(new ScaleShift(columns[0], columns[1], rows[0], rows[1]));
  }

  /** Offset and slope of one axis, with rounding noise about whole shifts removed. */
  private static double[] line(double start, double end, int length) {
    double slope = (end - start) / length;
    if (Math.abs(end - start - length) < SNAP_PX) {
      slope = 1;
      double whole = Math.rint(start);
      start = Math.abs(start - whole) < SNAP_PX ? whole : start;
    }
    return new double[] {start, slope};
  }

  /**
   * Source pixels per output pixel along the source's columns and rows, at the centre of the grid,
   * or else at the first of some other positions where the map is defined; {1, 1} if there is none.
   */
  double[] scale() {
    for (double f : new double[] {0.5, 0.25, 0.75, 0, 1}) {
      for (double g : new double[] {0.5, 0.25, 0.75, 0, 1}) {
        double c = f * grid.width();
        double r = g * grid.height();
        double[] p = {c - 1, r, c + 1, r, c, r - 1, c, r + 1};
        apply(p, 4);
        double sx = Math.hypot(p[2] - p[0], p[6] - p[4]) / 2;
        double sy = Math.hypot(p[3] - p[1], p[7] - p[5]) / 2;
        if (Double.isFinite(sx) && Double.isFinite(sy)) {
          return new double[] {sx, sy};
        }
      }
    }
    return new double[] {1, 1};
  }
}
