package io.terralapse.pipeline;

import io.terralapse.config.JobSettings;
import io.terralapse.inventory.Fingerprint;
import io.terralapse.inventory.InputSnapshot;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.ledger.PublishedScenes;
import io.terralapse.lock.LockFile;
import io.terralapse.model.Issue;
import io.terralapse.publish.Outputs;
import io.terralapse.publish.PublishedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a render would publish what is published already. First the state of the files decides,
 * which opens no scene; where that does not tell, the fingerprint of the scenes. Under {@code
 * --no-cache} and {@code --relock} nothing is up to date.
 */
final class UpToDateCheck {
  private final RunContext context;
  private final boolean enabled;
  private final LastRun lastRun;
  private @Nullable UsableScenes usable;

  /** Takes a snapshot of the inputs, which must come before any of them is read. */
  UpToDateCheck(RunContext context) {
    this.context = context;
    this.enabled = !context.options().noCache() && !context.options().relock();
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
    Optional<PublishedFiles> published =
        enabled
            ? PublishedFiles.find(context.job().outputDir(), context.job().name())
            : Optional.empty();
    if (published.isEmpty()) {
      return Optional.empty();
    }
    context.progress().stage("comparing with what is published", 0);
    Fingerprint now = context.fingerprint(inventory, panel);
    boolean current =
        published.get().previous().frames() >= context.options().leastDates()
            && (context.options().ifChanged()
                ? published.get().hasScenes(now.scenes())
                    || (panel.isEmpty() && isUsableSame(inventory))
                : published.get().hasScenes(now.scenes())
                    && published
                        .get()
                        .hasSettings(
                            now.settings(),
                            ComparedPanel.lockHash(context, LockFile.hash(lock.found()))))
            // Last, because it reads all of the files.
            && published.get().isIntact();
    return current
        ? Optional.of(StoredWarnings.of(inventory, published.get().previous()))
        : Optional.empty();
  }

  private boolean isUsableSame(SceneInventory inventory) {
    Optional<PublishedScenes> before = PublishedScenes.find(context.ledgerFile());
    if (before.isEmpty()) {
      return false;
    }
    UsableScenes scenes =
        new UsableScenes(before.get(), context.job(), inventory, context.stores().windows());
    UsableScenes.Answer answer = scenes.byMetadata();
    usable = answer == UsableScenes.Answer.OPEN ? scenes : null;
    return answer == UsableScenes.Answer.SAME;
  }

  /**
   * Whether pixels tell, under {@code --if-changed}, that the dates of this run are the published
   * ones, after {@link #findCurrent} could not, and the published files are intact.
   */
  boolean isSame(Measurement measured) throws IOException {
    if (usable == null || !usable.isSame(measured.dates())) {
      return false;
    }
    Optional<PublishedFiles> published =
        PublishedFiles.find(context.job().outputDir(), context.job().name());
    return published.isPresent() && published.get().isIntact();
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
    Optional<PublishedFiles> published = PublishedFiles.find(job.outputDir(), job.name());
    if (published.isPresent()) {
      List<String> names = new ArrayList<>(published.get().names());
      names.add(job.name() + Outputs.LEDGER_JSON);
      lastRun.keep(
          ComparedPanel.lockHash(context, LockFile.hash(context.openLock().found())),
          names,
          published.get().previous().frames(),
          dropped,
          issues);
    }
  }
}
