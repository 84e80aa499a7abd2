package io.terralapse.pipeline;

import io.terralapse.cache.AlgorithmVersion;
import io.terralapse.inventory.Fingerprint;
import io.terralapse.inventory.NoUsableScenesException;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.ledger.Ledger;
import io.terralapse.ledger.LedgerBuilder;
import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Issue;
import io.terralapse.page.PageContent;
import io.terralapse.read.ReadAcquisition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of every scene of a run. It is collected once, and a ledger is made of it twice: a
 * draft for pages and tags, before there are files, and the one that is published.
 */
final class SceneAccount {
  private final RunContext context;
  private final SceneInventory inventory;
  private final Measurement measured;
  private final FrameDrawing drawing;
  private final LedgerBuilder ledger;

  /** Collects the account of a run. */
  SceneAccount(RunContext context, RunResults results) {
    this.context = context;
    this.inventory = results.inventory();
    this.measured = results.measured();
    this.drawing = results.drawing();
    this.ledger = new LedgerBuilder(context.job().catalog().base());
    ledger.addRead(measured.read());
    ledger.addUsed(
        measured.dates(),
        measured.alignment()::shiftOf,
        measured.tones()::of,
        drawing::firstPanelSlot,
        drawing.renditions().main()::filled);
    ledger.addDropped(dropped());
    ledger.addOnsets(results.onsets());
  }

  /** The ledger of a run that found nothing to show. */
  static Ledger refusal(RunContext context, NoUsableScenesException none) {
    LedgerBuilder ledger = new LedgerBuilder(context.job().catalog().base());
    ledger.addDropped(none.dropped());
    ledger.addGaps(CatalogueGaps.of(context.job(), List.of(), none.dropped()));
    return ledger.finish(
        header(context, settingsOnly(context), ""),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        none.issues(),
        Optional.empty());
  }

  /** What pages, text tracks and tags of the video say, before the files are known. */
  PageContent content() throws IOException {
    return ReaderFiles.content(
        context, draft(), SecondPanelAccount.acquisitions(acquisitions(), drawing));
  }

  private Ledger draft() throws IOException {
    return ledger.finish(
        header(context, settingsOnly(context), ""),
        Optional.of(drawing.renditions().frames(inventory.plan().grid())),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.of(look()));
  }

  /**
   * The ledger of what is published; the account must not be used afterwards.
   *
   * @param lockHash of the lock that the frames depend on
   * @param outputs the files
   * @param issues what was wrong on the way
   */
  Ledger published(String lockHash, List<Ledger.Output> outputs, List<Issue> issues)
      throws IOException {
    ledger.addGaps(CatalogueGaps.of(context.job(), acquisitions(), dropped()));
    Optional<ComparedPanel> panel = drawing.second().map(second -> second.measured().panel());
    return ledger.finish(
        header(context, context.fingerprint(inventory, panel), lockHash),
        Optional.of(inventory.plan().grid()),
        measured.alignment().anchor().map(a -> new Ledger.Reference(a.id(), a.why())),
        outputs,
        issues,
        Optional.of(look()));
  }

  /** Scenes that are not in the video. */
  List<DroppedScene> dropped() {
    List<DroppedScene> all = new ArrayList<>(inventory.dropped());
    all.addAll(measured.dropped());
    return all;
  }

  private List<Acquisition> acquisitions() {
    return measured.dates().stream().map(ReadAcquisition::acquisition).toList();
  }

  private Ledger.Look look() throws IOException {
    return FrameLook.of(inventory, measured.stretch(), drawing.renditions().furniture());
  }

  private static Fingerprint settingsOnly(RunContext context) {
    return new Fingerprint(
        Fingerprint.settingsHash(
            context.job(), context.options().toolVersion(), AlgorithmVersion.text()),
        "",
        List.of());
  }

  private static Ledger.Job header(RunContext context, Fingerprint fingerprint, String lockHash) {
    return new Ledger.Job(
        context.job().name(),
        context.options().toolVersion(),
        AlgorithmVersion.text(),
        fingerprint.settings(),
        fingerprint.scenes(),
        lockHash,
        fingerprint.files(),
        context.job().revealLocation());
  }
}
