package io.terralapse.warp;

/**
 * An approximation of {@link PixelMap} over a strip of output rows, as GDAL's approximating
 * transformer: exact on a coarse lattice, bilinear in between. The lattice spacing is halved until
 * the centres of all cells and edges agree with the exact map; at spacing 1 nothing is
 * interpolated. Not thread-safe.
 */
final class ApproximatePixelMap {
  private static final int COARSEST = 64;

  private final PixelMap map;
  private final int width;
  private final double maxErrorPx;

  private int step = COARSEST;
  private int firstRow;
  private int nodeColumns;
  private int nodeRows;
  private double[] nodes = {};

  /**
   * @param width output columns
   * @param maxErrorPx largest interpolation error allowed, source pixels
   */
  ApproximatePixelMap(PixelMap map, int width, double maxErrorPx) {
    this.map = map;
    this.width = width;
    this.maxErrorPx = maxErrorPx;
  }

  /** Moves to the strip of {@code rows} output rows from {@code row} on. */
  void moveTo(int row, int rows) {
    firstRow = row;
    // Strips are usually alike; twice the spacing is tried in case this one needs less.
    step = Math.min(COARSEST, step * 2);
    while (true) {
      nodeColumns = (width - 2) / step + 2;
      nodeRows = rows == 1 ? 2 : (rows - 2) / step + 2;
      nodes = exact(0, 0, nodeColumns, nodeRows);
      if (step == 1 || centresAgree()) {
        return;
      }
      step /= 2;
    }
  }

  /** Exact values at the nodes, offset by a fraction of a cell. */
  private double[] exact(double columnOffset, double rowOffset, int columns, int rows) {
    double[] xy = new double[2 * columns * rows];
    int i = 0;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        xy[i++] = 0.5 + (c + columnOffset) * step;
        xy[i++] = firstRow + 0.5 + (r + rowOffset) * step;
      }
    }
    map.apply(xy, columns * rows);
    return xy;
  }

  private boolean centresAgree() {
    return agree(0.5, 0) && agree(0, 0.5) && agree(0.5, 0.5);
  }

  private boolean agree(double columnOffset, double rowOffset) {
    int columns = columnOffset > 0 ? nodeColumns - 1 : nodeColumns;
    int rows = rowOffset > 0 ? nodeRows - 1 : nodeRows;
    double[] middle = exact(columnOffset, rowOffset, columns, rows);
    int right = columnOffset > 0 ? 2 : 0;
    int down = rowOffset > 0 ? 2 * nodeColumns : 0;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int n = 2 * (r * nodeColumns + c);
        int m = 2 * (r * columns + c);
        double u = (nodes[n] + nodes[n + right] + nodes[n + down] + nodes[n + right + down]) / 4;
        double v =
            (nodes[n + 1]
                    + nodes[n + 1 + right]
                    + nodes[n + 1 + down]
                    + nodes[n + 1 + right + down])
                / 4;
        boolean bothUnknown = Double.isNaN(u) && Double.isNaN(middle[m]);
        double error = Math.hypot(u - middle[m], v - middle[m + 1]);
        if (!bothUnknown && !(error <= maxErrorPx)) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * The lowest and highest source row over the strip, without the kernel radius; {NaN, NaN} if the
   * map is undefined on the whole strip.
   */
  double[] sourceRows() {
    double low = Double.NaN;
    double high = Double.NaN;
    for (int i = 1; i < nodes.length; i += 2) {
      double v = nodes[i];
      low = v < low || Double.isNaN(low) ? v : low;
      high = v > high || Double.isNaN(high) ? v : high;
    }
    return new double[] {low, high};
  }

  /**
   * Source positions of the pixel centres of one output row.
   *
   * @param u receives a source column per output column
   * @param v receives a source row per output column
   */
  void row(int row, double[] u, double[] v) {
    int j = Math.min((row - firstRow) / step, nodeRows - 2);
    double t = (row - firstRow - j * step) / (double) step;
    int top = 2 * j * nodeColumns;
    int bottom = top + 2 * nodeColumns;
    for (int cell = 0; cell < nodeColumns - 1; cell++) {
      int n = 2 * cell;
      double u0 = mix(nodes[top + n], nodes[bottom + n], t);
      double v0 = mix(nodes[top + n + 1], nodes[bottom + n + 1], t);
      double du = (mix(nodes[top + n + 2], nodes[bottom + n + 2], t) - u0) / step;
      double dv = (mix(nodes[top + n + 3], nodes[bottom + n + 3], t) - v0) / step;
      int first = cell * step;
      int end = Math.min(width, first + step + 1);
      for (int c = first; c < end; c++) {
        u[c] = u0 + (c - first) * du;
        v[c] = v0 + (c - first) * dv;
      }
    }
  }

  private static double mix(double a, double b, double t) {
    // At a node the other node must not contribute: it may be NaN.
    return t == 0 ? a : a + (b - a) * t;
  }
}
