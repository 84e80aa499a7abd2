package io.terralapse.pipeline;

import io.terralapse.cache.AlgorithmVersion;
import io.terralapse.draw.FrameKey;
import io.terralapse.ledger.Ledger;
import io.terralapse.ledger.LedgerChanges;
import io.terralapse.ledger.PublishedScenes;
import io.terralapse.lock.LockFile;
import io.terralapse.model.Issue;
import io.terralapse.page.PageContent;
import io.terralapse.publish.Outputs;
import io.terralapse.publish.TargetFile;
import io.terralapse.report.AlignmentReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The last step of a render: all files are staged, then the lock is written, then the files are
 * published, the ledger last.
 */
final class PublishStep {
  private final RunContext context;
  private final RunResults results;
  private final LockUpdate lock;
  private final ReaderFiles readers;
  private final Outputs outputs;

  /**
   * The step.
   *
   * @param lock the lock that will be written
   * @param readers has the stills of all frames
   * @param outputs takes the files
   */
  PublishStep(
      RunContext context,
      RunResults results,
      LockUpdate lock,
      ReaderFiles readers,
      Outputs outputs) {
    this.context = context;
    this.results = results;
    this.lock = lock;
    this.readers = readers;
    this.outputs = outputs;
  }

  /**
   * Publishes what was drawn.
   *
   * @throws io.terralapse.model.UserError if a file does not fit its place, or a warning is an
   *     error
   */
  RenderResult publish(List<DrawnRendition> drawn) throws Exception {
    try {
      return publishAll(drawn);
    } catch (IOException failure) {
      throw TargetFile.named(context.job().outputDir(), failure);
    }
  }

  private RenderResult publishAll(List<DrawnRendition> drawn) throws Exception {
    Optional<AlignmentReport> report =
        context.job().alignmentPage()
            ? Optional.of(
                results
                    .measured()
                    .evidence(context, results.inventory())
                    .report(context.options().toolVersion()))
            : Optional.empty();
    context.progress().stage("publishing", 1);
    SceneAccount account = new SceneAccount(context, results);
    PageContent content = account.content();
    stage(drawn, report, content);
    PlaceKit kit = new PlaceKit(context, results.drawing().sequences());
    kit.check(outputs.outputs());
    kit.addText(outputs, content);
    return publish(account, kit, content, drawn.get(0));
  }

  /** Stages all files but the ledger. */
  private void stage(
      List<DrawnRendition> drawn, Optional<AlignmentReport> report, PageContent content)
      throws Exception {
    FrameDrawing drawing = results.drawing();
    outputs.setTags(content.tags());
    new FurtherFormats(context, drawing, content).add(outputs, drawn);
    if (report.isPresent()) {
      outputs.addPage(report.get());
    }
    readers.add(outputs, content, drawn);
    new OverviewFiles(
            context,
            results.inventory(),
            results.measured(),
            drawing.renditions().frames(results.inventory().plan().grid()))
        .add(outputs, drawing, readers::still);
  }

  private RenderResult publish(
      SceneAccount account, PlaceKit kit, PageContent content, DrawnRendition main)
      throws IOException {
    FrameDrawing drawing = results.drawing();
    Optional<SecondPanelAccount> second =
        drawing.second().map(panel -> SecondPanelAccount.of(panel, drawing.sequences().main()));
    List<String> lost =
        ComparedPanel.lostLocks(
            scenes(context.outputs().ledger()).map(PublishedScenes::lockHash).orElse(""),
            lock.file(),
            second.map(panel -> panel.lock().file()));
    List<Issue> issues = issues(second);
    lost.forEach(name -> issues.add(LockFile.lost(name)));
    context.options().refuseIfStrict(issues, "nothing was published");
    // The last moment to stop: from here on the run goes through to its result.
    context.progress().step();
    String firstHash = lock.keep(issues);
    String lockHash =
        second.isPresent()
            ? ComparedPanel.joined(firstHash, second.get().keepLock(issues))
            : firstHash;
    Optional<PublishedScenes> reported = scenes(context.outputs().pendingReport().reported());
    List<String> reasons = reasons(lost);
    Ledger first = account.published(lockHash, kit.annotated(outputs.outputs()), issues);
    Ledger ledger =
        first.with(
            second.isPresent() ? Optional.of(second.get().ledger()) : Optional.empty(),
            frameKeys(main));
    outputs.publish(ledger);
    LedgerChanges changes = changes(reported, reasons);
    return new RenderResult(
        "rendered",
        outputs.outputs().stream().map(Ledger.Output::file).toList(),
        drawing.sequences().main().dates(),
        drawing.sequences().main().timing().totalSeconds(),
        results.measured().alignment().moved(),
        notices(kit, second, changes),
        kit.files(outputs.outputs(), content),
        results.onsets(),
        changes,
        dropped(account, ledger),
        issues,
        0);
  }

