package io.terralapse.window;

import io.terralapse.model.DataFootprint.Corner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The first and the last pixel with data of some rows of a raster, and the polygon that they form.
 * Not thread-safe.
 */
final class RowExtents {
  /** Regions of data are mostly convex; the rows of less convex ones are used as they are. */
  private static final double CONVEX = 0.97;

  /** Fewer pixels than this are missing by chance: dark ones that equal the value for no data. */
  private static final long FEW_PIXELS = 16;

  /** The rows, ascending. */
  private final int[] rows;

  /** First column with data by index of the row; the largest integer in a row without data. */
  private final int[] left;

  /** Column after the last one with data; -1 in a row without data. */
  private final int[] right;

  private final int width;
  private final int height;

  private RowExtents(int[] rows, int[] left, int[] right, int width, int height) {
    this.rows = rows;
    this.left = left;
    this.right = right;
    this.width = width;
    this.height = height;
  }

  /**
   * Rows of which no pixel is known to have data.
   *
   * @param rows ascending; kept, not copied
   * @param width columns of the raster
   * @param height rows of the raster
   */
  static RowExtents empty(int[] rows, int width, int height) {
    int[] left = new int[rows.length];
    int[] right = new int[rows.length];
    Arrays.fill(left, Integer.MAX_VALUE);
    Arrays.fill(right, -1);
    return new RowExtents(rows, left, right, width, height);
  }

  /** Adds pixels with data of one row: from {@code first} to before {@code end}. */
  void add(int index, int first, int end) {
    left[index] = Math.min(left[index], first);
    right[index] = Math.max(right[index], end);
  }

  /** The column after the last one with data; -1 in a row without data. */
  int end(int index) {
    return right[index];
  }

  boolean hasData(int index) {
    return right[index] > left[index];
  }

  /** True if no row has any data. */
  boolean isEmpty() {
    return Arrays.stream(right).allMatch(end -> end < 0);
  }

  /** True if nearly all rows begin and end with data. */
  boolean isComplete() {
    long missing = 0;
    for (int i = 0; i < rows.length; i++) {
      missing += hasData(i) ? left[i] + width - right[i] : width;
    }
    return missing <= FEW_PIXELS;
  }

  /**
   * Without one pixel at every border that is not the raster's: overviews widen data by as much.
   */
  RowExtents eroded() {
    RowExtents eroded = empty(rows, width, height);
    for (int i = 0; i < rows.length; i++) {
      int first = -1;
      int end = width + 1;
      for (int k = Math.max(0, i - 1); k <= Math.min(rows.length - 1, i + 1); k++) {
        first = Math.max(first, hasData(k) ? left[k] : width);
        end = Math.min(end, hasData(k) ? right[k] : 0);
      }
      first = first == 0 ? 0 : first + 1;
      end = end == width ? width : end - 1;
      if (first < end) {
        eroded.add(i, first, end);
      }
    }
    return eroded;
  }

  /**
   * With gaps closed that are at most {@code reach} rows high: each row is widened to the widest of
   * its neighbours, and then narrowed to the narrowest.
   */
  RowExtents closed(int reach) {
    RowExtents wide = empty(rows, width, height);
    for (int i = 0; i < rows.length; i++) {
      for (int k = Math.max(0, i - reach); k <= Math.min(rows.length - 1, i + reach); k++) {
        if (hasData(k)) {
          wide.add(i, left[k], right[k]);
        }
      }
    }
    RowExtents closed = empty(rows, width, height);
    for (int i = 0; i < rows.length; i++) {
      int first = 0;
      int end = width;
      for (int k = Math.max(0, i - reach); k <= Math.min(rows.length - 1, i + reach); k++) {
        first = Math.max(first, wide.left[k]);
        end = Math.min(end, wide.right[k]);
      }
      if (first < end) {
        closed.add(i, first, end);
      }
    }
    return closed;
  }

  /**
   * The polygon of the region, in pixels of the raster. Notches at its sides, which are gaps in the
   * data, belong to it: a pixel is outside only if all pixels above or below it on one side of it
   * are.
   *
   * @return empty if it is nearly the whole raster
   */
  List<Corner> polygon() {
    int n = rows.length;
    int[] first = left.clone();
    int[] end = right.clone();
    int[] above = left.clone();
    int[] aboveEnd = right.clone();
    for (int i = 1; i < n; i++) {
      above[i] = Math.min(above[i], above[i - 1]);
      aboveEnd[i] = Math.max(aboveEnd[i], aboveEnd[i - 1]);
    }
    int below = Integer.MAX_VALUE;
    int belowEnd = -1;
    for (int i = n - 1; i >= 0; i--) {
      below = Math.min(below, left[i]);
      belowEnd = Math.max(belowEnd, right[i]);
      first[i] = Math.max(above[i], below);
      end[i] = Math.min(aboveEnd[i], belowEnd);
    }
    List<Corner> ring = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      if (first[i] < end[i]) {
        edge(i, end[i], ring);
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      if (first[i] < end[i]) {
        edgeUp(i, first[i], ring);
      }
    }
    List<Corner> hull = ConvexHull.of(ring);
    if (ConvexHull.area(ring) > (double) width * height - FEW_PIXELS) {
      return List.of();
    }
    return ConvexHull.area(ring) >= CONVEX * ConvexHull.area(hull) ? hull : ring;
  }

  /** The side of a row, downwards: at its centre, or over its height where neighbours are read. */
  private void edge(int i, int x, List<Corner> ring) {
    ring.add(new Corner(x, top(i)));
    if (bottom(i) > top(i)) {
      ring.add(new Corner(x, bottom(i)));
    }
  }

  private void edgeUp(int i, int x, List<Corner> ring) {
    if (bottom(i) > top(i)) {
      ring.add(new Corner(x, bottom(i)));
    }
    ring.add(new Corner(x, top(i)));
  }

  private double top(int i) {
    boolean known = rows[i] == 0 || (i > 0 && rows[i - 1] == rows[i] - 1);
    return known ? rows[i] : rows[i] + 0.5;
  }

  private double bottom(int i) {
    boolean known = rows[i] == height - 1 || (i + 1 < rows.length && rows[i + 1] == rows[i] + 1);
    return known ? rows[i] + 1 : rows[i] + 0.5;
  }
}
