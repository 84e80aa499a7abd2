package io.terralapse.warp;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;

/** A buffer for one output row, and its merge into the frame. Not thread-safe. */
final class OutputRow {
  final float[][] values;
  final byte[] flags;
  private final Frame frame;

  OutputRow(Frame frame) {
    this.frame = frame;
    this.values = new float[frame.bandCount()][frame.width()];
    this.flags = new byte[frame.width()];
  }

  /** True if all pixels of these frame rows are valid already. */
  boolean isFull(int row, int rows) {
    byte[] have = frame.flags();
    int end = (row + rows) * frame.width();
    for (int i = row * frame.width(); i < end; i++) {
      if (!Flags.isValid(have[i])) {
        return false;
      }
    }
    return true;
  }

  /** Copies this row's valid pixels to where the frame is still no data. */
  void merge(int row) {
    int width = frame.width();
    int at = row * width;
    byte[] have = frame.flags();
    int from = 0;
    while (from < width) {
      while (from < width && !isNeeded(have[at + from], flags[from])) {
        from++;
      }
      int to = from;
      while (to < width && isNeeded(have[at + to], flags[to])) {
        to++;
      }
      for (int b = 0; b < values.length; b++) {
        System.arraycopy(values[b], from, frame.band(b), at + from, to - from);
      }
      System.arraycopy(flags, from, have, at + from, to - from);
      from = to;
    }
  }

  private static boolean isNeeded(byte have, byte offered) {
    return !Flags.isValid(have) && Flags.isValid(offered);
  }
}
