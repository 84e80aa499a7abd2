package io.terralapse.pipeline;

import io.terralapse.inventory.SceneInventory;
import io.terralapse.ledger.Ledger;
import io.terralapse.ledger.LedgerChanges;
import io.terralapse.ledger.PublishedScenes;
import io.terralapse.model.Issue;
import io.terralapse.page.PageContent;
import io.terralapse.publish.Outputs;
import io.terralapse.report.AlignmentReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The last step of a render: all files are staged, then the lock is written, then the files are
 * published, the ledger last.
 */
final class PublishStep {
  private final RunContext context;
  private final SceneInventory inventory;
  private final Measurement measured;
  private final FrameDrawing drawing;
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
      SceneInventory inventory,
      Measurement measured,
      FrameDrawing drawing,
      LockUpdate lock,
      ReaderFiles readers,
      Outputs outputs) {
    this.context = context;
    this.inventory = inventory;
    this.measured = measured;
    this.drawing = drawing;
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
    Optional<AlignmentReport> report =
        context.job().alignmentPage()
            ? Optional.of(
                measured.evidence(context, inventory).report(context.options().toolVersion()))
            : Optional.empty();
    SceneAccount account =
        new SceneAccount(
            context,
            inventory,
            measured,
            drawing,
            measured.onsets(context, inventory.plan().grid()));
    context.progress().stage("publishing", 1);
    PageContent content = ReaderFiles.content(context, account.draft(), account.acquisitions());
    stage(drawn, report, content);
    PlaceKit kit = new PlaceKit(context, drawing.sequences());
    kit.check(outputs.outputs());
    kit.addText(outputs, content);
    RenderResult result = publish(account, kit, content);
    context.progress().step();
    return result;
  }

  /** Stages all files but the ledger. */
  private void stage(
      List<DrawnRendition> drawn, Optional<AlignmentReport> report, PageContent content)
      throws Exception {
    outputs.setTags(content.tags());
    new FurtherFormats(context, drawing, content).add(outputs, drawn);
    if (report.isPresent()) {
      outputs.addPage(report.get());
    }
    readers.add(outputs, content, drawn.get(0).encoded().last());
    new OverviewFiles(
            context, inventory, measured, drawing.renditions().frames(inventory.plan().grid()))
        .add(outputs, drawing.plans(), readers::still);
  }

  private RenderResult publish(SceneAccount account, PlaceKit kit, PageContent content)
      throws IOException {
    Optional<SecondPanelAccount> second =
        drawing.second().map(panel -> SecondPanelAccount.of(panel, drawing.sequences().main()));
    List<Issue> issues = issues(second);
    context.options().refuseIfStrict(issues, "nothing was published");
    String firstHash = lock.keep(issues);
    String lockHash =
        second.isPresent()
            ? ComparedPanel.joined(firstHash, second.get().keepLock(issues))
            : firstHash;
    Optional<PublishedScenes> before = PublishedScenes.find(context.ledgerFile());
    Ledger ledger = account.published(lockHash, kit.annotated(outputs.outputs()), issues);
    outputs.publish(second.isPresent() ? ledger.with(second.get().ledger()) : ledger);
    return new RenderResult(
        "rendered",
        outputs.outputs().stream().map(Ledger.Output::file).toList(),
        drawing.sequences().main().dates(),
        drawing.sequences().main().timing().totalSeconds(),
        measured.alignment().moved(),
        notices(kit, second),
        kit.files(outputs.outputs(), content),
        account.onsets(),
        changes(before),
        Dropped.of(account.dropped()),
        issues,
        0);
  }

  private List<Issue> issues(Optional<SecondPanelAccount> second) throws IOException {
    List<Issue> issues = new ArrayList<>(inventory.issues());
    issues.addAll(measured.issues());
    issues.addAll(drawing.renditions().issues());
    issues.addAll(lock.issues());
    second.ifPresent(panel -> panel.addIssues(issues));
    issues.addAll(readers.findFlashes());
    return issues;
  }

  private List<String> notices(PlaceKit kit, Optional<SecondPanelAccount> second) {
    return Stream.of(
            lock.notices(),
            readers.notices(),
            kit.notices(),
            FurtherFormats.notices(outputs),
            second.map(SecondPanelAccount::notices).orElse(List.of()))
        .flatMap(List::stream)
        .toList();
  }

  private LedgerChanges changes(Optional<PublishedScenes> before) {
    return PublishedScenes.find(context.ledgerFile())
        .map(now -> LedgerChanges.between(before, now, context.options().ignoring()))
        .orElse(LedgerChanges.none("The ledger is too large to be compared."));
  }
}
