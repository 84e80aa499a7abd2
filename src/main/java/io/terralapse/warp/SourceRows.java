package io.terralapse.warp;

import io.terralapse.model.Flags;
import io.terralapse.model.SourceWindow;
import java.io.IOException;

/**
 * A sliding buffer over the rows of a source window: rows that two strips share are read once. Not
 * thread-safe.
 */
final class SourceRows {
  final int width;
  final int height;
  final int bandCount;

  private final SourceWindow window;
  private final int columnTaps;
  private final int rowTaps;
  private int first;
  private int count;
  private float[][] values;
  private byte[] flags = {};
  private byte[] touched = {};
  private boolean anyInvalid;

  /**
   * @param columnTaps width of the kernel, for {@link #touchesInvalid}
   * @param rowTaps height of the kernel
   */
  SourceRows(SourceWindow window, int columnTaps, int rowTaps) {
    this.window = window;
    this.columnTaps = columnTaps;
    this.rowTaps = rowTaps;
    this.width = window.width();
    this.height = window.height();
    this.bandCount = window.bandCount();
    this.values = new float[bandCount][0];
  }

  /**
   * Makes the rows {@code [from, to)}, cut to the window, available.
   *
   * @return false if none of them lies in the window
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
    makeRoom(start, rows, keepFrom, keepTo);
    if (keepFrom < keepTo) {
      read(start, keepFrom, start);
      read(keepTo, end, start);
    } else {
      read(start, end, start);
    }
    first = start;
    count = rows;
    markTouched();
    return true;
  }

  private void makeRoom(int start, int rows, int keepFrom, int keepTo) {
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
    float[] band = new float[rows * width];
    for (int b = 0; b < bandCount; b++) {
      window.readRows(b, from, rows, band);
      System.arraycopy(band, 0, values[b], (from - start) * width, rows * width);
    }
    byte[] mask = new byte[rows * width];
    window.readFlags(from, rows, mask);
    System.arraycopy(mask, 0, flags, (from - start) * width, rows * width);
  }

  /** For every kernel position inside the buffer: is any of its pixels no data? */
  private void markTouched() {
    int size = count * width;
    int any = 0;
    for (int i = 0; i < size; i++) {
      any |= flags[i];
    }
    anyInvalid = (any & Flags.NODATA) != 0;
    if (!anyInvalid) {
      return;
    }
    if (touched.length < size) {
      touched = new byte[size];
    }
    byte[] across = new byte[size];
    for (int k = 0; k < columnTaps; k++) {
      for (int i = 0; i + k < size; i++) {
        across[i] |= flags[i + k];
      }
    }
    System.arraycopy(across, 0, touched, 0, size);
    for (int k = 1; k < rowTaps; k++) {
      int down = k * width;
      for (int i = 0; i + down < size; i++) {
        touched[i] |= across[i + down];
      }
    }
  }

  /** True if nothing in the buffer is no data. */
  boolean allValid() {
    return !anyInvalid;
  }

  /**
   * True if a kernel whose first tap is here, and all of whose taps lie in the buffer, takes part
   * of a no-data pixel.
   */
  boolean touchesInvalid(int column, int row) {
    return anyInvalid && (touched[index(column, row)] & Flags.NODATA) != 0;
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
