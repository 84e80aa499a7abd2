package io.terralapse.warp;

import io.terralapse.model.Displacement;
import io.terralapse.model.Frame;
import io.terralapse.model.Grid;
import io.terralapse.model.SceneWindows;
import io.terralapse.model.SourceWindow;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Resamples source windows onto the grid, once.
 *
 * <ul>
 *   <li>In: native windows in any CRS, with flags. Out: a frame on the grid.
 *   <li>An output pixel is valid if and only if the source pixel that contains its centre is valid,
 *       and it gets that pixel's flags; no-data pixels do not contribute to any value.
 *   <li>Where the source is finer than the grid, the kernel is widened to the size of a grid pixel
 *       to avoid aliasing.
 *   <li>Where a source and the grid have the same CRS and pixel size, a shift by whole pixels is a
 *       copy.
 *   <li>Memory: the frame, and source rows for a strip of it (about {@value #SOURCE_BUDGET} bytes).
 * </ul>
 *
 * <p>Immutable; thread-safe.
 */
public final class Warper {
  /**
   * How far the interpolated map from grid to source may be from the exact one, source pixels,
   * unless another bound is given.
   */
  public static final double LATTICE_ERROR_PX = 0.05;

  /** Source rows take at most this part of the heap for each thread. */
  private static final long HEAP_SHARE = 16;

  private static final int STRIP_ROWS = 64;
  private static final long SOURCE_BUDGET = 32L << 20;

  /**
   * Beyond the centres of a window's outermost pixels a kernel only repeats them. Where another
   * scene of the mosaic shows that ground, it is taken from there: otherwise the row that is
   * repeated is seen as a line along the edge of a tile. Source pixels.
   */
  private static final double RIM = 0.5;

  /** Below this scale kernels are not widened, as in gdalwarp. */
  private static final double NO_WIDENING_BELOW = 1.05;

  private final Grid grid;
  private final Kernel kernel;
  private final double mapErrorPx;

  /**
   * @param grid the output grid
   * @param kernel the resampling kernel
   * @param mapErrorPx largest error of the approximated pixel map, source pixels, as gdalwarp's
   *     {@code -et}
   */
  public Warper(Grid grid, Kernel kernel, double mapErrorPx) {
    this.grid = grid;
    this.kernel = kernel;
    this.mapErrorPx = mapErrorPx;
  }

  /** The resampling kernel. */
  public Kernel kernel() {
    return kernel;
  }

  /**
   * Mosaics the scenes of one acquisition.
   *
   * @param scenes in order of preference: later ones only fill pixels that are still no data; all
   *     with the same number of bands
   * @param displacement how far the content is right of and below its correct position, grid
   *     pixels: output position p is sampled at grid position p + d(p)
   * @return a new frame; without scenes it has no bands and no valid pixels
   */
  public Frame warp(List<SceneWindows> scenes, Displacement displacement) throws IOException {
    int bands = scenes.isEmpty() ? 0 : scenes.get(0).bandCount();
    Frame frame = new Frame(grid.width(), grid.height(), bands);
    if (scenes.size() > 1 && kernel != Kernel.NEAR) {
      for (SceneWindows scene : scenes) {
        if (scene.parts().size() == 1 && scene.bandCount() == bands) {
          warpInto(frame, scene.parts().get(0), displacement, scene.gains(), RIM);
        }
      }
    }
    for (SceneWindows scene : scenes) {
      SourceWindow first = scene.parts().get(0);
      if (scene.bandCount() != bands) {
        throw new IllegalArgumentException("scenes differ in bands: " + first.sceneId());
      }
      if (scene.parts().size() == 1) {
        warpInto(frame, first, displacement, scene.gains(), 0);
      } else {
        BandStacker.fill(frame, stack(scene, displacement), scene.gains());
      }
    }
    return frame;
  }

  /** Resamples bands of several pixel sizes, each from its own window. */
  private Frame stack(SceneWindows scene, Displacement displacement) throws IOException {
    BandStacker stacker = new BandStacker(grid.width(), grid.height(), scene.bandCount());
    for (int i = 0; i < scene.parts().size(); i++) {
      SourceWindow part = scene.parts().get(i);
      Frame frame = new Frame(grid.width(), grid.height(), part.bandCount());
      warpInto(frame, part, displacement, List.of(), 0);
      stacker.add(frame, scene.planes().get(i));
    }
    return stacker.frame();
  }

  private void warpInto(
      Frame frame, SourceWindow window, Displacement displacement, List<Double> gains, double rim)
      throws IOException {
    PixelMap map = new PixelMap(grid, window, displacement);
    double[] scale = map.scale();
    double columnScale = widening(scale[0]);
    double rowScale = widening(scale[1]);
    SourceRows source =
        new SourceRows(window, kernel.taps(columnScale), kernel.taps(rowScale), rim);
    Strip strip = new Strip(frame, source, kernel.taps(rowScale), gains);
    Optional<PixelMap.ScaleShift> line = map.findScaleShift();
    if (line.isPresent()) {
      var resampler =
          new SeparableResampler(kernel, source, line.get(), grid.width(), columnScale, rowScale);
      long budget = Math.min(SOURCE_BUDGET, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
      separable(strip, resampler, stripRows(window, scale[1], budget));
    } else {
      var resampler = new GeneralResampler(kernel, source, columnScale, rowScale);
      // The approximation depends on the strips, which must not depend on the heap.
      int rows = stripRows(window, scale[1], SOURCE_BUDGET);
      general(strip, resampler, new ApproximatePixelMap(map, grid.width(), mapErrorPx), rows);
    }
  }

  private void separable(Strip strip, SeparableResampler resampler, int rows) throws IOException {
    for (int row = 0; row < grid.height(); row += rows) {
      int n = Math.min(rows, grid.height() - row);
      double first = resampler.sourceRow(row);
      double last = resampler.sourceRow(row + n - 1);
      if (strip.load(row, n, Math.min(first, last), Math.max(first, last))) {
        for (int r = row; r < row + n; r++) {
          resampler.row(r, strip.output);
          strip.output.merge(r);
        }
      }
    }
  }

  private void general(Strip strip, GeneralResampler resampler, ApproximatePixelMap map, int rows)
      throws IOException {
    double[] u = new double[grid.width()];
    double[] v = new double[grid.width()];
    for (int row = 0; row < grid.height(); row += rows) {
      int n = Math.min(rows, grid.height() - row);
      map.moveTo(row, n);
      double[] span = map.sourceRows();
      if (strip.load(row, n, span[0], span[1])) {
        for (int r = row; r < row + n; r++) {
          map.row(r, u, v);
          resampler.row(u, v, strip.output);
          strip.output.merge(r);
        }
      }
    }
  }

  private static double widening(double scale) {
    return scale < NO_WIDENING_BELOW ? 1 : scale;
  }

  /** Output rows whose source rows fit a budget in bytes. */
  private static int stripRows(SourceWindow window, double rowScale, long budget) {
    long perSourceRow = (4L * window.bandCount() + 2) * window.width();
    double rows = budget / (double) perSourceRow / Math.max(rowScale, 1e-3);
    return (int) Math.max(1, Math.min(STRIP_ROWS, rows));
  }

  /** The state that both resamplers of a strip share. */
  private record Strip(SourceRows source, int rowTaps, OutputRow output) {
    Strip(Frame frame, SourceRows source, int rowTaps, List<Double> gains) {
      this(source, rowTaps, new OutputRow(frame, gains));
    }

    /**
     * Loads the source rows that output rows need.
     *
     * @return false if there is nothing to do: the output rows are complete, or outside the source
     */
    boolean load(int row, int rows, double lowest, double highest) throws IOException {
      if (Double.isNaN(lowest)
          || highest < 0
          || lowest >= source.height
          || output.isFull(row, rows)) {
        return false;
      }
      int radius = rowTaps / 2 + 1;
      // Clamped before the cast: the map may point far outside the window.
      int from = (int) Math.max(0, Math.floor(lowest) - radius);
      int to = (int) Math.min(source.height, Math.floor(highest) + radius + 1);
      return source.load(from, to);
    }
  }
}
