package io.terralapse.draw;

import io.terralapse.furniture.Caption;
import io.terralapse.grid.GridPlan;
import io.terralapse.grid.ZoomPath;
import io.terralapse.model.ContentDigest;
import io.terralapse.model.Grid;
import io.terralapse.model.Picture;
import io.terralapse.pace.SequencePicture;
import io.terralapse.tone.Stretch;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.util.function.BiFunction;

/**
 * Draws a date while the frame narrows to the focus. Each picture is resampled from the scenes on a
 * grid of its own, so that it shows as much detail as they have; nothing is enlarged from a
 * finished frame. Scale, north, place and annotations are left out while the frame moves, because
 * they would change in every frame, and are laid out again for the last picture. Thread-safe.
 */
public final class ZoomPictures {
  private final FrameSettings settings;
  private final GridPlan plan;
  private final ZoomPath path;
  private final Stretch stretch;
  private final WindowStore store;
  private final FrameRenderer end;

  /**
   * Pictures of a rendition.
   *
   * @param plan the grid that dates were aligned on, and the area of interest
   * @param path from the grid of the rendition
   * @param frame makes the renderer of the last picture, given its canvas and its grid
   */
  public ZoomPictures(
      FrameSettings settings,
      GridPlan plan,
      ZoomPath path,
      Stretch stretch,
      WindowStore store,
      BiFunction<CanvasRenderer, Grid, FrameRenderer> frame) {
    this.settings = settings;
    this.plan = plan;
    this.path = path;
    this.stretch = stretch;
    this.store = store;
    this.end = frame.apply(canvas(path.to()), path.to());
  }

  private CanvasRenderer canvas(Grid grid) {
    return CanvasRenderer.of(settings, plan, grid, path.finest(), stretch, store);
  }

  private Grid grid(SequencePicture shown) {
    return path.at(Wipe.ease(shown.share()));
  }

  /** A new picture. */
  Picture draw(FrameRenderer renderer, FramePlan frame, SequencePicture shown) throws IOException {
    if (shown.step() == shown.steps()) {
      return end.render(frame);
    }
    // That of the still before, which other segments than this one may not have drawn yet.
    Caption caption = renderer.caption(frame);
    Picture picture = canvas(grid(shown)).draw(frame);
    renderer.furniture().paintMoving(picture, caption);
    return picture;
  }

  /** What is read of a date for all pictures. */
  CanvasWindows windows() {
    return end.canvas().source();
  }

  /** Adds everything that decides what is drawn, but for the date, to a digest. */
  void addTo(ContentDigest digest, FramePlan frame, SequencePicture shown) throws IOException {
    digest.add(String.valueOf(grid(shown)));
    if (shown.step() == shown.steps()) {
      digest.add(end.keys("").of(frame).hex());
    }
  }
}
