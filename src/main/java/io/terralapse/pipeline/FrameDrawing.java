package io.terralapse.pipeline;

import io.terralapse.cache.AlgorithmVersion;
import io.terralapse.draw.DrawPass;
import io.terralapse.draw.EarlierFrames;
import io.terralapse.draw.EarlierVideo;
import io.terralapse.draw.FrameFurniture;
import io.terralapse.draw.FramePlan;
import io.terralapse.draw.FrameRenderer;
import io.terralapse.encode.Timing;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.model.DroppedScene;
import io.terralapse.pace.PictureTimes;
import io.terralapse.run.MemoryPlan;
import io.terralapse.select.FillOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * How the frames of a measured sequence are drawn: what a render publishes, and a comparison draws
 * again.
 *
 * @param context of the run
 * @param inventory the scenes and the grid
 * @param timing of all frames
 * @param fill from which dates gaps are filled
 * @param plans one for each frame, in order of time
 * @param furniture complete with what is known once the sequence was measured
 * @param renderer draws them
 */
record FrameDrawing(
    RunContext context,
    SceneInventory inventory,
    Timing timing,
    FillOrder fill,
    List<FramePlan> plans,
    FurniturePainter furniture,
    FrameRenderer renderer) {

  /**
   * Plans the frames.
   *
   * @param furniture as it is laid out before anything is read
   */
  static FrameDrawing of(
      RunContext context,
      SceneInventory inventory,
      Measurement measured,
      FillOrder fill,
      FurniturePainter furniture) {
    List<DroppedScene> dropped = new ArrayList<>(inventory.dropped());
    dropped.addAll(measured.dropped());
    FurniturePainter complete =
        FrameFurniture.complete(
            furniture, measured.tones().corrected(measured.dates()), dropped, measured.stretch());
    return new FrameDrawing(
        context,
        inventory,
        PictureTimes.of(
            measured.dates().stream().map(date -> date.acquisition().acquired()).toList(),
            context.job().pace()),
        fill,
        measured.plans(fill),
        complete,
        FrameRenderer.of(
            context.frameSettings(fill),
            inventory.plan(),
            inventory.bands(),
            measured.stretch(),
            complete,
            context.stores().windows()));
  }

  /**
   * A pass that draws and encodes the frames.
   *
   * @param earlier the video whose segments may be used again
   */
  DrawPass pass(EarlierVideo earlier) {
    return new DrawPass(
        renderer,
        context.job().video(),
        new EarlierFrames(
            renderer.keys(AlgorithmVersion.text()),
            context.stores().frames(),
            earlier,
            context.stores().segments()),
        context.progress());
  }

  /** How many segments to process at the same time, given how many there are. */
  IntUnaryOperator encoders() {
    int extra = DrawPass.extraBytesPerPixel(plans.stream().map(FramePlan::date).toList(), fill);
    return segments ->
        MemoryPlan.encoders(
            inventory.plan().grid(),
            context.job().memoryBytes(),
            context.job().jobs(),
            segments,
            extra);
  }
}
