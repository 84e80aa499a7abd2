package io.terralapse.grid;

import io.terralapse.model.IntMath;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterLevel;

/**
 * Decides how many pixels around an area are read. The margin is always read. The context beyond it
 * gives co-registration more texture, and avoids reading again once shifts are known. Rasters are
 * read in whole blocks: context inside blocks that the area needs anyway is free, and one more row
 * of blocks costs up to a third more, which is accepted for small areas only.
 */
final class WindowContext {
  /** Least width and height for co-registration, where the raster is large enough. */
  private static final int LEAST_SIDE_PX = 1024;

  /** Areas of up to this many pixels get their context at any cost. */
  private static final double SMALL_PX = (double) LEAST_SIDE_PX * LEAST_SIDE_PX;

  /** For larger areas, context may increase the pixels read by at most this factor. */
  private static final double MOST_EXTRA = 1.15;

  private final RasterLevel level;
  private final int margin;
  private final int context;
  private final boolean exact;

  /**
   * For one resolution level.
   *
   * @param marginPx pixels required on every side
   * @param contextPx pixels useful on every side
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

  /** The margin only. */
  static WindowContext none(RasterLevel level, int marginPx) {
    return new WindowContext(level, marginPx, 0, true);
  }

  /** Pixels {@code [first, end)} along one axis. */
  private record Span(int first, int end) {
    int length() {
      return end - first;
    }

    int blocks(int block) {
      return IntMath.ceilDiv(end, block) - first / block;
    }
  }

  /**
   * The window around an area that overlaps the level.
   *
   * @param left left edge of the area, pixels of the level; may be fractional, as the others
   */
  PixelRect around(double left, double top, double right, double bottom) {
    Span neededColumns = needed(left, right, level.width());
    Span neededRows = needed(top, bottom, level.height());
    if (exact) {
      return rect(neededColumns, neededRows);
    }
    Span columns = withContext(left, right, level.width());
    Span rows = withContext(top, bottom, level.height());
    boolean small = (double) neededColumns.length() * neededRows.length() <= SMALL_PX;
    if (!small && cost(columns, rows) > MOST_EXTRA * cost(neededColumns, neededRows)) {
      columns = withFreeContext(neededColumns, columns, level.blockWidth(), level.width());
      rows = withFreeContext(neededRows, rows, level.blockHeight(), level.height());
    }
    return rect(columns, rows);
  }

  private static PixelRect rect(Span columns, Span rows) {
    return new PixelRect(columns.first, rows.first, columns.length(), rows.length());
  }

  /** Pixels in the blocks that have to be read. */
  private double cost(Span columns, Span rows) {
    return (double) columns.blocks(level.blockWidth())
        * level.blockWidth()
        * rows.blocks(level.blockHeight())
        * level.blockHeight();
  }

  private Span needed(double from, double to, int size) {
    return new Span(
        (int) Math.max(0, Math.floor(from) - margin), (int) Math.min(size, Math.ceil(to) + margin));
  }

  private Span withContext(double from, double to, int size) {
    double first = Math.floor(from) - context;
    double end = Math.ceil(to) + context;
    double missing = Math.max(0, LEAST_SIDE_PX - (end - first));
    first -= Math.ceil(missing / 2);
    end = Math.max(end, first + LEAST_SIDE_PX);
    // What the border cuts off on one side is added on the other.
    if (first < 0) {
      end = Math.max(end, Math.min(LEAST_SIDE_PX, size));
      first = 0;
    }
    if (end > size) {
      first = Math.max(0, Math.min(first, size - LEAST_SIDE_PX));
      end = size;
    }
    return new Span((int) first, (int) end);
  }

  /** The part of the context that is in blocks that are read anyway. */
  private static Span withFreeContext(Span needed, Span context, int block, int size) {
    int first = needed.first / block * block;
    long end = Math.min(size, (long) IntMath.ceilDiv(needed.end, block) * block);
    return new Span(Math.max(first, context.first), (int) Math.min(end, context.end));
  }
}
