package io.terralapse.grid;

import io.terralapse.model.IntMath;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterLevel;

/**
 * How much around an area is read. The margin always is. What lies beyond serves co-registration,
 * which finds more to hold on to there, and spares a second reading when shifts are known. Rasters
 * are read in whole blocks, so context inside the blocks that the area needs anyway costs nothing,
 * and a further row of them up to a third more; that is paid for small areas only.
 */
final class WindowContext {
  /** Co-registration wants at least this many pixels a side where the raster has them. */
  private static final int LEAST_SIDE_PX = 1024;

  /** Areas of up to this many pixels get their context whatever it costs. */
  private static final double SMALL_PX = (double) LEAST_SIDE_PX * LEAST_SIDE_PX;

  /** What is read for larger ones may grow by this factor for its sake. */
  private static final double WORTH = 1.15;

  private final RasterLevel level;
  private final int margin;
  private final int context;
  private final boolean exact;

  /**
   * For one resolution level.
   *
   * @param marginPx pixels needed on every side
   * @param contextPx pixels welcome on every side
   */
  WindowContext(RasterLevel level, int marginPx, int contextPx) {
    this(level, marginPx, contextPx, false);
  }

  private WindowContext(RasterLevel level, int marginPx, int contextPx, boolean exact) {
    this.level = level;
    this.margin = marginPx;
    this.context = Math.max(marginPx, contextPx);
    this.exact = exact;
  }

  /** Nothing but the margin. */
  static WindowContext none(RasterLevel level, int marginPx) {
    return new WindowContext(level, marginPx, 0, true);
  }

  /** From the first pixel to before the one at {@code end}. */
  private record Side(int first, int end) {
    int length() {
      return end - first;
    }

    int blocks(int block) {
      return IntMath.ceilDiv(end, block) - first / block;
    }
  }

  /**
   * The window around an area that touches the level.
   *
   * @param left edges of the area, pixels of the level, fractions allowed
   */
  PixelRect around(double left, double top, double right, double bottom) {
    Side neededColumns = needed(left, right, level.width());
    Side neededRows = needed(top, bottom, level.height());
    if (exact) {
      return rect(neededColumns, neededRows);
    }
    Side columns = welcome(left, right, level.width());
    Side rows = welcome(top, bottom, level.height());
    boolean small = (double) neededColumns.length() * neededRows.length() <= SMALL_PX;
    if (!small && cost(columns, rows) > WORTH * cost(neededColumns, neededRows)) {
      columns = free(neededColumns, columns, level.blockWidth(), level.width());
      rows = free(neededRows, rows, level.blockHeight(), level.height());
    }
    return rect(columns, rows);
  }

  private static PixelRect rect(Side columns, Side rows) {
    return new PixelRect(columns.first, rows.first, columns.length(), rows.length());
  }

  /** Pixels in the blocks that have to be read. */
  private double cost(Side columns, Side rows) {
    return (double) columns.blocks(level.blockWidth())
        * level.blockWidth()
        * rows.blocks(level.blockHeight())
        * level.blockHeight();
  }

  private Side needed(double from, double to, int size) {
    return new Side(
        (int) Math.max(0, Math.floor(from) - margin), (int) Math.min(size, Math.ceil(to) + margin));
  }

  private Side welcome(double from, double to, int size) {
    double first = Math.floor(from) - context;
    double end = Math.ceil(to) + context;
    double lacking = Math.max(0, LEAST_SIDE_PX - (end - first));
    first -= Math.ceil(lacking / 2);
    end = Math.max(end, first + LEAST_SIDE_PX);
    // What the border cuts off on one side is made up on the other.
    if (first < 0) {
      end = Math.max(end, Math.min(LEAST_SIDE_PX, size));
      first = 0;
    }
    if (end > size) {
      first = Math.max(0, Math.min(first, size - LEAST_SIDE_PX));
      end = size;
    }
    return new Side((int) first, (int) end);
  }

  /** As much of what is welcome as lies in the blocks that are needed. */
  private static Side free(Side needed, Side welcome, int block, int size) {
    int first = needed.first / block * block;
    long end = Math.min(size, (long) IntMath.ceilDiv(needed.end, block) * block);
    return new Side(Math.max(first, welcome.first), (int) Math.min(end, welcome.end));
  }
}
