package io.terralapse.draw;

import io.terralapse.draw.FrameFilling.Filled;
import io.terralapse.draw.FramePlan.Placed;
import io.terralapse.grid.AreaMask;
import io.terralapse.grid.GridPlan;
import io.terralapse.model.Frame;
import io.terralapse.model.Grid;
import io.terralapse.model.Picture;
import io.terralapse.read.OpenWindows;
import io.terralapse.select.FillOrder;
import io.terralapse.tone.Stretch;
import io.terralapse.warp.Warper;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Draws the ground of single dates: resamples once, mosaics, computes channels, corrects their
 * tone, fills gaps and applies the stretch. Renditions are cut from it. Thread-safe: several dates
 * may be drawn at the same time.
 */
public final class CanvasRenderer {
  private final WindowStore store;
  private final CanvasWindows windows;
  private final CanvasWindows source;
  private final Warper warper;
  private final Stretch stretch;
  private final FrameFilling filling;
  private final ConcurrentMap<Integer, Filled> fills = new ConcurrentHashMap<>();

  private CanvasRenderer(
      WindowStore store,
      CanvasWindows windows,
      CanvasWindows source,
      Warper warper,
      FrameFilling filling,
      Stretch stretch) {
    this.store = store;
    this.windows = windows;
    this.source = source;
    this.warper = warper;
    this.filling = filling;
    this.stretch = stretch;
  }

  /**
   * A renderer for the dates of a sequence.
   *
   * @param plan the grid that dates were aligned on, and the area of interest
   * @param canvas the grid to draw on, in the same CRS
   */
  public static CanvasRenderer of(
      FrameSettings settings, GridPlan plan, Grid canvas, Stretch stretch, WindowStore store) {
    return of(settings, plan, canvas, canvas, stretch, store);
  }

  /**
   * A renderer of one of several pictures that are drawn from the same windows.
   *
   * @param plan the grid that dates were aligned on, and the area of interest
   * @param canvas the grid to draw on, in the same CRS
   * @param read the grid that decides what is read, and at which resolution
   */
  static CanvasRenderer of(
      FrameSettings settings,
      GridPlan plan,
      Grid canvas,
      Grid read,
      Stretch stretch,
      WindowStore store) {
    boolean[] area =
        settings.fill() == FillOrder.NONE ? new boolean[0] : AreaMask.of(plan.area(), canvas);
    return new CanvasRenderer(
        store,
        new CanvasWindows(plan.grid(), canvas),
        new CanvasWindows(plan.grid(), read),
        new Warper(canvas, settings.kernel(), Warper.LATTICE_ERROR_PX),
        new FrameFilling(area),
        stretch);
  }

  /** The grid of the pictures. */
  Grid grid() {
    return windows.canvas();
  }

  CanvasWindows windows() {
    return windows;
  }

  /** What is read of a date. */
  CanvasWindows source() {
    return source;
  }

  WindowStore store() {
    return store;
  }

  Warper warper() {
    return warper;
  }

  FrameFilling filling() {
    return filling;
  }

  Stretch stretch() {
    return stretch;
  }

  /**
   * Draws one date, without furniture.
   *
   * @throws IOException if a window that was lost from the store cannot be read again
   */
  Picture draw(FramePlan plan) throws IOException {
    Frame frame = channels(plan.own());
    fills.put(plan.index(), filling.fill(frame, plan, this::channels));
    FrameEdges.close(frame);
    return stretch.apply(frame);
  }

  private Frame channels(Placed placed) throws IOException {
    try (OpenWindows open = OpenWindows.of(store, source.requests(placed))) {
      Frame warped =
          warper.warp(placed.date().matched(open.scenes()), windows.displacement(placed));
      Frame frame = placed.date().recipe().apply(warped);
      placed.tone().apply(frame);
      return frame;
    }
  }

  /** Takes over what an earlier run filled of a frame. */
  void recall(FramePlan plan, Filled filled) {
    fills.put(plan.index(), filled);
  }

  /**
   * What is filled of a frame, whatever has been drawn before: the frame is drawn for that, if
   * neither this run did nor an earlier one whose result was taken over.
   *
   * @throws IOException if a window that was lost from the store cannot be read again
   */
  Filled filled(FramePlan plan) throws IOException {
    if (!knowsFilling(plan)) {
      draw(plan);
    }
    return filled(plan.index());
  }

  /** Whether it is known what is filled of a frame, without drawing it. */
  boolean knowsFilling(FramePlan plan) {
    return plan.sources().isEmpty() || fills.containsKey(plan.index());
  }

  /** What was filled of a frame that has been drawn, by its index. */
  public Filled filled(int index) {
    return fills.getOrDefault(index, Filled.NOTHING);
  }
}
