package io.terralapse.window;

import io.terralapse.model.Flags;
import java.util.Arrays;

/**
 * Decides by size and position of a connected region whether pixels with the fill value are nodata.
 *
 * <p>In: a plane of flag bytes in which such pixels have {@link #CANDIDATE} set. Out: {@link
 * Flags#NODATA} in the pixels of accepted regions; the temporary bits are cleared. Regions are
 * 8-connected; the algorithm is a scanline flood fill. Time is proportional to the number of
 * pixels. One instance for one plane; not thread-safe.
 */
final class NodataRegions {
  /** Marks a pixel with the fill value; a temporary bit, only used in this package. */
  static final byte CANDIDATE = Flags.FILLED;

  private static final byte VISITED = Flags.WATER;

  /**
   * Smaller regions, in pixels, are measurements that happen to equal the nodata value: in NAIP
   * scenes (nodata 0) dark roofs and shadows are regions of a few pixels, while fill forms stripes
   * and wedges.
   */
  static final int MIN_REGION = 16;

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

  /** Accepts all regions except small ones that do not touch an edge of the window. */
  void acceptAllButSmall() {
    accept(0, true);
  }

  /**
   * Accepts the regions that are not small and touch one of the given edges of the window.
   *
   * @param edges a sum of {@link #TOP}, {@link #BOTTOM}, {@link #LEFT}, {@link #RIGHT}
   */
  void acceptFillAtEdges(int edges) {
    accept(edges, false);
  }

  private void accept(int edges, boolean inner) {
    for (int i = 0; i < flags.length; i++) {
      if ((flags[i] & CANDIDATE) != 0) {
        size = 0;
        sides = 0;
        replace(i, CANDIDATE, VISITED);
        boolean large = size >= MIN_REGION;
        boolean accepted = inner ? large || sides != 0 : large && (sides & edges) != 0;
        if (!accepted) {
          replace(i, VISITED, (byte) 0);
        }
      }
    }
    for (int i = 0; i < flags.length; i++) {
      if ((flags[i] & VISITED) != 0) {
        flags[i] = (byte) ((flags[i] & ~VISITED) | Flags.NODATA);
      }
    }
  }

  /** Replaces bit {@code from} by bit {@code to} in one region, run by run. */
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
