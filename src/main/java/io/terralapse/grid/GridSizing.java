package io.terralapse.grid;

import io.terralapse.geo.Crs;
import io.terralapse.geo.GroundScale;
import io.terralapse.model.Grid;
import io.terralapse.model.UserError;
import java.util.Locale;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;

/**
 * Derives pixel size, width and height from a rectangle.
 *
 * <ul>
 *   <li>{@code tr} gives the pixel size, {@code size} the frame's size. With neither, native pixels
 *       that fit 1920 x 1080 are kept if the shorter side has 1080 of them; otherwise the shorter
 *       side has 1080 pixels, finer or coarser than native ones, or fewer where the longer side
 *       would exceed 3840.
 *   <li>Width and height are even.
 *   <li>An explicit area is never cropped: it is expanded to whole and even pixels, and to the
 *       requested aspect ratio. A rectangle that the scenes have in common is never exceeded: it is
 *       reduced in the same way.
 *   <li>Pixels are square.
 * </ul>
 */
final class GridSizing {
  static final int DEFAULT_WIDTH = 1920;
  static final int DEFAULT_HEIGHT = 1080;

  /**
   * Shorter side of a frame by default: that of the formats that platforms take without scaling.
   */
  static final int DEFAULT_SHORT_SIDE = 1080;

  /** Longest side by default, a width that hardware decoders of phones still support. */
  static final int DEFAULT_LONG_SIDE = 3840;

  /** Least width and height of a frame, the minimum of the encoder. */
  static final int MIN_SIDE = 16;

  static final int MAX_SIDE = 16_384;
  static final long MAX_PIXELS = 1L << 27;

  /** Fraction of a pixel that is taken as rounding error. */
  private static final double ROUNDING_PX = 1e-6;

  private final Crs crs;
  private final GridSettings settings;
  private final boolean expand;
  private final Optional<PixelLattice> lattice;
  private final boolean enlarges;

  /**
   * A scene's pixel lattice. A grid of the same pixel size is aligned to it, so that pixels can be
   * copied instead of resampled.
   */
  record PixelLattice(double x0, double y0, double pixelSize) {}

  /**
   * @param expand true for an explicit area, false for one that the scenes have in common
   * @param lattice empty if the rectangle's upper left corner is to be kept
   * @param enlarges false keeps native pixels of small areas, as earlier versions did
   */
  GridSizing(
      Crs crs,
      GridSettings settings,
      boolean expand,
      Optional<PixelLattice> lattice,
      boolean enlarges) {
    this.crs = crs;
    this.settings = settings;
    this.expand = expand;
    this.lattice = lattice;
    this.enlarges = enlarges;
  }

  /**
   * The grid over a rectangle.
   *
   * @param nativePixel native pixel size of the finest scene, CRS units
   * @throws UserError (usage) naming the setting if the frame would be too small or too large
   */
  Grid over(Envelope area, double nativePixel) {
    if (settings.pixelSize().isPresent() && settings.size().isPresent()) {
      throw UserError.usage("grid.tr and grid.size are mutually exclusive; remove one of them");
    }
    if (settings.size().isPresent()) {
      return sized(area, settings.size().get());
    }
    if (settings.pixelSize().isPresent()) {
      return withPixels(area, settings.pixelSize().getAsDouble(), "grid.tr");
    }
    return withPixels(area, defaultPixel(area, nativePixel), "aoi");
  }

