package io.terralapse.safety;

import java.util.Arrays;

/**
 * Counts transitions in every cell over one second, and finds the part of the field of view where
 * there are more than three flashes. Not thread-safe.
 */
final class FlashCounter {
  /** Three flashes are six transitions: one more is too many. */
  static final int TOO_MANY = 7;

  /** The field of 10 degrees: 341 x 256 of 1,024 pixels across (WCAG 2.2, note 1). */
  private static final double FIELD_WIDTH = 341 / 1024.0;

  private static final double FIELD_HEIGHT = 256 / 1024.0;

  /** Share of the field that may flash. */
  private static final double SHARE = 0.25;

  private final int columns;
  private final int rows;
  private final double slowness;
  private final float[] times;
  private final byte[] next;

  /**
   * A counter for the video at a pace.
   *
   * @param slowness factor by which all times are multiplied
   */
  FlashCounter(int columns, int rows, double slowness) {
    this.columns = columns;
    this.rows = rows;
    this.slowness = slowness;
    this.times = new float[columns * rows * TOO_MANY];
    this.next = new byte[columns * rows];
    Arrays.fill(times, Float.NEGATIVE_INFINITY);
  }

  /** The pace that this counter is for. */
  double slowness() {
    return slowness;
  }

  /**
   * Takes the transitions of a picture.
   *
   * @param seconds when it begins at the original pace
   * @return whether too much of a field of 10 degrees flashes now
   */
  boolean add(boolean[] transitions, double seconds) {
    float now = (float) (seconds * slowness);
    // Sums over the rectangle above and left of each cell.
    int[] sums = new int[(columns + 1) * (rows + 1)];
    boolean any = false;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int cell = row * columns + column;
        boolean flashing = transitions[cell] && isTooMany(cell, now);
        any |= flashing;
        int at = (row + 1) * (columns + 1) + column + 1;
        sums[at] =
            sums[at - 1] + sums[at - columns - 1] - sums[at - columns - 2] + (flashing ? 1 : 0);
      }
    }
    return any && exceedsField(sums);
  }

  /** Enters a transition; whether it is the last of too many within a second. */
  private boolean isTooMany(int cell, float now) {
    times[cell * TOO_MANY + next[cell]] = now;
    next[cell] = (byte) ((next[cell] + 1) % TOO_MANY);
    // The oldest of the last seven is overwritten next.
    return times[cell * TOO_MANY + next[cell]] > now - 1;
  }

  private boolean exceedsField(int[] sums) {
    int width = (int) Math.round(columns * FIELD_WIDTH);
    int height = (int) Math.round(columns * FIELD_HEIGHT);
    double allowed = SHARE * width * height;
    int stepX = Math.min(width, columns);
    int stepY = Math.min(height, rows);
    int stride = columns + 1;
    for (int bottom = stepY; bottom <= rows; bottom++) {
      for (int right = stepX; right <= columns; right++) {
        int inside =
            sums[bottom * stride + right]
                - sums[(bottom - stepY) * stride + right]
                - sums[bottom * stride + right - stepX]
                + sums[(bottom - stepY) * stride + right - stepX];
        if (inside >= allowed) {
          return true;
        }
      }
    }
    return false;
  }
}
