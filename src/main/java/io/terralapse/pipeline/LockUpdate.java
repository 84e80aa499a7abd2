package io.terralapse.pipeline;

import io.terralapse.draw.FramePlan;
import io.terralapse.draw.LockedFurniture;
import io.terralapse.draw.SegmentPlan;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.ledger.PublishedLedger;
import io.terralapse.lock.Lock;
import io.terralapse.lock.LockFile;
import io.terralapse.model.Issue;
import io.terralapse.model.ToneCorrection;
import io.terralapse.read.LockedFrames;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.select.SceneSelector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * The lock that a run writes, and what it changes in the sequence of published frames.
 *
 * @param file the lock on disk
 * @param next its next content
 * @param issues published frames that change because settings did
 * @param notices what scenes that arrived or are gone change, in one sentence each
 */
record LockUpdate(LockFile file, Lock next, List<Issue> issues, List<String> notices) {
  /**
   * The update for frames that are drawn.
   *
   * @param drawing how the frames are drawn
   */
  static LockUpdate of(
      RunContext context,
      LockFile file,
      SceneInventory inventory,
      Measurement measured,
      FrameDrawing drawing) {
    return of(
        context,
        file,
        inventory,
        measured,
        drawing.dates(),
        drawing.second().isPresent() ? fullOf(drawing.dates()) : drawing.segments(),
        drawing.renditions().withShades());
  }

  /** Of frames with two panels, segments are full: a lock has the dates of one panel only. */
  private static SegmentPlan fullOf(List<FramePlan> dates) {
    return SegmentPlan.full(dates.size());
  }

  /** The update for a second panel, which shows some dates. */
  static LockUpdate of(
      RunContext context,
      LockFile file,
      SceneInventory inventory,
      Measurement measured,
      List<FramePlan> dates,
      FurniturePainter furniture) {
    return of(context, file, inventory, measured, dates, fullOf(dates), furniture);
  }

  private static LockUpdate of(
      RunContext context,
      LockFile file,
      SceneInventory inventory,
      Measurement measured,
      List<FramePlan> dates,
      SegmentPlan segments,
      FurniturePainter furniture) {
    List<Lock.Frame> now = dates.stream().map(LockUpdate::frame).toList();
    List<String> starts = segments.starts(now.stream().map(Lock.Frame::id).toList());
    List<Issue> issues = new ArrayList<>();
    measured.frames().warning(now).ifPresent(issues::add);
    SortedMap<String, String> settings = context.drawingSettings();
    file.findOtherSettings(settings).map(file::redrawn).ifPresent(issues::add);
    List<String> notices = new ArrayList<>(measured.frames().changes(now, filledFrom(context)));
    notices.addAll(measured.notices());
    if (!file.isReplaced()) {
      SceneSelector.findOtherTrack(
              context.job().select(), inventory.plan().acquisitions(), inventory.dropped())
          .ifPresent(kept -> notices.add(file.name() + " keeps " + kept));
    }
    notices.addAll(furniture.notices());
    Lock derived =
        inventory
            .nextLock(context.job(), file, measured.alignment().lock())
            .with(
                measured.tone().next(),
                measured
                    .frames()
                    .next(now, starts, LockedFrames.excluded(measured.read(), measured.dates())));
    LockedFurniture layout = context.lockedFurniture(inventory, file);
    layout.warning().ifPresent(issues::add);
    Lock next = layout.next(derived.with(settings), furniture);
    return new LockUpdate(file, next, issues, notices);
  }

  /**
   * The dates that pixels of a published frame are of; where the ledger is lost, those of the lock,
   * from which it may be filled.
   */
  private static Function<Lock.Frame, List<String>> filledFrom(RunContext context) {
    Optional<PublishedLedger> ledger = PublishedLedger.find(context.outputs().ledger());
    if (ledger.isEmpty()) {
      return Lock.Frame::filledFrom;
    }
    Map<String, List<String>> filled = new HashMap<>();
    ledger.get().filled(context.panelNumber()).forEach(one -> filled.put(one.id(), one.from()));
    return frame -> filled.getOrDefault(frame.id(), List.of());
  }

  private static Lock.Frame frame(FramePlan plan) {
    ReadAcquisition date = plan.date();
    return new Lock.Frame(
        date.id(),
        date.content(),
        date.acquisition().acquired().text(),
        plan.caption().credit(),
        plan.sources().stream().map(source -> source.date().id()).toList(),
        Optional.of(plan.own().tone()).filter(tone -> tone.method() != ToneCorrection.Method.OFF));
  }

  /**
   * Writes the lock, see {@link LockFile#keep}.
   *
   * @return the hash of its content
   */
  String keep(List<Issue> warnings) {
    return file.keep(Optional.of(next), warnings);
  }
}
