package io.terralapse.sheet;

/**
 * Where the cells of a sheet are, pixels. Cells are smaller on sheets of more frames, so that the
 * sheet has at most some six million pixels whatever their number is.
 *
 * @param columns cells in a row
 * @param rows rows of cells
 * @param width of a picture
 * @param height of a picture
 */
record SheetLayout(int columns, int rows, int width, int height) {
  static final int MARGIN = 36;
  static final int GAP = 18;

  /** Width of a sheet over its height that is aimed at: that of a page on its side. */
  private static final double SHAPE = 1.6;

  /** Pixels of all pictures together, and of one at most. */
  private static final double ALL = 3.6e6;

  private static final double LARGEST = 170_000;

  /** A narrower sheet has no space for its title. */
  private static final int LEAST_WIDTH = 640;

  /** A cell needs space for its date. */
  private static final int LEAST_CELL = 150;

  /**
   * Lays out cells.
   *
   * @param count how many, at least 1
   * @param aspect width of a picture over its height
   * @param caption height of the text below a picture
   */
  static SheetLayout of(int count, double aspect, int caption) {
    double area = Math.min(LARGEST, ALL / count);
    int width = (int) Math.max(LEAST_CELL, Math.round(Math.sqrt(area * aspect)));
    int height = (int) Math.max(1, Math.round(width / aspect));
    int best = 1;
    double least = Double.MAX_VALUE;
    for (int columns = 1; columns <= count; columns++) {
      int rows = (count + columns - 1) / columns;
      double shape = columns * (width + GAP) / ((double) rows * (height + caption + GAP));
      double missed = Math.abs(Math.log(shape / SHAPE));
      if (missed < least) {
        least = missed;
        best = columns;
      }
    }
    return new SheetLayout(best, (count + best - 1) / best, width, height);
  }

  /** Width of the sheet. */
  int sheetWidth() {
    return Math.max(LEAST_WIDTH, 2 * MARGIN + columns * (width + GAP) - GAP);
  }

  /** Left edge of a cell. */
  int left(int index) {
    return MARGIN + index % columns * (width + GAP);
  }

  /**
   * Top edge of a cell.
   *
   * @param top of the first row
   * @param caption height of the text below a picture
   */
  int top(int index, int top, int caption) {
    return top + index / columns * (height + caption + GAP);
  }
}
