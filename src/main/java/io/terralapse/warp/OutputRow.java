package io.terralapse.warp;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import java.util.List;

/** A buffer for one output row, and its merge into the frame. Not thread-safe. */
final class OutputRow {
  final float[][] values;
  final byte[] flags;
  private final Frame frame;
  private final List<Double> gains;

  /**
   * A row of a frame.
   *
   * @param gains factors by band; empty for none
   */
  OutputRow(Frame frame, List<Double> gains) {
    this.frame = frame;
    this.gains = gains;
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
        scale(frame.band(b), at + from, at + to, gains.isEmpty() ? 1 : gains.get(b));
      }
      System.arraycopy(flags, from, have, at + from, to - from);
      from = to;
    }
  }

  static void scale(float[] values, int from, int to, double gain) {
    if (gain != 1) {
      for (int i = from; i < to; i++) {
        values[i] *= (float) gain;
      }
    }
  }

  private static boolean isNeeded(byte have, byte offered) {
    return !Flags.isValid(have) && Flags.isValid(offered);
  }
}
