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

  private final FlagRows flags;
  private final int width;
  private final int height;
  private int[] stack = new int[256];
  private int depth;
  private long size;
  private int sides;

  NodataRegions(FlagRows flags) {
    this.flags = flags;
    this.width = flags.width();
    this.height = flags.height();
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
    for (int row = 0; row < height; row++) {
      byte[] page = flags.read(row);
      int start = flags.startOf(row);
      for (int column = 0; column < width; column++) {
        if ((page[start + column] & CANDIDATE) != 0) {
          int pixel = row * width + column;
          size = 0;
          sides = 0;
          replace(pixel, CANDIDATE, VISITED);
          boolean large = size >= MIN_REGION;
          boolean accepted = inner ? large || sides != 0 : large && (sides & edges) != 0;
          if (!accepted) {
            replace(pixel, VISITED, (byte) 0);
          }
          page = flags.read(row);
        }
      }
    }
    for (int row = 0; row < height; row++) {
      markVisited(row);
    }
  }

  private void markVisited(int row) {
    byte[] page = flags.read(row);
    int start = flags.startOf(row);
    boolean any = false;
    for (int i = start; i < start + width; i++) {
      any |= (page[i] & VISITED) != 0;
    }
    if (any) {
      page = flags.change(row);
      for (int i = start; i < start + width; i++) {
        if ((page[i] & VISITED) != 0) {
          page[i] = (byte) ((page[i] & ~VISITED) | Flags.NODATA);
        }
      }
    }
  }

  /** Replaces bit {@code from} by bit {@code to} in one region, run by run. */
  private void replace(int start, byte from, byte to) {
    depth = 0;
    push(start);
    while (depth > 0) {
      int seed = stack[--depth];
      int row = seed / width;
      byte[] page = flags.change(row);
      int rowStart = flags.startOf(row);
      int left = rowStart + seed % width;
      if ((page[left] & from) == 0) {
        continue;
      }
      int end = left + 1;
      while (left > rowStart && (page[left - 1] & from) != 0) {
        left--;
      }
      while (end < rowStart + width && (page[end] & from) != 0) {
        end++;
      }
      for (int i = left; i < end; i++) {
        page[i] = (byte) ((page[i] & ~from) | to);
      }
      size += end - left;
      sides |= (row == 0 ? TOP : 0) | (row == height - 1 ? BOTTOM : 0);
      sides |= (left == rowStart ? LEFT : 0) | (end == rowStart + width ? RIGHT : 0);
      int first = Math.max(left - 1 - rowStart, 0);
      int last = Math.min(end - rowStart, width - 1);
      if (row > 0) {
        pushRuns(row - 1, first, last, from);
      }
      if (row < height - 1) {
        pushRuns(row + 1, first, last, from);
      }
    }
  }

  /** Pushes the first pixel of every run of the bit between two columns of a row. */
  private void pushRuns(int row, int first, int last, byte bit) {
    byte[] page = flags.read(row);
    int start = flags.startOf(row);
    boolean inRun = false;
    for (int column = first; column <= last; column++) {
      boolean set = (page[start + column] & bit) != 0;
      if (set && !inRun) {
        push(row * width + column);
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
