package io.terralapse.warp;

import io.terralapse.geo.Crs;
import io.terralapse.model.Displacement;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Grid;
import io.terralapse.model.SceneWindows;
import io.terralapse.model.SourceWindow;
import java.io.IOException;
import java.util.List;

/**
 * The pixels of an acquisition for co-registration: native and not resampled where possible. If
 * every window is in the alignment grid's CRS, north-up, of its pixel size, and on one common
 * lattice, stored pixels are copied to the nearest grid position, and the remaining sub-pixel
 * offset is reported. Otherwise they are resampled onto the grid and the offset is 0.
 *
 * <p>The centre of pixel (c, r) of the frame is at alignment-grid position (c + 0.5 + offsetX, r +
 * 0.5 + offsetY).
 */
public final class AlignmentView {
  /** The height of the store's tiles, so that each is decompressed once. */
  private static final int STRIP_ROWS = 64;

  /** Relative difference of pixel sizes up to which they count as equal. */
  private static final double SAME_SIZE = 1e-6;

  /** Two windows whose lattices differ by more than this cannot share one offset. */
  private static final double SAME_PHASE_PX = 1e-3;

  private static final double MAP_ERROR_PX = 0.05;

  private final Frame frame;
  private final double offsetX;
  private final double offsetY;

  private AlignmentView(Frame frame, double offsetX, double offsetY) {
    this.frame = frame;
    this.offsetX = offsetX;
    this.offsetY = offsetY;
  }

  /**
   * Copies or resamples an acquisition.
   *
   * @param scenes in order of preference: later ones only fill pixels that are still no data. Of
   *     bands of several pixel sizes only the finest are used
   * @param alignmentGrid the grid of the view
   */
  public static AlignmentView of(List<SceneWindows> scenes, Grid alignmentGrid) throws IOException {
    List<SourceWindow> windows = finest(scenes);
    if (!windows.isEmpty() && shareLattice(windows, alignmentGrid)) {
      return copied(windows, alignmentGrid);
    }
    return resampled(windows, alignmentGrid, Displacement.NONE);
  }

  /**
   * Resamples an acquisition through a displacement: the content at p + d(p) is moved to p.
   *
   * @param displacement in pixels of the alignment grid
   */
  public static AlignmentView through(
      List<SceneWindows> scenes, Grid alignmentGrid, Displacement displacement) throws IOException {
    return resampled(finest(scenes), alignmentGrid, displacement);
  }

  /** The windows of the finest bands, of scenes with as many of them as the first. */
  private static List<SourceWindow> finest(List<SceneWindows> scenes) {
    int bands = scenes.isEmpty() ? 0 : scenes.get(0).finest().bandCount();
    return scenes.stream()
        .map(SceneWindows::finest)
        .filter(window -> window.bandCount() == bands)
        .toList();
  }

  private static AlignmentView resampled(
      List<SourceWindow> windows, Grid grid, Displacement displacement) throws IOException {
    Warper warper = new Warper(grid, Kernel.CUBIC, MAP_ERROR_PX);
    List<SceneWindows> scenes = windows.stream().map(SceneWindows::of).toList();
    return new AlignmentView(warper.warp(scenes, displacement), 0, 0);
  }

  private static boolean shareLattice(List<SourceWindow> windows, Grid grid) {
    Crs crs = Crs.of(grid.crs());
    double[] first = origin(windows.get(0), grid);
    for (SourceWindow window : windows) {
      GeoTransform t = window.transform();
      double[] origin = origin(window, grid);
      if (!t.isNorthUp()
          || Math.abs(t.xPerColumn() / grid.pixelSize() - 1) > SAME_SIZE
          || Math.abs(-t.yPerRow() / grid.pixelSize() - 1) > SAME_SIZE
          || Math.abs(Math.IEEEremainder(origin[0] - first[0], 1)) > SAME_PHASE_PX
          || Math.abs(Math.IEEEremainder(origin[1] - first[1], 1)) > SAME_PHASE_PX
          || !Crs.of(window.crs()).sameAs(crs)) {
        return false;
      }
    }
    return true;
  }

  /** Alignment-grid position of the window's outer corner. */
  private static double[] origin(SourceWindow window, Grid grid) {
    GeoTransform t = window.transform();
    return new double[] {
      (t.x0() - grid.originX()) / grid.pixelSize(), (grid.originY() - t.y0()) / grid.pixelSize()
    };
  }

