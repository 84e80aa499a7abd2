package io.terralapse.draw;

import io.terralapse.bands.BandRecipe;
import io.terralapse.draw.FrameFilling.Filled;
import io.terralapse.draw.FramePlan.Placed;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.grid.AreaMask;
import io.terralapse.grid.GridPlan;
import io.terralapse.model.Displacement;
import io.terralapse.model.Frame;
import io.terralapse.model.Grid;
import io.terralapse.model.Picture;
import io.terralapse.read.OpenWindows;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.read.SceneRequest;
import io.terralapse.read.WindowReach;
import io.terralapse.select.FillOrder;
import io.terralapse.tone.Stretch;
import io.terralapse.warp.Warper;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Draws single frames: resamples once, mosaics, computes channels, fills gaps, applies the stretch
 * and draws the furniture. Thread-safe: several frames may be drawn at the same time.
 */
public final class FrameRenderer {
  private final WindowStore store;
  private final Grid grid;
  private final Warper warper;
  private final Stretch stretch;
  private final FurniturePainter furniture;
  private final FrameFilling filling;
  private final ConcurrentMap<Integer, Filled> fills = new ConcurrentHashMap<>();
  private volatile FrameObserver observer = FrameObserver.NONE;

  FrameRenderer(
      WindowStore store,
      Grid grid,
      Warper warper,
      FrameFilling filling,
      Stretch stretch,
      FurniturePainter furniture) {
    this.store = store;
    this.grid = grid;
    this.warper = warper;
    this.filling = filling;
    this.stretch = stretch;
    this.furniture = furniture;
  }

  /**
   * A renderer for the frames of a sequence.
   *
   * @param plan the grid and the area of interest
   * @param furniture laid out by {@link FrameFurniture}, without a legend's values
   */
  public static FrameRenderer of(
      FrameSettings settings,
      GridPlan plan,
      BandRecipe bands,
      Stretch stretch,
      FurniturePainter furniture,
      WindowStore store) {
    Grid grid = plan.grid();
    FurniturePainter complete =
        ChannelTone.findLegend(settings, bands, stretch)
            .map(furniture::withLegend)
            .orElse(furniture);
    boolean[] area =
        settings.fill() == FillOrder.NONE ? new boolean[0] : AreaMask.of(plan.area(), grid);
    return new FrameRenderer(
        store,
        grid,
        new Warper(grid, settings.kernel(), Warper.LATTICE_ERROR_PX),
        new FrameFilling(area),
        stretch,
        complete);
  }

  /** Frame width, pixels. */
  int width() {
    return grid.width();
  }

  /** Frame height, pixels. */
  int height() {
    return grid.height();
  }

  /** Shows every frame that is drawn from now on to an observer, in place of the one before. */
  public void setObserver(FrameObserver next) {
    observer = next;
  }

  /**
   * Draws one frame.
   *
   * @throws IOException if a window that was lost from the store cannot be read again
   */
  public Picture render(FramePlan plan) throws IOException {
    Picture picture = renderPlain(plan);
    observer.take(plan, picture);
    furniture.paint(picture, FramePlanner.caption(plan, filled(plan.index()).from()));
    return picture;
  }

  /**
   * Draws one frame without furniture.
   *
   * @throws IOException if a window that was lost from the store cannot be read again
   */
  Picture renderPlain(FramePlan plan) throws IOException {
    Frame frame = channels(plan.own());
    fills.put(plan.index(), filling.fill(frame, plan, this::channels));
    return stretch.apply(frame);
  }

  /**
   * Takes over what an earlier run drew: what was filled of a frame, and what its caption had no
   * space for.
   */
  void recall(FramePlan plan, Filled filled) {
    fills.put(plan.index(), filled);
    furniture.check(FramePlanner.caption(plan, filled.from()));
  }

  /**
   * The keys of what this renderer draws.
   *
   * @param codeVersion changes with the code that draws and encodes
   */
  public PictureKeys keys(String codeVersion) {
    return new PictureKeys(
        codeVersion, store, grid, warper.kernel(), filling.area(), stretch, furniture);
  }

  private Frame channels(Placed placed) throws IOException {
    ReadAcquisition date = placed.date();
    Displacement displacement = placed.shift().appliedDisplacement();
    List<SceneRequest> requests = WindowReach.of(grid, date.requests(), displacement);
    try (OpenWindows windows = OpenWindows.of(store, requests)) {
      Frame frame = warper.warp(windows.scenes(), displacement);
      return date.recipe().apply(frame);
    }
  }

  /** What was filled of a frame that has been drawn, by its index. */
  public Filled filled(int index) {
    return fills.getOrDefault(index, Filled.NOTHING);
  }
}
