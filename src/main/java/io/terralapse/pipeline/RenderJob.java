package io.terralapse.pipeline;

import io.terralapse.encode.Encoders;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.furniture.Undrawable;
import io.terralapse.inventory.CandidateScenes;
import io.terralapse.inventory.NoUsableScenesException;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.ledger.Ledger;
import io.terralapse.ledger.LedgerBuilder;
import io.terralapse.ledger.LedgerChanges;
import io.terralapse.ledger.PublishedScenes;
import io.terralapse.lock.LockFile;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Issue;
import io.terralapse.model.Scene;
import io.terralapse.model.UserError;
import io.terralapse.page.PageContent;
import io.terralapse.publish.Outputs;
import io.terralapse.publish.Publication;
import io.terralapse.publish.RenditionFiles;
import io.terralapse.rendition.RenditionCanvas;
import io.terralapse.report.AlignmentReport;
import io.terralapse.select.FillOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The whole job: find, select, grid, read, align, tone, draw, encode, publish.
 *
 * <p>{@link #run} and {@link #makeVideo} have the steps in order; what a step does is in the
 * package of its name.
 */
final class RenderJob {
  private final RunContext context;
  private final long beganNanos = System.nanoTime();

  RenderJob(RunContext context) {
    this.context = context;
  }

  RenderResult run() throws Exception {
    try (Publication publication =
        Publication.begin(context.job().outputDir(), context.job().name())) {
      Outputs outputs = new Outputs(context.outputSettings(), publication);
      outputs.refuseFolders(
          context.renditionFiles(),
          context.job().alignmentPage(),
          concat(context.furtherFiles(), OverviewFiles.names(context.job())));
      context
          .renditionFiles()
          .forEach(files -> files.formats().forEach(one -> one.encoder().requireAvailable()));
      UpToDateCheck check = new UpToDateCheck(context);
      Optional<LastRun.State> unchanged = check.findUnchanged();
      if (unchanged.isPresent()) {
        return upToDate(outputs, unchanged.get().dropped(), unchanged.get().issues());
      }
      try {
        Undrawable.refuse(context.job().furniture());
        // Find and select.
        CandidateScenes candidates = context.georeferenced(context.findScenes());
        // Grid.
        LockFile lock = context.openLock();
        SceneInventory inventory = context.planReading(candidates, lock);
        inventory.requireDates(context.job(), context.options().leastDates());
        Optional<ComparedPanel> panel = ComparedPanel.plan(context);
        Optional<StoredWarnings> current = check.findCurrent(inventory, panel, lock);
        RenderResult result =
            current.isPresent()
                ? upToDate(outputs, current.get().dropped(), current.get().issues())
                : makeVideo(inventory, panel, lock, outputs, check);
        check.remember(inventory, panel, result.dropped(), result.issues());
        return result;
      } catch (NoUsableScenesException none) {
        throw none.asUserError(shown(outputs.publishRefusal(refusal(none))));
      }
    }
  }

  private RenderResult makeVideo(
      SceneInventory inventory,
      Optional<ComparedPanel> panel,
      LockFile lock,
      Outputs outputs,
      UpToDateCheck check)
      throws Exception {
    List<RenditionCanvas> canvases = RenditionDrawing.plan(context, inventory);
    CompletableFuture<FurniturePainter> layout = layOutFurniture(inventory, lock);
    // Read, align and tone.
    Measurement measured =
        Measurement.of(
            context,
            inventory,
            lock,
            context.job().alignmentPage(),
            context.options().leastDates());
    if (check.isSame(measured)) {
      return upToDate(
          outputs,
          Dropped.of(concat(inventory.dropped(), measured.dropped())),
          concat(inventory.issues(), measured.issues()));
    }
    FillOrder fill = measured.fill(context.job().fill());
    FurniturePainter furniture =
        fill == expectedFill(inventory) ? await(layout) : context.furniture(inventory, fill, lock);
    Optional<ComparedPanel.Measured> compared =
        panel.isPresent()
            ? Optional.of(panel.get().measure(inventory, measured, context.options().leastDates()))
            : Optional.empty();
    FrameDrawing drawing =
        FrameDrawing.of(context, inventory, canvases, measured, fill, furniture, compared);
    LockUpdate next = LockUpdate.of(context, lock, inventory, measured, drawing);
    ReaderFiles readers =
        new ReaderFiles(context, drawing.renditions().main(), drawing.plans(), drawing.sequences());
    // Draw and encode.
    List<DrawnRendition> drawn = drawing.renditions().run(drawing.plans(), drawing.segments());
    readers.drawMissing(inventory.plan().grid(), fill);
    // Publish.
    Optional<AlignmentReport> page =
        context.job().alignmentPage()
            ? Optional.of(
                measured.evidence(context, inventory).report(context.options().toolVersion()))
            : Optional.empty();
    RunResults results =
        new RunResults(
            inventory, measured, drawing, measured.onsets(context, inventory.plan().grid()));
    context.progress().stage("publishing", 1);
    Published published = stage(results, drawn, outputs, readers, page);
    return publish(results, next, outputs, readers, published);
  }

  /** Stages all files but the ledger. */
  private Published stage(
      RunResults results,
      List<DrawnRendition> drawn,
      Outputs outputs,
      ReaderFiles readers,
      Optional<AlignmentReport> page)
      throws Exception {
    Measurement measured = results.measured();
    FrameDrawing drawing = results.drawing();
    PageContent content = results.content(context);
    outputs.setTags(content.tags());
    FillOrder fill = measured.fill(context.job().fill());
    new FurtherFormats(context, drawing, content, fill).add(outputs, drawn);
    if (page.isPresent()) {
      outputs.addPage(page.get());
    }
    readers.add(outputs, content, drawn.get(0).encoded().last());
    new OverviewFiles(
            context,
            results.inventory(),
            measured,
            drawing.renditions().frames(results.inventory().plan().grid()))
        .add(outputs, drawing.plans(), readers::still);
    PlaceKit kit = new PlaceKit(context, drawing.sequences());
    kit.check(outputs.outputs());
    kit.addText(outputs, content);
    return new Published(
        kit.annotated(outputs.outputs()), kit.files(outputs.outputs(), content), kit.notices());
  }

  /**
   * What is published.
   *
   * @param outputs as in the ledger
   * @param places which of them are for which place
   * @param notices what the user should know of them
   */
  private record Published(
      List<Ledger.Output> outputs, List<PlaceFiles> places, List<String> notices) {}

  private RenderResult publish(
      RunResults results,
      LockUpdate lock,
      Outputs outputs,
      ReaderFiles readers,
      Published published)
      throws IOException {
    SceneInventory inventory = results.inventory();
    Measurement measured = results.measured();
    FrameDrawing drawing = results.drawing();
    List<Issue> issues = concat(inventory.issues(), measured.issues());
    issues.addAll(drawing.renditions().issues());
    issues.addAll(lock.issues());
    Optional<SecondPanelAccount> second =
        drawing.second().map(panel -> SecondPanelAccount.of(panel, drawing.sequences().main()));
    second.ifPresent(panel -> panel.addIssues(issues));
    issues.addAll(readers.findFlashes());
    List<DroppedScene> dropped = concat(inventory.dropped(), measured.dropped());
    context.options().refuseIfStrict(issues, "nothing was published");
    String firstHash = lock.keep(issues);
    String lockHash =
        second.isPresent()
            ? ComparedPanel.joined(firstHash, second.get().keepLock(issues))
            : firstHash;
    Ledger.Job header =
        RunResults.header(context, context.fingerprint(inventory, panel(drawing)), lockHash);
    LedgerBuilder ledger = results.account(context, header);
    ledger.addGaps(CatalogueGaps.of(context.job(), results.acquisitions(), dropped));
    Optional<PublishedScenes> before = PublishedScenes.find(context.ledgerFile());
    Ledger account =
        ledger.finish(
            Optional.of(inventory.plan().grid()),
            measured.alignment().anchor().map(a -> new Ledger.Reference(a.id(), a.why())),
            published.outputs(),
            issues,
            Optional.of(
                FrameLook.of(inventory, measured.stretch(), drawing.renditions().furniture())));
    outputs.publish(second.isPresent() ? account.with(second.get().ledger()) : account);
    context.progress().step();
    return new RenderResult(
        "rendered",
        outputs.outputs().stream().map(Ledger.Output::file).toList(),
        drawing.sequences().main().dates(),
        drawing.sequences().main().timing().totalSeconds(),
        measured.alignment().moved(),
        concat(
            concat(
                concat(lock.notices(), readers.notices()),
                concat(published.notices(), FurtherFormats.notices(outputs))),
            second.map(SecondPanelAccount::notices).orElse(List.of())),
        published.places(),
        results.onsets(),
        changes(before),
        Dropped.of(dropped),
        issues,
        seconds());
  }

  private static Optional<ComparedPanel> panel(FrameDrawing drawing) {
    return drawing.second().map(second -> second.measured().panel());
  }

  private RenderResult upToDate(Outputs outputs, List<Dropped> dropped, List<Issue> issues)
      throws IOException {
    outputs.deleteRefusal();
    LedgerChanges none =
        LedgerChanges.none(
            context.options().ifChanged()
                ? "The set of usable scenes is that of the published video."
                : "Nothing has changed since the last run.");
    return new RenderResult(
        "unchanged",
        List.of(),
        0,
        0,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        none,
        dropped,
        issues,
        seconds());
  }

  private LedgerChanges changes(Optional<PublishedScenes> before) {
    return PublishedScenes.find(context.ledgerFile())
        .map(now -> LedgerChanges.between(before, now, context.options().ignoring()))
        .orElse(LedgerChanges.none("The ledger is too large to be compared."));
  }

  private static <T> List<T> concat(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** A file as it is named from the current folder. */
  private static String shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = file.toAbsolutePath();
    return String.valueOf(absolute.startsWith(here) ? here.relativize(absolute) : absolute);
  }

  /** The ledger of a run that found nothing to show. */
  private Ledger refusal(NoUsableScenesException none) {
    LedgerBuilder ledger =
        new LedgerBuilder(
            context.job().catalog().base(),
            RunResults.header(context, RunResults.settingsOnly(context), ""));
    ledger.addDropped(none.dropped());
    ledger.addGaps(CatalogueGaps.of(context.job(), List.of(), none.dropped()));
    return ledger.finish(
        Optional.empty(), Optional.empty(), List.of(), none.issues(), Optional.empty());
  }

  private double seconds() {
    return (System.nanoTime() - beganNanos) / 1e9;
  }

  /**
   * Lays out the furniture and loads the encoder while the scenes are read: half a second on one
   * core that pass 2 would begin with.
   */
  private CompletableFuture<FurniturePainter> layOutFurniture(
      SceneInventory inventory, LockFile lock) {
    return CompletableFuture.supplyAsync(
        () -> {
          if (context.renditionFiles().stream().anyMatch(RenditionFiles::mp4)) {
            Encoders.getH264();
          }
          return context.furniture(inventory, expectedFill(inventory), lock);
        },
        task -> {
          Thread thread = new Thread(task, "layout");
          thread.setDaemon(true);
          thread.start();
        });
  }

  /** The result, or the error of the user's that laying out found. */
  private static FurniturePainter await(CompletableFuture<FurniturePainter> layout) {
    try {
      return layout.join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof UserError error) {
        throw error;
      }
      throw failure;
    }
  }

  /**
   * The filling as far as metadata tell it: gaps of unknown sensors are seen in the pixels only.
   */
  private FillOrder expectedFill(SceneInventory inventory) {
    boolean gaps =
        inventory.plan().acquisitions().stream()
            .flatMap(acquisition -> acquisition.scenes().stream())
            .anyMatch(Scene::hasScanGaps);
    return context.job().fill() == FillOrder.AUTO && !gaps ? FillOrder.NONE : context.job().fill();
  }
}