  private List<Issue> issues(Optional<SecondPanelAccount> second) throws IOException {
    List<Issue> issues = new ArrayList<>(results.inventory().issues());
    issues.addAll(results.measured().issues());
    issues.addAll(results.drawing().renditions().issues());
    issues.addAll(lock.issues());
    second.ifPresent(panel -> panel.addIssues(issues));
    issues.addAll(readers.findFlashes());
    return issues;
  }

  /**
   * Scenes of both panels that are not used: as the account has them, then those that lack a
   * picture for the other panel.
   */
  private static List<Dropped> dropped(SceneAccount account, Ledger ledger) {
    List<Dropped> all = new ArrayList<>(Dropped.of(account.dropped()));
    Dropped.addNew(dropped(ledger.scenes(), 1), all);
    ledger.second().ifPresent(panel -> Dropped.addNew(dropped(panel.scenes(), 2), all));
    return all;
  }

  private static List<Dropped> dropped(List<Ledger.Entry> scenes, int panel) {
    return scenes.stream()
        .filter(scene -> !scene.used())
        .map(
            scene ->
                new Dropped(
                    scene.id(), scene.reason().orElse(""), scene.detail().orElse(""), panel))
        .toList();
  }

  /** The keys of the frames of the job's own rendition, as they were encoded in the end. */
  private List<FrameKey> frameKeys(DrawnRendition main) throws IOException {
    String video = main.files().video(context.job().name());
    OptionalInt crf =
        outputs.outputs().stream()
            .filter(output -> output.file().equals(video))
            .flatMap(output -> output.encoding().stream())
            .map(Ledger.Encoding::crf)
            .findFirst()
            .orElse(OptionalInt.empty());
    return main.encoded().pictures().frameKeys(AlgorithmVersion.text(), crf);
  }

  private List<String> notices(
      PlaceKit kit, Optional<SecondPanelAccount> second, LedgerChanges changes) {
    return Stream.of(
            lock.notices(),
            readers.notices(),
            kit.notices(),
            FurtherFormats.notices(outputs),
            second.map(SecondPanelAccount::notices).orElse(List.of()),
            changes.notices())
        .flatMap(List::stream)
        .toList();
  }

  /** The scenes of a ledger, of both panels. */
  private Optional<PublishedScenes> scenes(Path ledger) {
    return PublishedScenes.find(ledger, context.job().hasTwoSequences());
  }

  /** What made the run render although nothing may have changed. */
  private List<String> reasons(List<String> lostLocks) {
    List<String> reasons =
        new ArrayList<>(
            lostLocks.stream().map(name -> "the lock " + name + " was missing").toList());
    if (context.outputs().pendingReport().exists()) {
      reasons.add("the run that published this was stopped before it reported it");
    }
    String option = context.options().ignoring();
    if (!option.isEmpty()) {
      reasons.add(option + " was given");
    }
    return reasons;
  }

  private LedgerChanges changes(Optional<PublishedScenes> before, List<String> reasons) {
    return scenes(context.outputs().ledger())
        .map(now -> LedgerChanges.between(before, now, reasons))
        .orElse(LedgerChanges.none("The ledger is too large to be compared."));
  }
}
