package io.terralapse.pipeline;

import io.terralapse.draw.FrameFilling;
import io.terralapse.ledger.Ledger;
import io.terralapse.ledger.LedgerBuilder;
import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Issue;
import io.terralapse.pace.CodedSequence;
import io.terralapse.pace.SharedTimeline;
import io.terralapse.read.ReadAcquisition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run keeps and says of the second panel: its lock, its part of the ledger, its warnings.
 *
 * @param lock of the panel
 */
record SecondPanelAccount(FrameDrawing.Second second, CodedSequence sequence, LockUpdate lock) {

  static SecondPanelAccount of(FrameDrawing.Second second, CodedSequence sequence) {
    ComparedPanel.Measured measured = second.measured();
    ComparedPanel panel = measured.panel();
    return new SecondPanelAccount(
        second,
        sequence,
        LockUpdate.of(
            panel.context(),
            panel.lock(),
            panel.inventory(),
            measured.measured(),
            measured.measured().plans(measured.fill()),
            second.drawing().furniture()));
  }

  /** The acquisitions of all panels of the frames, given those of the first. */
  static List<Acquisition> acquisitions(List<Acquisition> first, FrameDrawing drawing) {
    List<Acquisition> all = new ArrayList<>(first);
    drawing
        .second()
        .ifPresent(
            two ->
                two.measured().measured().dates().stream()
                    .map(ReadAcquisition::acquisition)
                    .forEach(all::add));
    return all;
  }

  /** Adds what is wrong with the panel and has not been said of the first. */
  void addIssues(List<Issue> issues) {
    List<Issue> own = new ArrayList<>(second.measured().panel().inventory().issues());
    own.addAll(second.measured().measured().issues());
    own.addAll(second.drawing().issues());
    own.addAll(lock.issues());
    ComparedPanel.addNew(own, issues);
  }

  List<String> notices() {
    return lock.notices();
  }

  /** Writes the lock of the panel. */
  String keepLock(List<Issue> issues) {
    return lock.keep(issues);
  }

  /** The account of its scenes. */
  Ledger.Panel ledger() throws IOException {
    ComparedPanel panel = second.measured().panel();
    Measurement measured = second.measured().measured();
    SharedTimeline timeline = second.measured().timeline();
    LedgerBuilder builder = new LedgerBuilder(panel.context().job().catalog().base());
    builder.addRead(measured.read());
    builder.addUsed(
        measured.dates(),
        measured.alignment()::shiftOf,
        measured.tones()::of,
        date ->
            FrameDrawing.slot(sequence, timeline.firstOf(true, date), timeline.lastOf(true, date)),
        this::filled);
    List<DroppedScene> dropped = new ArrayList<>(panel.inventory().dropped());
    dropped.addAll(measured.dropped());
    builder.addDropped(dropped);
    return new Ledger.Panel(
        panel.context().job().furniture().title(),
        panel.inventory().plan().grid(),
        measured.alignment().anchor().map(a -> new Ledger.Reference(a.id(), a.why())),
        FrameLook.of(panel.inventory(), measured.stretch(), second.drawing().furniture()),
        builder.entries());
  }

  private FrameFilling.Filled filled(int frame) {
    try {
      return second.panel().filled(frame);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
