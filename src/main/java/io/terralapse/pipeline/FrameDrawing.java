package io.terralapse.pipeline;

import io.terralapse.draw.FramePlan;
import io.terralapse.draw.SegmentPlan;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.rendition.RenditionCanvas;
import io.terralapse.select.FillOrder;
import java.util.List;

/**
 * How the frames of a measured sequence are drawn: what a render publishes, and a comparison draws
 * again.
 *
 * @param schedules when they are shown
 * @param plans one for each frame, in order of time
 * @param segments which of them are coded together
 * @param renditions draws them
 */
record FrameDrawing(
    RenditionSchedules schedules,
    List<FramePlan> plans,
    SegmentPlan segments,
    RenditionDrawing renditions) {

  /**
   * Plans the frames.
   *
   * @param canvases of {@link RenditionDrawing#plan}
   * @param furniture as it is laid out before anything is read
   */
  static FrameDrawing of(
      RunContext context,
      SceneInventory inventory,
      List<RenditionCanvas> canvases,
      Measurement measured,
      FillOrder fill,
      FurniturePainter furniture) {
    RenditionSchedules schedules =
        RenditionSchedules.of(
            context.job().allRenditions(),
            measured.dates().stream().map(date -> date.acquisition().acquired()).toList());
    return new FrameDrawing(
        schedules,
        measured.plans(fill),
        SegmentPlan.of(
            measured.dates().stream().map(ReadAcquisition::id).toList(),
            measured.frames().published()),
        new RenditionDrawing(context, inventory, canvases, measured, fill, furniture, schedules));
  }
}
