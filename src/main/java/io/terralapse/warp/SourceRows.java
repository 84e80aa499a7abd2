package io.terralapse.warp;

import io.terralapse.model.Flags;
import io.terralapse.model.SourceWindow;
import java.io.IOException;

/**
 * A sliding buffer over the rows of a source window: rows that are common to two strips are read
 * once. Not thread-safe.
 */
final class SourceRows {
  /** Rows that are read at a time behind rows that are kept: those of one stored tile. */
  private static final int COPIED_ROWS = 64;

  final int width;
  final int height;
  final int bandCount;

  /** Width of the rim of the window that is not used, source pixels. */
  final double rim;

  private final SourceWindow window;
  private final int columnTaps;
  private final int rowTaps;
  private int first;
  private int count;
  private float[][] values;
  private byte[] flags = {};
  private byte[] invalidNearby = {};
  private boolean anyInvalid;

  /**
   * @param columnTaps width of the kernel, for {@link #touchesInvalid}
   * @param rowTaps height of the kernel
   * @param rim width of the rim of the window that is not used, source pixels
   */
  SourceRows(SourceWindow window, int columnTaps, int rowTaps, double rim) {
    this.rim = rim;
    this.window = window;
    this.columnTaps = columnTaps;
    this.rowTaps = rowTaps;
    this.width = window.width();
    this.height = window.height();
    this.bandCount = window.bandCount();
    this.values = new float[bandCount][0];
  }

  /** Whether a position is in the part of the window that is used; not if it is NaN. */
  boolean isInside(double column, double row) {
    return isIn(column, width) && isIn(row, height);
  }

  /** Whether a column or row is in the used part of so many; the inner edge of a rim is. */
  boolean isIn(double at, int size) {
    return at >= rim && at < size && at <= size - rim;
  }

  /**
   * Loads the rows {@code [from, to)}, clipped to the window.
   *
   * @return false if none of them is in the window
   */
  boolean load(int from, int to) throws IOException {
    int start = Math.max(0, from);
    int end = Math.min(height, to);
    if (start >= end) {
      return false;
    }
    int rows = end - start;
    int keepFrom = Math.max(start, first);
    int keepTo = Math.min(end, first + count);
    resize(start, rows, keepFrom, keepTo);
    if (keepFrom < keepTo) {
      read(start, keepFrom, start);
      read(keepTo, end, start);
    } else {
      read(start, end, start);
    }
    first = start;
    count = rows;
    markInvalidNearby();
    return true;
  }

  private void resize(int start, int rows, int keepFrom, int keepTo) {
    int size = Math.multiplyExact(rows, width);
    int kept = Math.max(0, keepTo - keepFrom) * width;
    int from = (keepFrom - first) * width;
    int to = (keepFrom - start) * width;
    for (int b = 0; b < bandCount; b++) {
      float[] old = values[b];
      float[] next = old.length < size ? new float[size] : old;
      if (kept > 0) {
        System.arraycopy(old, from, next, to, kept);
      }
      values[b] = next;
    }
    byte[] next = flags.length < size ? new byte[size] : flags;
    if (kept > 0) {
      System.arraycopy(flags, from, next, to, kept);
    }
    flags = next;
  }

  private void read(int from, int to, int start) throws IOException {
    if (from >= to) {
      return;
    }
    int rows = to - from;
    if (from == start) {
      for (int b = 0; b < bandCount; b++) {
        window.readRows(b, from, rows, values[b]);
      }
      window.readFlags(from, rows, flags);
      return;
    }
    int step = Math.min(rows, COPIED_ROWS);
    float[] band = new float[step * width];
    byte[] mask = new byte[step * width];
    for (int row = from; row < to; row += step) {
      int n = Math.min(step, to - row);
      int at = (row - start) * width;
      for (int b = 0; b < bandCount; b++) {
        window.readRows(b, row, n, band);
        System.arraycopy(band, 0, values[b], at, n * width);
      }
      window.readFlags(row, n, mask);
      System.arraycopy(mask, 0, flags, at, n * width);
    }
  }

  /** Marks kernel positions with a no-data pixel among their taps. */
  private void markInvalidNearby() {
    int size = count * width;
    int any = 0;
    for (int i = 0; i < size; i++) {
      any |= flags[i];
    }
    anyInvalid = (any & Flags.NODATA) != 0;
    if (!anyInvalid) {
      return;
    }
    if (invalidNearby.length < size) {
      invalidNearby = new byte[size];
    }
    byte[] across = new byte[size];
    for (int k = 0; k < columnTaps; k++) {
      for (int i = 0; i + k < size; i++) {
        across[i] |= flags[i + k];
      }
    }
    System.arraycopy(across, 0, invalidNearby, 0, size);
    for (int k = 1; k < rowTaps; k++) {
      int down = k * width;
      for (int i = 0; i + down < size; i++) {
        invalidNearby[i] |= across[i + down];
      }
    }
  }

  /** True if the buffer has no no-data pixel. */
  boolean allValid() {
    return !anyInvalid;
  }

  /**
   * True if the kernel with this first tap includes a no-data pixel. All its taps must be in the
   * buffer.
   */
  boolean touchesInvalid(int column, int row) {
    return anyInvalid && (invalidNearby[index(column, row)] & Flags.NODATA) != 0;
  }

  /** Index into {@link #band} and {@link #flags} of a window pixel; its row must be loaded. */
  int index(int column, int row) {
    return (row - first) * width + column;
  }

  /** True if this window row is in the buffer. */
  boolean has(int row) {
    return row >= first && row < first + count;
  }

  /** Live values of one band. */
  float[] band(int band) {
    return values[band];
  }

  /** Live flag bytes. */
  byte[] flags() {
    return flags;
  }
}
