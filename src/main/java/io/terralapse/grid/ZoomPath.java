package io.terralapse.grid;

import io.terralapse.model.Grid;
import io.terralapse.model.UserError;
import org.locationtech.jts.geom.Envelope;

/**
 * The grids of a zoom: from that of the frames to the smallest of the same shape that holds the
 * focus, around its middle as far as the frames reach. Pixels shrink by an equal factor in equal
 * parts of the way, which looks even, and one point of the ground stays where it is. Immutable.
 *
 * @param from the grid of the frames
 * @param to the grid at the end, of the same size in pixels
 */
public record ZoomPath(Grid from, Grid to) {
  /** Room around the focus. */
  private static final double AROUND = 1.15;

  /** A focus that needs more of the frame than this is no zoom. */
  private static final double LARGEST = 0.9;

  /**
   * The way to a focus.
   *
   * @param from the grid of the frames
   * @param focus in its CRS
   * @throws UserError (usage) if the focus is about as large as the frame
   */
  public static ZoomPath of(Grid from, Envelope focus) {
    double pixel =
        AROUND * Math.max(focus.getWidth() / from.width(), focus.getHeight() / from.height());
    if (!(pixel > 0) || pixel > LARGEST * from.pixelSize()) {
      throw UserError.usage(
          "focus: is "
              + (pixel > 0 ? "about as large as the frame" : "a point")
              + ", so that there is nothing to zoom to; choose "
              + (pixel > 0 ? "a smaller" : "a larger")
              + " part, or write motion: none.");
    }
    double left =
        clamp(
            focus.centre().x - pixel * from.width() / 2,
            from.originX(),
            from.originX() + (from.pixelSize() - pixel) * from.width());
    double top =
        clamp(
            focus.centre().y + pixel * from.height() / 2,
            from.originY() - (from.pixelSize() - pixel) * from.height(),
            from.originY());
    return new ZoomPath(from, grid(from, left, top, pixel));
  }

  /**
   * The grid somewhere on the way.
   *
   * @param done 0 at the beginning, 1 at the end
   */
  public Grid at(double done) {
    if (done >= 1) {
      return to;
    }
    double pixel =
        from.pixelSize() * StrictMath.pow(to.pixelSize() / from.pixelSize(), Math.max(0, done));
    // Linear in the pixel size, so that one point of the ground does not move in the frame.
    double share = (from.pixelSize() - pixel) / (from.pixelSize() - to.pixelSize());
    return grid(
        from,
        from.originX() + share * (to.originX() - from.originX()),
        from.originY() + share * (to.originY() - from.originY()),
        pixel);
  }

  /** The whole frame with the smallest pixels of the zoom, which tells what has to be read. */
  public Grid finest() {
    return from.coarser(to.pixelSize() / from.pixelSize());
  }

  private static Grid grid(Grid like, double left, double top, double pixel) {
    return new Grid(
        like.crs(),
        left,
        top,
        pixel,
        like.pixelSizeM() * pixel / like.pixelSize(),
        like.width(),
        like.height());
  }

  private static double clamp(double value, double least, double most) {
    return Math.max(least, Math.min(most, value));
  }
}