  /**
   * The pixel size if neither {@code tr} nor {@code size} is given.
   *
   * @throws UserError (usage) if the area has too few native pixels for a picture of it
   */
  private double defaultPixel(Envelope area, double nativePixel) {
    double columns = columns(area.getWidth(), nativePixel);
    double rows = columns(area.getHeight(), nativePixel);
    if (even(columns) < MIN_SIDE || even(rows) < MIN_SIDE) {
      throw tooSmall(even(columns), even(rows), "aoi");
    }
    boolean fits = columns <= DEFAULT_WIDTH && rows <= DEFAULT_HEIGHT;
    double fitted = Math.max(area.getWidth() / DEFAULT_WIDTH, area.getHeight() / DEFAULT_HEIGHT);
    double pixel = fits ? nativePixel : Math.max(fitted, nativePixel);
    double shorter = Math.min(area.getWidth(), area.getHeight());
    double longer = Math.max(area.getWidth(), area.getHeight());
    double enlarged = Math.max(shorter / DEFAULT_SHORT_SIDE, longer / DEFAULT_LONG_SIDE);
    return !enlarges || columns(shorter, pixel) >= DEFAULT_SHORT_SIDE
        ? pixel
        : Math.min(pixel, enlarged);
  }

  private Grid sized(Envelope area, GridSettings.Size size) {
    double width = even(size.width());
    double height = even(size.height());
    if (size.width() < MIN_SIDE || size.height() < MIN_SIDE) {
      throw tooSmall(size.width(), size.height(), "grid.size");
    }
    checkLarge(width, height, "grid.size");
    double across = area.getWidth() / width;
    double down = area.getHeight() / height;
    double pixel = expand ? Math.max(across, down) : Math.min(across, down);
    double left = (area.getMinX() + area.getMaxX()) / 2 - width / 2 * pixel;
    double top = (area.getMinY() + area.getMaxY()) / 2 + height / 2 * pixel;
    return grid(left, top, pixel, width, height);
  }

  private Grid withPixels(Envelope area, double pixel, String setting) {
    if (!(pixel > 0) || !Double.isFinite(pixel)) {
      throw UserError.usage(setting + " must be a pixel size above 0, not " + pixel);
    }
    double left = area.getMinX();
    double top = area.getMaxY();
    if (lattice.isPresent() && Math.abs(lattice.get().pixelSize() / pixel - 1) < 1e-9) {
      PixelLattice scene = lattice.get();
      left = scene.x0() + toWhole((left - scene.x0()) / pixel, !expand) * pixel;
      top = scene.y0() - toWhole((scene.y0() - top) / pixel, !expand) * pixel;
    }
    double width = even(columns(area.getMaxX() - left, pixel));
    double height = even(columns(top - area.getMinY(), pixel));
    checkLarge(width, height, setting);
    if (width < MIN_SIDE || height < MIN_SIDE) {
      throw tooSmall(width, height, setting);
    }
    return grid(left, top, pixel, width, height);
  }

  private double columns(double length, double pixel) {
    return toWhole(length / pixel, expand);
  }

  private static double toWhole(double pixels, boolean up) {
    return up ? Math.ceil(pixels - ROUNDING_PX) : Math.floor(pixels + ROUNDING_PX);
  }

  private double even(double pixels) {
    return expand ? 2 * Math.ceil(pixels / 2) : 2 * Math.floor(pixels / 2);
  }

  private static void checkLarge(double width, double height, String setting) {
    if (width > MAX_SIDE || height > MAX_SIDE || width * height > MAX_PIXELS) {
      throw UserError.usage(
          String.format(
              Locale.ROOT,
              "%s gives a frame of %.0f x %.0f pixels, more than %d a side or %d in total; choose larger pixels or a smaller aoi",
              setting,
              width,
              height,
              MAX_SIDE,
              MAX_PIXELS));
    }
  }

  private static UserError tooSmall(double width, double height, String setting) {
    return UserError.usage(
        String.format(
            Locale.ROOT,
            "%s gives a frame of %.0f x %.0f pixels, less than %d a side; choose smaller pixels (grid.tr) or a larger aoi",
            setting,
            width,
            height,
            MIN_SIDE));
  }

  private Grid grid(double left, double top, double pixel, double width, double height) {
    GroundScale ground = GroundScale.at(crs, left + width / 2 * pixel, top - height / 2 * pixel);
    return new Grid(
        crs.text(), left, top, pixel, pixel * ground.metresPerX(), (int) width, (int) height);
  }
}
