package io.terralapse.pipeline;

import io.terralapse.cache.AlgorithmVersion;
import io.terralapse.config.JobSettings;
import io.terralapse.inventory.Fingerprint;
import io.terralapse.inventory.InputSnapshot;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.ledger.PublishedScenes;
import io.terralapse.lock.LockFile;
import io.terralapse.model.Issue;
import io.terralapse.publish.Outputs;
import io.terralapse.publish.PublishedFiles;
import io.terralapse.read.ReadAcquisition;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a render would publish what is published already. First the state of the files decides,
 * which opens no scene; where that does not tell, the fingerprint of the scenes. Under {@code
 * --no-cache} and {@code --relock} nothing is up to date, nor is it while a publication has not
 * been reported: the run then makes the same files again, and has the whole result.
 */
final class UpToDateCheck {
  private final RunContext context;
  private final boolean enabled;
  private final LastRun lastRun;
  private Optional<PublishedFiles> published = Optional.empty();

  /** Those of each panel whose pixels have to tell; empty if they need not. */
  private List<UsableScenes> open = List.of();

  /** Takes a snapshot of the inputs, which must come before any of them is read. */
  UpToDateCheck(RunContext context) {
    this.context = context;
    this.enabled =
        !context.options().noCache()
            && !context.options().relock()
            && !context.outputs().pendingReport().exists();
    this.lastRun = new LastRun(context.job(), context.options().toolVersion());
  }

  /** The last run of the job, if the state of all files says that nothing has changed since. */
  Optional<LastRun.State> findUnchanged() throws IOException {
    return enabled
        ? lastRun
            .findUnchanged(
                ComparedPanel.lockHash(context, LockFile.hash(context.openLock().found())))
            // A single date was enough for --allow-single.
            .filter(last -> last.frames() >= context.options().leastDates())
        : Optional.empty();
  }

  /**
   * What the run that made the published files warned of, if they are what a render of these scenes
   * would make. Without an earlier ledger nothing is hashed: the hashes are then a by-product of
   * reading.
   *
   * @return empty if a render would publish something else
   */
  Optional<StoredWarnings> findCurrent(
      SceneInventory inventory, Optional<ComparedPanel> panel, LockFile lock) throws IOException {
    published =
        enabled
            ? PublishedFiles.find(context.job().outputDir(), context.job().name())
            : Optional.empty();
    if (published.isEmpty() || hasLostLock(published.get(), panel, lock)) {
      return Optional.empty();
    }
    context.progress().stage("comparing with what is published", 0);
    Fingerprint now = context.fingerprint(inventory, panel);
    boolean current =
        published.get().previous().frames() >= context.options().leastDates()
            && (context.options().ifChanged()
                ? published.get().hasScenes(now.scenes()) || isUsableSame(inventory, panel)
                : published.get().hasScenes(now.scenes())
                    && published
                        .get()
                        .hasSettings(
                            now.settings(),
                            ComparedPanel.lockHash(context, LockFile.hash(lock.found()))))
            // Last, because it reads all of the files.
            && published.get().isIntact();
    return current
        ? Optional.of(StoredWarnings.found(inventory, panel).with(published.get().previous()))
        : Optional.empty();
  }

  /**
   * Whether a lock is gone without which the next scene would move published frames. Elsewhere the
   * hash of the lock tells, which {@code --if-changed} does not look at.
   */
  private boolean hasLostLock(
      PublishedFiles published, Optional<ComparedPanel> panel, LockFile lock) {
    return context.options().ifChanged()
        && !ComparedPanel.lostLocks(
                published.previous().lockHash(), lock, panel.map(ComparedPanel::lock))
            .isEmpty();
  }

