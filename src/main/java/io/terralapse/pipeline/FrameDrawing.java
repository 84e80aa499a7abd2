package io.terralapse.pipeline;

import io.terralapse.draw.FramePlan;
import io.terralapse.draw.SecondPanel;
import io.terralapse.draw.SegmentPlan;
import io.terralapse.draw.VideoPlan;
import io.terralapse.encode.Timing;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.ledger.Ledger;
import io.terralapse.pace.CodedSequence;
import io.terralapse.pace.PictureTimes;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.rendition.RenditionCanvas;
import io.terralapse.select.FillOrder;
import java.util.List;
import java.util.Optional;

/**
 * How the frames of a measured sequence are drawn: what a render publishes, and a comparison draws
 * again.
 *
 * @param sequence the pictures of the video, and how long each is shown
 * @param plans one for each frame, in order of time
 * @param dates one for each date: the same, unless frames have a second panel
 * @param segments which of them are coded together where they are cut
 * @param renditions draws them
 * @param second the second panel
 */
record FrameDrawing(
    CodedSequence sequence,
    List<FramePlan> plans,
    List<FramePlan> dates,
    SegmentPlan segments,
    RenditionDrawing renditions,
    Optional<Second> second) {

  /**
   * The second panel of the frames.
   *
   * @param drawing draws it alone
   */
  record Second(ComparedPanel.Measured measured, RenditionDrawing drawing, SecondPanel panel) {}

  /** The frames that show a date of the first panel; empty if none does. */
  Optional<Ledger.Slot> firstPanelSlot(int date) {
    if (second.isEmpty()) {
      return Optional.of(
          new Ledger.Slot(date, sequence.startSeconds(date), sequence.endSeconds(date)));
    }
    var timeline = second.get().measured().timeline();
    return slot(timing(), timeline.firstOf(false, date), timeline.lastOf(false, date));
  }

  /** The time of some frames; empty if the first of them is -1. */
  static Optional<Ledger.Slot> slot(Timing timing, int first, int last) {
    return first < 0
        ? Optional.empty()
        : Optional.of(
            new Ledger.Slot(first, timing.startSeconds(first), timing.startSeconds(last + 1)));
  }

  /**
   * Plans the frames.
   *
   * @param canvases of {@link RenditionDrawing#plan}
   * @param furniture as it is laid out before anything is read
   * @param compared the second panel
   */
  static FrameDrawing of(
      RunContext context,
      SceneInventory inventory,
      List<RenditionCanvas> canvases,
      Measurement measured,
      FillOrder fill,
      FurniturePainter furniture,
      Optional<ComparedPanel.Measured> compared) {
    Optional<Second> second =
        compared.map(
            panel -> {
              RenditionDrawing drawing = panel.drawing();
              return new Second(panel, drawing, panel.second(drawing));
            });
    List<FramePlan> dates = measured.plans(fill);
    return new FrameDrawing(
        PictureTimes.sequence(
            compared
                .map(panel -> panel.times(measured))
                .orElseGet(
                    () ->
                        measured.dates().stream()
                            .map(date -> date.acquisition().acquired())
                            .toList()),
            context.job().pace()),
        compared.map(panel -> panel.plans(dates)).orElse(dates),
        dates,
        compared.isPresent()
            ? SegmentPlan.full(compared.get().timeline().frames().size())
            : SegmentPlan.of(
                measured.dates().stream().map(ReadAcquisition::id).toList(),
                measured.frames().published()),
        new RenditionDrawing(
            context, inventory, canvases, measured, fill, furniture, second.map(Second::panel)),
        second);
  }

  /** Which pictures of the video are coded together. */
  VideoPlan video() {
    return VideoPlan.of(sequence.pictures(), segments);
  }

  /** How long each picture is shown. */
  Timing timing() {
    return sequence.timing();
  }
}
