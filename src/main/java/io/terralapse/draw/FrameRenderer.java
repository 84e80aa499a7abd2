package io.terralapse.draw;

import io.terralapse.annotation.AnnotationPainter;
import io.terralapse.bands.BandRecipe;
import io.terralapse.draw.FrameFilling.Filled;
import io.terralapse.draw.FramePlan.Placed;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.grid.AreaMask;
import io.terralapse.grid.GridPlan;
import io.terralapse.model.Displacement;
import io.terralapse.model.Frame;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
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
 * Draws single frames: resamples once, mosaics, computes channels, corrects their tone, fills gaps,
 * applies the stretch and draws the furniture. Thread-safe: several frames may be drawn at the same
 * time.
 */
public final class FrameRenderer {
  private final WindowStore store;
  private final Grid grid;
  private final Warper warper;
  private final Stretch stretch;
  private final AnnotationPainter annotations;
  private final FurniturePainter furniture;
  private final FrameFilling filling;
  private final ConcurrentMap<Integer, Filled> fills = new ConcurrentHashMap<>();

  FrameRenderer(
      WindowStore store,
      Grid grid,
      Warper warper,
      FrameFilling filling,
      Stretch stretch,
      AnnotationPainter annotations,
      FurniturePainter furniture) {
    this.store = store;
    this.grid = grid;
    this.warper = warper;
    this.filling = filling;
    this.stretch = stretch;
    this.annotations = annotations;
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
        AnnotationPainter.of(
            settings.overlays(), grid, complete.occupied(), settings.furniture().fonts()),
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

  /**
   * Draws one frame.
   *
   * @throws IOException if a window that was lost from the store cannot be read again
   */
  public Picture render(FramePlan plan) throws IOException {
    Frame frame = channels(plan.own());
    Filled filled = filling.fill(frame, plan, this::channels);
    fills.put(plan.index(), filled);
    FrameEdges.close(frame);
    Picture picture = stretch.apply(frame);
    annotations.paint(picture, plan.date().acquisition().acquired());
    furniture.paint(picture, FramePlanner.caption(plan, filled.from()));
    return picture;
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
        codeVersion, store, grid, warper.kernel(), filling.area(), stretch, annotations, furniture);
  }

  private Frame channels(Placed placed) throws IOException {
    ReadAcquisition date = placed.date();
    Displacement displacement = placed.shift().appliedDisplacement();
    List<SceneRequest> requests = WindowReach.of(grid, date.requests(), displacement);
    try (OpenWindows windows = OpenWindows.of(store, requests)) {
      Frame frame = date.recipe().apply(warper.warp(date.matched(windows.scenes()), displacement));
      placed.tone().apply(frame);
      return frame;
    }
  }

  /** What annotations could not be drawn as requested. */
  public List<Issue> annotationIssues() {
    return annotations.issues();
  }

  /** What was filled of a frame that has been drawn, by its index. */
  public Filled filled(int index) {
    return fills.getOrDefault(index, Filled.NOTHING);
  }
}
