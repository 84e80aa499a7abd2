package io.terralapse.pipeline;

import io.terralapse.inventory.Fingerprint;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.ledger.Ledger;
import io.terralapse.ledger.LedgerBuilder;
import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.onset.Onset;
import io.terralapse.page.PageContent;
import io.terralapse.read.ReadAcquisition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run found in the scenes, and draws of them.
 *
 * @param onsets the first change of each area that it was looked for in
 */
record RunResults(
    SceneInventory inventory, Measurement measured, FrameDrawing drawing, List<Onset> onsets) {
  /** Copies the list. */
  RunResults {
    onsets = List.copyOf(onsets);
  }

  /** What pages, text tracks and tags of the video say. */
  PageContent content(RunContext context) throws IOException {
    LedgerBuilder draft = account(context, header(context, settingsOnly(context), ""));
    return ReaderFiles.content(
        context,
        draft.finish(
            Optional.of(drawing.renditions().frames(inventory.plan().grid())),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.of(
                FrameLook.of(inventory, measured.stretch(), drawing.renditions().furniture()))),
        SecondPanelAccount.acquisitions(acquisitions(), drawing));
  }

  /** What became of every scene. */
  LedgerBuilder account(RunContext context, Ledger.Job header) throws IOException {
    LedgerBuilder ledger = new LedgerBuilder(context.job().catalog().base(), header);
    ledger.addRead(measured.read());
    ledger.addUsed(
        measured.dates(),
        measured.alignment()::shiftOf,
        measured.tones()::of,
        drawing::firstPanelSlot,
        drawing.renditions().main()::filled);
    List<DroppedScene> dropped = new ArrayList<>(inventory.dropped());
    dropped.addAll(measured.dropped());
    ledger.addDropped(dropped);
    ledger.addOnsets(onsets);
    return ledger;
  }

  /** Those of the dates, in order of time. */
  List<Acquisition> acquisitions() {
    return measured.dates().stream().map(ReadAcquisition::acquisition).toList();
  }

  /** What the settings decide, before any scene is known. */
  static Fingerprint settingsOnly(RunContext context) {
    return new Fingerprint(
        Fingerprint.settingsHash(context.job(), context.options().toolVersion()), "");
  }

  /** The run, as its ledger names it. */
  static Ledger.Job header(RunContext context, Fingerprint fingerprint, String lockHash) {
    return new Ledger.Job(
        context.job().name(),
        context.options().toolVersion(),
        fingerprint.settings(),
        fingerprint.scenes(),
        lockHash,
        context.job().revealLocation());
  }
}
