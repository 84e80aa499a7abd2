package io.terralapse.furniture;

import io.terralapse.model.Picture;
import java.util.Arrays;

/**
 * How bright the ground of a sequence is, for each cell of a coarse grid over the frame: the
 * brightest and the darkest of all dates. Clouds are not ground. Not thread-safe until it is
 * complete.
 */
public final class Backdrop {
  private static final int UNKNOWN = -1;

  private final int columns;
  private final int rows;
  private final int[] brightest;
  private final int[] darkest;

  /** Of no date yet. */
  public Backdrop(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    this.brightest = new int[columns * rows];
    this.darkest = new int[columns * rows];
    Arrays.fill(brightest, UNKNOWN);
    Arrays.fill(darkest, UNKNOWN);
  }

  /**
   * Adds a date.
   *
   * @param picture a pixel a cell
   * @param ground whether a cell shows ground, {@code [row * columns + column]}
   * @throws IllegalArgumentException if the picture has another size
   */
  public void add(Picture picture, boolean[] ground) {
    if (picture.width() != columns || picture.height() != rows) {
      throw new IllegalArgumentException(picture.width() + " x " + picture.height() + " cells");
    }
    for (int i = 0; i < brightest.length; i++) {
      if (ground[i]) {
        int grey = Palette.grey(picture.rgb()[i]);
        brightest[i] = Math.max(brightest[i], grey);
        darkest[i] = darkest[i] == UNKNOWN ? grey : Math.min(darkest[i], grey);
      }
    }
  }

  /**
   * The backdrop of a frame that shows another part of the ground; beyond the edges of this one it
   * is as bright as at the edge.
   *
   * @param left edge of the part, a share of the width
   * @param top edge of the part, a share of the height
   * @param width of the part, a share of the width
   * @param height of the part, a share of the height
   */
  public Backdrop part(double left, double top, double width, double height) {
    Backdrop part = new Backdrop(columns, rows);
    for (int i = 0; i < columns * rows; i++) {
      int cell = i / columns;
      double x = left + (i % columns + 0.5) / columns * width;
      double y = top + (cell + 0.5) / rows * height;
      int column = (int) Math.max(0, Math.min(columns - 1, Math.floor(x * columns)));
      int row = (int) Math.max(0, Math.min(rows - 1, Math.floor(y * rows)));
      part.brightest[i] = brightest[row * columns + column];
      part.darkest[i] = darkest[row * columns + column];
    }
    return part;
  }

  /**
   * The grey code that nine in ten cells of some rows are at most as bright as (or, if {@code
   * dark}, as dark as) on any date; that of the worst picture if none is known.
   *
   * @param from share of the height, 0 to 1
   * @param to share of the height
   */
  int worst(double from, double to, boolean dark) {
    int first = (int) Math.floor(from * rows);
    int last = (int) Math.ceil(to * rows);
    int[] known =
        Arrays.stream(dark ? darkest : brightest, first * columns, last * columns)
            .filter(grey -> grey != UNKNOWN)
            .sorted()
            .toArray();
    if (known.length == 0) {
      return dark ? 0 : 255;
    }
    int rank = (known.length - 1) * 9 / 10;
    return known[dark ? known.length - 1 - rank : rank];
  }
}
