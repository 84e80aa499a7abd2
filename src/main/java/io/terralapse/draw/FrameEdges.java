package io.terralapse.draw;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;

/**
 * Closes the narrow strips without data at the edges of a frame. All dates have data inside of the
 * area that they have in common, but a date that alignment moves by a pixel or two ends that much
 * before the frame does, which would show as a black line. Such pixels repeat the nearest one of
 * their row or column and are flagged as estimated. Wider strips stay: they are missing data.
 * Stateless.
 */
final class FrameEdges {
  /** Widest strip that is closed, a share of the frame's side. */
  private static final double WIDEST = 0.004;

  private static final int WIDEST_AT_LEAST = 2;

  private FrameEdges() {}

  /** Closes the strips of a frame, in place. */
  static void close(Frame frame) {
    int width = frame.width();
    int height = frame.height();
    int columns = widest(width);
    int rows = widest(height);
    for (int row = 0; row < height; row++) {
      close(frame, row * width, 1, width, columns);
      close(frame, (row + 1) * width - 1, -1, width, columns);
    }
    for (int column = 0; column < width; column++) {
      close(frame, column, width, height, rows);
      close(frame, (height - 1) * width + column, -width, height, rows);
    }
  }

  private static int widest(int side) {
    return Math.min(side / 4, Math.max(WIDEST_AT_LEAST, (int) (WIDEST * side)));
  }

  /** Closes the strip at the beginning of one row or column. */
  private static void close(Frame frame, int start, int step, int count, int widest) {
    byte[] flags = frame.flags();
    int missing = 0;
    while (missing < Math.min(count, widest + 1) && !Flags.isValid(flags[start + missing * step])) {
      missing++;
    }
    if (missing == 0 || missing > widest || missing == count) {
      return;
    }
    int from = start + missing * step;
    for (int i = 0; i < missing; i++) {
      int to = start + i * step;
      flags[to] = (byte) (flags[from] | Flags.ESTIMATED);
      for (int band = 0; band < frame.bandCount(); band++) {
        frame.band(band)[to] = frame.band(band)[from];
      }
    }
  }
}
