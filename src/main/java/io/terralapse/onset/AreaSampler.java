package io.terralapse.onset;

import io.terralapse.grid.AreaMask;
import io.terralapse.model.Displacement;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.Grid;
import io.terralapse.read.OpenWindows;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.read.SceneRequest;
import io.terralapse.read.WindowReach;
import io.terralapse.warp.Kernel;
import io.terralapse.warp.Warper;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * Takes samples of an area and the ring around it from the dates' source windows, aligned as the
 * frames are. Large areas are sampled on coarser pixels. Immutable and thread-safe.
 */
final class AreaSampler {
  /** Pixels of the rectangle around area and ring, at most; larger ones get coarser pixels. */
  private static final double MOST_PIXELS = 16_384;

  /** Pixels that are kept of the area, and of the ring. */
  private static final int MOST_KEPT = 2_000;

  /** Pixels between area and ring that belong to neither, since resampling mixes them. */
  private static final double GAP_PX = 2;

  /** Width of the ring in relation to the square root of the area: it is about twice as large. */
  private static final double RING_WIDTH = 0.45;

  /** The narrowest ring, pixels. */
  private static final double LEAST_RING_PX = 4;

  /** Fewer pixels tell nothing. */
  private static final int LEAST_PIXELS = 9;

  private final WindowStore store;
  private final Grid part;
  private final double column;
  private final double row;
  private final double factor;
  private final Warper warper;
  private final int[] area;
  private final int[] ring;

  /**
   * A sampler.
   *
   * @param polygons in the CRS of the grid, not empty; what is outside the grid is left out
   */
  AreaSampler(WindowStore store, Grid grid, Kernel kernel, Geometry polygons) {
    this.store = store;
    double pixel = grid.pixelSize();
    double width =
        GAP_PX * pixel
            + Math.max(LEAST_RING_PX * pixel, RING_WIDTH * Math.sqrt(polygons.getArea()));
    Geometry outer = polygons.buffer(width);
    Envelope box = clipped(outer.getEnvelopeInternal(), grid);
    column = Math.floor((box.getMinX() - grid.originX()) / pixel);
    row = Math.floor((grid.originY() - box.getMaxY()) / pixel);
    double columns = Math.ceil((box.getMaxX() - grid.originX()) / pixel) - column;
    double rows = Math.ceil((grid.originY() - box.getMinY()) / pixel) - row;
    factor = Math.max(1, Math.sqrt(columns * rows / MOST_PIXELS));
    part =
        new Grid(
                grid.crs(),
                grid.originX() + column * pixel,
                grid.originY() - row * pixel,
                pixel,
                grid.pixelSizeM(),
                even(columns),
                even(rows))
            .coarser(factor);
    warper = new Warper(part, kernel, Warper.LATTICE_ERROR_PX);
    boolean[] inside = AreaMask.of(polygons, part);
    boolean[] near = AreaMask.of(polygons.buffer(GAP_PX * part.pixelSize()), part);
    boolean[] around = AreaMask.of(outer, part);
    for (int i = 0; i < around.length; i++) {
      around[i] &= !near[i];
    }
    area = chosen(inside);
    ring = chosen(around);
  }

  /** Whether area and ring have enough pixels inside the frame. */
  boolean isLargeEnough() {
    return area.length >= LEAST_PIXELS && ring.length >= LEAST_PIXELS;
  }

  /**
   * Samples a date.
   *
   * @param displacement that the frame is corrected for, in pixels of the frame's grid
   * @throws IOException if a window that was lost from the store cannot be read again
   */
  AreaSample sample(ReadAcquisition date, Displacement displacement) throws IOException {
    Displacement here = displacement.onRaster(column, row, 1 / factor);
    List<SceneRequest> requests = WindowReach.of(part, date.requests(), here);
    try (OpenWindows windows = OpenWindows.of(store, requests)) {
      Frame frame = date.recipe().apply(warper.warp(windows.scenes(), here));
      return new AreaSample(values(frame, area), values(frame, ring));
    }
  }

  private static float[][] values(Frame frame, int[] pixels) {
    float[][] values = new float[frame.bandCount()][pixels.length];
    for (int b = 0; b < values.length; b++) {
      for (int i = 0; i < pixels.length; i++) {
        boolean clear = Flags.isClear(frame.flags()[pixels[i]]);
        values[b][i] = clear ? frame.band(b)[pixels[i]] : Float.NaN;
      }
    }
    return values;
  }

  /** The indices that are true, evenly thinned. */
  private static int[] chosen(boolean[] mask) {
    int[] all = new int[mask.length];
    int n = 0;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i]) {
        all[n++] = i;
      }
    }
    int[] kept = new int[Math.min(n, MOST_KEPT)];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = all[(int) ((long) i * n / kept.length)];
    }
    return kept;
  }

  private static Envelope clipped(Envelope box, Grid grid) {
    double pixel = grid.pixelSize();
    Envelope frame =
        new Envelope(
            grid.originX(),
            grid.originX() + grid.width() * pixel,
            grid.originY() - grid.height() * pixel,
            grid.originY());
    Envelope common = box.intersection(frame);
    return common.isNull()
        ? new Envelope(frame.getMinX(), frame.getMinX(), frame.getMaxY(), frame.getMaxY())
        : common;
  }

  private static int even(double n) {
    int whole = (int) Math.max(2, n);
    return whole + (whole & 1);
  }
}