  private static AlignmentView copied(List<SourceWindow> windows, Grid grid) throws IOException {
    double[] first = origin(windows.get(0), grid);
    double offsetX = first[0] - Math.rint(first[0]);
    double offsetY = first[1] - Math.rint(first[1]);
    Frame frame = new Frame(grid.width(), grid.height(), windows.get(0).bandCount());
    for (SourceWindow window : windows) {
      double[] origin = origin(window, grid);
      copy(window, frame, Math.rint(origin[0] - offsetX), Math.rint(origin[1] - offsetY));
    }
    return new AlignmentView(frame, offsetX, offsetY);
  }

  private static void copy(SourceWindow window, Frame frame, double column, double row)
      throws IOException {
    double left = Math.max(0, column);
    double right = Math.min(frame.width(), column + window.width());
    double top = Math.max(0, row);
    double bottom = Math.min(frame.height(), row + window.height());
    if (left >= right || top >= bottom) {
      return;
    }
    Copy copy =
        new Copy(frame, (int) left, (int) (left - column), (int) (right - left), window.width());
    float[] values = new float[STRIP_ROWS * window.width()];
    byte[] flags = new byte[STRIP_ROWS * window.width()];
    for (int r = (int) top; r < (int) bottom; r += STRIP_ROWS) {
      int rows = Math.min(STRIP_ROWS, (int) bottom - r);
      int sourceRow = (int) (r - row);
      window.readFlags(sourceRow, rows, flags);
      boolean[] selected = copy.select(flags, r, rows);
      for (int b = 0; b < frame.bandCount(); b++) {
        window.readRows(b, sourceRow, rows, values);
        copy.values(values, selected, b, r, rows);
      }
      copy.flags(flags, selected, r, rows);
    }
  }

  /**
   * Copies strips of window rows to pixels of the frame that are still no data. Its loops are
   * separate small methods because the JIT compiles those quickly; as one method they take longer
   * to compile than to run.
   */
  private record Copy(Frame frame, int toColumn, int fromColumn, int width, int windowWidth) {

    boolean[] select(byte[] offered, int row, int rows) {
      boolean[] selected = new boolean[rows * width];
      for (int r = 0; r < rows; r++) {
        selectRow(
            frame.flags(), frameAt(row + r), offered, windowAt(r), selected, r * width, width);
      }
      return selected;
    }

    void values(float[] values, boolean[] selected, int band, int row, int rows) {
      for (int r = 0; r < rows; r++) {
        valuesRow(
            values, windowAt(r), selected, r * width, frame.band(band), frameAt(row + r), width);
      }
    }

    void flags(byte[] flags, boolean[] selected, int row, int rows) {
      for (int r = 0; r < rows; r++) {
        flagsRow(flags, windowAt(r), selected, r * width, frame.flags(), frameAt(row + r), width);
      }
    }

    private int frameAt(int row) {
      return row * frame.width() + toColumn;
    }

    private int windowAt(int stripRow) {
      return stripRow * windowWidth + fromColumn;
    }
  }

  private static void selectRow(
      byte[] have, int haveAt, byte[] offered, int from, boolean[] out, int at, int n) {
    for (int c = 0; c < n; c++) {
      out[at + c] = !Flags.isValid(have[haveAt + c]) && Flags.isValid(offered[from + c]);
    }
  }

  private static void valuesRow(
      float[] in, int from, boolean[] selected, int selectedAt, float[] out, int at, int n) {
    for (int c = 0; c < n; c++) {
      out[at + c] = selected[selectedAt + c] ? in[from + c] : out[at + c];
    }
  }

  private static void flagsRow(
      byte[] in, int from, boolean[] selected, int selectedAt, byte[] out, int at, int n) {
    for (int c = 0; c < n; c++) {
      out[at + c] = selected[selectedAt + c] ? in[from + c] : out[at + c];
    }
  }

  /** The pixels, in the grid's size. */
  public Frame frame() {
    return frame;
  }

  /** Offset of the frame's pixels to the right of the grid's, grid pixels, -0.5 to 0.5. */
  public double offsetX() {
    return offsetX;
  }

  /** Downward offset of the frame's pixels from the grid's, grid pixels, -0.5 to 0.5. */
  public double offsetY() {
    return offsetY;
  }
}
