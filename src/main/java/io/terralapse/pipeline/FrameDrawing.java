package io.terralapse.pipeline;

import io.terralapse.annotation.AreaLabel;
import io.terralapse.draw.FramePlan;
import io.terralapse.draw.SecondPanel;
import io.terralapse.draw.SegmentPlan;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.ledger.Ledger;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.pace.CodedSequence;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.rendition.RenditionCanvas;
import io.terralapse.select.FillOrder;
import java.util.List;
import java.util.Optional;

/**
 * How the frames of a measured sequence are drawn: what a render publishes, and a comparison draws
 * again.
 *
 * @param sequences the pictures of the videos, and how long each is shown
 * @param times of the frames: each is the moment that it shows, that of the later date where it has
 *     two panels
 * @param plans one for each frame, in order of time
 * @param dates one for each date: the same, unless frames have a second panel
 * @param segments which of them are coded together where they are cut
 * @param renditions draws them
 * @param second the second panel
 */
record FrameDrawing(
    RenditionSequences sequences,
    List<AcquisitionDate> times,
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

  /** The time of a frame, or of a date that is none of the frames: those have other indices. */
  AcquisitionDate time(FramePlan plan) {
    return plan.index() < times.size()
        ? times.get(plan.index())
        : plan.date().acquisition().acquired();
  }

  /** The frames that show a date of the first panel; empty if none does. */
  Optional<Ledger.Slot> firstPanelSlot(int date) {
    return slot(
        sequences.main(),
        second.map(two -> two.measured().timeline().firstOf(false, date)).orElse(date),
        second.map(two -> two.measured().timeline().lastOf(false, date)).orElse(date));
  }

  /** The time of some frames; empty if the first of them is -1. */
  static Optional<Ledger.Slot> slot(CodedSequence sequence, int first, int last) {
    return first < 0
        ? Optional.empty()
        : Optional.of(
            new Ledger.Slot(first, sequence.startSeconds(first), sequence.endSeconds(last)));
  }

  /**
   * Plans the frames.
   *
   * @param canvases of {@link RenditionDrawing#plan}
   * @param furniture as it is laid out before anything is read
   * @param compared the second panel
   * @param areas that are labelled from some date on
   */
  static FrameDrawing of(
      RunContext context,
      SceneInventory inventory,
      List<RenditionCanvas> canvases,
      Measurement measured,
      FillOrder fill,
      FurniturePainter furniture,
      Optional<ComparedPanel.Measured> compared,
      List<AreaLabel> areas) {
    Optional<Second> second =
        compared.map(
            panel -> {
              RenditionDrawing drawing = panel.drawing();
              return new Second(panel, drawing, panel.second(drawing));
            });
    List<FramePlan> dates = measured.plans(fill);
    List<AcquisitionDate> times =
        compared
            .map(panel -> panel.times(measured))
            .orElseGet(
                () ->
                    measured.dates().stream().map(date -> date.acquisition().acquired()).toList());
    RenditionSequences sequences = RenditionSequences.of(context.job().allRenditions(), times);
    return new FrameDrawing(
        sequences,
        times,
        compared.map(panel -> panel.plans(dates)).orElse(dates),
        dates,
        compared.isPresent()
            ? SegmentPlan.full(compared.get().timeline().frames().size())
            : SegmentPlan.of(
                measured.dates().stream().map(ReadAcquisition::id).toList(),
                measured.frames().published()),
        new RenditionDrawing(
            context,
            inventory,
            canvases,
            measured,
            fill,
            furniture,
            sequences,
            second.map(Second::panel),
            areas),
        second);
  }
}
