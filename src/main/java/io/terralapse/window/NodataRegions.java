package io.terralapse.window;

import io.terralapse.model.Flags;
import java.util.Arrays;

/**
 * Decides which pixels that look like fill are fill, by the shape of the region they form.
 *
 * <p>In: a plane of flag bytes in which such pixels carry {@link #CANDIDATE}. Out: {@link
 * Flags#NODATA} on the pixels of accepted regions; the working bits are cleared. Regions are
 * 8-connected. Time is proportional to the number of pixels. One instance serves one plane; not
 * thread-safe.
 */
final class NodataRegions {
  /** Marks a pixel whose value looks like fill. A working bit that never leaves this room. */
  static final byte CANDIDATE = Flags.FILLED;

  private static final byte SEEN = Flags.WATER;

  /**
   * Regions below this size are real measurements that happen to equal the nodata value: in NAIP
   * scenes (nodata 0) dark roofs and shadows make specks of a few pixels, while fill comes in
   * stripes and wedges.
   */
  static final int SPECK = 16;

  static final int TOP = 1;
  static final int BOTTOM = 2;
  static final int LEFT = 4;
  static final int RIGHT = 8;

  private final byte[] flags;
  private final int width;
  private final int height;
  private int[] stack = new int[256];
  private int depth;
  private long size;
  private int sides;

  NodataRegions(byte[] flags, int width, int height) {
    this.flags = flags;
    this.width = width;
    this.height = height;
  }

  /** Accepts every region but specks that lie free of the window's border. */
  void acceptAllButSpecks() {
    settle(0, true);
  }

  /**
   * Accepts only regions that reach one of the given sides of the window and are no specks.
   *
   * @param edges a sum of {@link #TOP}, {@link #BOTTOM}, {@link #LEFT}, {@link #RIGHT}
   */
  void acceptFillAtEdges(int edges) {
    settle(edges, false);
  }

  private void settle(int edges, boolean inner) {
    for (int i = 0; i < flags.length; i++) {
      if ((flags[i] & CANDIDATE) != 0) {
        size = 0;
        sides = 0;
        replace(i, CANDIDATE, SEEN);
        boolean large = size >= SPECK;
        boolean accepted = inner ? large || sides != 0 : large && (sides & edges) != 0;
        if (!accepted) {
          replace(i, SEEN, (byte) 0);
        }
      }
    }
    for (int i = 0; i < flags.length; i++) {
      if ((flags[i] & SEEN) != 0) {
        flags[i] = (byte) ((flags[i] & ~SEEN) | Flags.NODATA);
      }
    }
  }

  /** Turns bit {@code from} into bit {@code to} over one region, span by span. */
  private void replace(int start, byte from, byte to) {
    depth = 0;
    push(start);
    while (depth > 0) {
      int seed = stack[--depth];
      if ((flags[seed] & from) == 0) {
        continue;
      }
      int row = seed / width;
      int rowStart = row * width;
      int left = seed;
      while (left > rowStart && (flags[left - 1] & from) != 0) {
        left--;
      }
      int end = seed + 1;
      while (end < rowStart + width && (flags[end] & from) != 0) {
        end++;
      }
      for (int i = left; i < end; i++) {
        flags[i] = (byte) ((flags[i] & ~from) | to);
      }
      size += end - left;
      sides |= (row == 0 ? TOP : 0) | (row == height - 1 ? BOTTOM : 0);
      sides |= (left == rowStart ? LEFT : 0) | (end == rowStart + width ? RIGHT : 0);
      int first = Math.max(left - 1, rowStart);
      int last = Math.min(end, rowStart + width - 1);
      if (row > 0) {
        pushRuns(first - width, last - width, from);
      }
      if (row < height - 1) {
        pushRuns(first + width, last + width, from);
      }
    }
  }

  /** Pushes the first pixel of every run of the bit between two pixels of one row. */
  private void pushRuns(int first, int last, byte bit) {
    boolean inRun = false;
    for (int i = first; i <= last; i++) {
      boolean set = (flags[i] & bit) != 0;
      if (set && !inRun) {
        push(i);
      }
      inRun = set;
    }
  }

  private void push(int pixel) {
    if (depth == stack.length) {
      stack = Arrays.copyOf(stack, 2 * depth);
    }
    stack[depth++] = pixel;
  }
}
