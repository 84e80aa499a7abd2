package io.terralapse.window;

import io.terralapse.model.GeoTransform;
import io.terralapse.model.MaskBand;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import java.util.Optional;

/**
 * The part of a mask that covers a window. Mask and window have the same CRS, but may have
 * different pixel sizes and origins.
 *
 * @param mask the mask
 * @param level the coarsest level of the mask that is not coarser than the window
 * @param rect inside that level, in its pixels
 * @param toMask window pixel to pixel of that level, both continuous
 */
record MaskWindow(MaskBand mask, int level, PixelRect rect, GeoTransform toMask) {
  private static final GeoTransform PIXELS = new GeoTransform(0, 1, 0, 0, 0, 1);

  /** The part of a mask that covers a window; empty if they do not intersect. */
  static Optional<MaskWindow> find(MaskBand mask, WindowRequest request) {
    RasterInfo raster = mask.raster();
    GeoTransform window = request.transform();
    GeoTransform full = concatenate(window, raster.transform().orElse(PIXELS).inverse());
    int level = level(raster, full);
    RasterLevel size = raster.levels().get(level);
    double fx = size.width() / (double) raster.width();
    double fy = size.height() / (double) raster.height();
    GeoTransform toMask =
        new GeoTransform(
            full.x0() * fx,
            full.xPerColumn() * fx,
            full.xPerRow() * fx,
            full.y0() * fy,
            full.yPerColumn() * fy,
            full.yPerRow() * fy);
    int width = request.rect().width();
    int height = request.rect().height();
    double[] columns = new double[4];
    double[] rows = new double[4];
    for (int i = 0; i < 4; i++) {
      double c = i % 2 == 0 ? 0.5 : width - 0.5;
      double r = i < 2 ? 0.5 : height - 0.5;
      columns[i] = toMask.x(c, r);
      rows[i] = toMask.y(c, r);
    }
    int left = clamp(min(columns), size.width());
    int right = clamp(max(columns) + 1, size.width());
    int top = clamp(min(rows), size.height());
    int bottom = clamp(max(rows) + 1, size.height());
    return left < right && top < bottom
        ? Optional.of(
            new MaskWindow(
                mask, level, new PixelRect(left, top, right - left, bottom - top), toMask))
        : Optional.empty();
  }

  private static int level(RasterInfo raster, GeoTransform full) {
    double perWindowPixel = Math.min(full.pixelWidth(), full.pixelHeight());
    int chosen = 0;
    for (int i = 1; i < raster.levels().size(); i++) {
      double factor = raster.width() / (double) raster.levels().get(i).width();
      if (factor <= perWindowPixel * 1.01) {
        chosen = i;
      }
    }
    return chosen;
  }

  /** The composition: first {@code a}, then {@code b}. */
  private static GeoTransform concatenate(GeoTransform a, GeoTransform b) {
    return new GeoTransform(
        b.x(a.x0(), a.y0()),
        b.xPerColumn() * a.xPerColumn() + b.xPerRow() * a.yPerColumn(),
        b.xPerColumn() * a.xPerRow() + b.xPerRow() * a.yPerRow(),
        b.y(a.x0(), a.y0()),
        b.yPerColumn() * a.xPerColumn() + b.yPerRow() * a.yPerColumn(),
        b.yPerColumn() * a.xPerRow() + b.yPerRow() * a.yPerRow());
  }

  private static int clamp(double position, int size) {
    return (int) Math.max(0, Math.min(size, Math.floor(position)));
  }

  private static double min(double[] values) {
    return Math.min(Math.min(values[0], values[1]), Math.min(values[2], values[3]));
  }

  private static double max(double[] values) {
    return Math.max(Math.max(values[0], values[1]), Math.max(values[2], values[3]));
  }
}
