package io.terralapse.pipeline;

import io.terralapse.furniture.FurniturePainter;
import io.terralapse.model.Frame;
import io.terralapse.model.Grid;
import io.terralapse.model.Picture;
import io.terralapse.tone.Stretch;
import io.terralapse.warp.Warper;
import io.terralapse.window.WindowStore;
import java.io.IOException;

/**
 * Draws one frame: resample once, mosaic, compute channels, tone, furniture. Thread-safe: frames
 * may be drawn side by side.
 */
final class FrameRenderer {
  private final WindowStore store;
  private final Grid grid;
  private final Warper warper;
  private final Stretch stretch;
  private final FurniturePainter furniture;

  FrameRenderer(
      WindowStore store, Grid grid, Warper warper, Stretch stretch, FurniturePainter furniture) {
    this.store = store;
    this.grid = grid;
    this.warper = warper;
    this.stretch = stretch;
    this.furniture = furniture;
  }

  int width() {
    return grid.width();
  }

  int height() {
    return grid.height();
  }

  /** The finished picture of one frame. */
  Picture render(FramePlan plan) throws IOException {
    Frame frame;
    try (OpenWindows windows = OpenWindows.of(store, plan.date().requests())) {
      frame = warper.warp(windows.scenes(), plan.shift().appliedDxPx(), plan.shift().appliedDyPx());
    }
    Picture picture = stretch.apply(plan.date().recipe().apply(frame));
    furniture.paint(picture, plan.caption());
    return picture;
  }
}