  private boolean isUsableSame(SceneInventory inventory, Optional<ComparedPanel> panel) {
    Optional<PublishedScenes> before = PublishedScenes.find(context.outputs().ledger());
    if (before.isEmpty()) {
      return false;
    }
    boolean sameSettings = hasSettingsOf(before.get(), context);
    List<UsableScenes> panels = new ArrayList<>();
    panels.add(usable(before.get(), sameSettings, context, inventory));
    panel.ifPresent(
        second ->
            panels.add(
                usable(
                    PublishedScenes.findSecond(context.outputs().ledger()).orElse(before.get()),
                    sameSettings,
                    second.context(),
                    second.inventory())));
    List<UsableScenes.Answer> answers = panels.stream().map(UsableScenes::byMetadata).toList();
    open = answers.contains(UsableScenes.Answer.CHANGED) ? List.of() : panels;
    return answers.stream().allMatch(UsableScenes.Answer.SAME::equals);
  }

  /**
   * Whether the job has the settings of a published video, which another version of the program may
   * have made; false also for those of versions whose ledgers do not tell.
   */
  static boolean hasSettingsOf(PublishedScenes published, RunContext context) {
    String code = published.codeVersion();
    return published
        .settingsHash()
        .equals(
            Fingerprint.settingsHash(
                context.job(),
                published.toolVersion(),
                code.isEmpty() ? AlgorithmVersion.text() : code));
  }

  private static UsableScenes usable(
      PublishedScenes before, boolean sameSettings, RunContext panel, SceneInventory inventory) {
    return new UsableScenes(before, sameSettings, panel.job(), inventory, panel.stores().windows());
  }

  /**
   * Whether pixels tell, under {@code --if-changed}, that the dates of this run are the published
   * ones, after {@link #findCurrent} could not.
   *
   * @param panel the second panel
   * @return what this run and the one that made the published files warned of; empty if a render
   *     would publish something else
   */
  Optional<StoredWarnings> findSame(
      SceneInventory inventory, Measurement measured, Optional<ComparedPanel.Measured> panel)
      throws IOException {
    boolean same =
        !open.isEmpty()
            && open.get(0).isSame(shown(measured, false, panel))
            && (panel.isEmpty() || open.get(1).isSame(shown(panel.get().measured(), true, panel)))
            && published.isPresent()
            && published.get().isIntact();
    return same
        ? Optional.of(
            StoredWarnings.found(inventory, measured, panel)
                .with(published.orElseThrow().previous()))
        : Optional.empty();
  }

  /** The dates of a panel that frames show: some have no picture for the other panel. */
  private static List<ReadAcquisition> shown(
      Measurement measured, boolean second, Optional<ComparedPanel.Measured> panel) {
    List<ReadAcquisition> shown = new ArrayList<>();
    for (int date = 0; date < measured.dates().size(); date++) {
      if (panel.isEmpty() || panel.get().timeline().firstOf(second, date) >= 0) {
        shown.add(measured.dates().get(date));
      }
    }
    return shown;
  }

  /**
   * Remembers what is published now, for {@link #findUnchanged}.
   *
   * @param dropped scenes that are not in it
   * @param issues the warnings of the run that made it
   */
  void remember(
      SceneInventory inventory,
      Optional<ComparedPanel> panel,
      List<Dropped> dropped,
      List<Issue> issues)
      throws IOException {
    // The next run tries again to write a lock; where the folder can never be written, that would
    // be no use.
    boolean missesLock =
        issues.stream().anyMatch(issue -> issue.code().equals(LockFile.UNWRITTEN))
            && Files.isWritable(context.job().catalog().base());
    // Under --if-changed the published files may be those of other settings.
    if (missesLock
        || context.options().noCache()
        || context.options().ifChanged()
        || !InputSnapshot.covers(inventory)
        || panel.filter(two -> !InputSnapshot.covers(two.inventory())).isPresent()) {
      return;
    }
    JobSettings job = context.job();
    Optional<PublishedFiles> files = PublishedFiles.find(job.outputDir(), job.name());
    if (files.isPresent()) {
      List<String> names = new ArrayList<>(files.get().names());
      names.add(job.name() + Outputs.LEDGER_JSON);
      lastRun.keep(
          ComparedPanel.lockHash(context, LockFile.hash(context.openLock().found())),
          names,
          files.get().previous().frames(),
          dropped,
          StoredWarnings.lasting(issues));
    }
  }
}
