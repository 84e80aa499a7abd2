package io.terralapse.publish;

import io.terralapse.align.ReferenceImage;
import io.terralapse.config.JobSettings;
import io.terralapse.grid.ExcludedArea;
import io.terralapse.ledger.Ledger;
import io.terralapse.ledger.LedgerJson;
import io.terralapse.lock.LockFile;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Scene;
import io.terralapse.pipeline.RunOptions;
import io.terralapse.pipeline.SceneInventory;
import io.terralapse.pipeline.Stores;
import io.terralapse.raster.ContentKey;
import io.terralapse.read.SceneRequest;
import io.terralapse.window.WindowRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a film depends on, in two hashes: the settings (with the program's version), and the scenes.
 * A run whose hashes are those of the published ledger has nothing to do.
 *
 * @param settings every setting that can change an output
 * @param scenes id, date and content of every scene that would be looked at, and the fate of the
 *     others
 */
public record Fingerprint(String settings, String scenes) {

  /** Hashes a survey; reads no pixels that an earlier run has hashed already. */
  public static Fingerprint of(
      JobSettings job, RunOptions options, SceneInventory survey, Stores stores) {
    // The area may come from a file of its own, which the settings only name.
    StringBuilder text = new StringBuilder();
    text.append(survey.plan().grid()).append('\n');
    text.append(survey.plan().area().toText()).append('\n');
    for (var acquisition : survey.plan().acquisitions()) {
      text.append(acquisition.id()).append('\n');
      for (Scene scene : acquisition.scenes()) {
        text.append(scene.id())
            .append(' ')
            .append(scene.acquired())
            .append(' ')
            .append(scene.credit().orElse(""))
            .append(' ')
            .append(scene.conditions())
            .append(' ')
            .append(key(survey.findRequest(job, acquisition, scene), stores))
            .append('\n');
      }
    }
    text.append(references(job, survey, stores)).append('\n');
    for (DroppedScene dropped : survey.dropped()) {
      text.append(dropped.scene().id()).append(' ').append(dropped.reason()).append('\n');
    }
    return new Fingerprint(settingsHash(job, options), ContentKey.of(text.toString()).hex());
  }

  /** What the alignment looks at beside the scenes: files that the settings only name. */
  private static String references(JobSettings job, SceneInventory survey, Stores stores) {
    StringBuilder keys = new StringBuilder();
    double maxShiftM = job.coregister().maxShiftM();
    survey
        .reference()
        .ifPresent(
            picture ->
                keys.append(
                    key(ReferenceImage.findRequest(picture, survey.plan(), maxShiftM), stores)));
    job.coregister()
        .exclude()
        .ifPresent(
            file ->
                keys.append(
                    ContentKey.of(ExcludedArea.read(file, survey.plan().grid()).toText()).hex()));
    return keys.toString();
  }

  public static String settingsHash(JobSettings job, RunOptions options) {
    return ContentKey.of(options.toolVersion() + "\n" + job.settingsText()).hex();
  }

  private static String key(Optional<SceneRequest> request, Stores stores) {
    if (request.isEmpty()) {
      return "elsewhere";
    }
    StringBuilder keys = new StringBuilder();
    try {
      for (WindowRequest part : request.get().parts()) {
        keys.append(stores.windows().keyOf(part)).append(' ');
      }
    } catch (IOException unreadable) {
      return "unreadable";
    }
    return keys.toString();
  }

  /**
   * The ledger's head for this run.
   *
   * @param lockHash names the lock that the film stands on; empty if there is none
   */
  public Ledger.Job header(JobSettings job, RunOptions options, String lockHash) {
    return new Ledger.Job(
        job.name(), options.toolVersion(), settings, scenes, lockHash, job.revealLocation());
  }

  /**
   * Whether the published files are already what this run would make. Without an earlier ledger
   * nothing is hashed: the hashes then come for free, with the reading.
   */
  public static boolean isPublished(
      JobSettings job, RunOptions options, SceneInventory survey, Stores stores, LockFile lock)
      throws IOException {
    Path ledger = job.outputDir().resolve(job.name() + Outputs.LEDGER_JSON);
    Optional<LedgerJson.Previous> previous = new LedgerJson().findPrevious(ledger);
    if (previous.isEmpty() || options.noCache() || options.relock()) {
      return false;
    }
    Fingerprint now = of(job, options, survey, stores);
    boolean settingsCount = !options.ifChanged();
    return previous.get().scenesHash().equals(now.scenes())
        && (!settingsCount || previous.get().settingsHash().equals(now.settings()))
        && (!settingsCount || previous.get().lockHash().equals(LockFile.hash(lock.found())))
        && isIntact(job.outputDir(), previous.get().outputs());
  }

  private static boolean isIntact(Path folder, List<Ledger.Output> outputs) throws IOException {
    for (Ledger.Output output : outputs) {
      Path file = folder.resolve(output.file()).normalize();
      if (!folder.equals(file.getParent())
          || !Files.isRegularFile(file)
          || Files.size(file) != output.bytes()
          || !FileHash.sha256(file).equals(output.sha256())) {
        return false;
      }
    }
    return !outputs.isEmpty();
  }
}
