package io.terralapse.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.terralapse.cache.AlgorithmVersion;
import io.terralapse.cache.CacheFolder;
import io.terralapse.cache.CheckedText;
import io.terralapse.config.JobSettings;
import io.terralapse.inventory.Fingerprint;
import io.terralapse.inventory.InputSnapshot;
import io.terralapse.model.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers in the cache which state of files the last run was made from, so that a run with
 * nothing to do opens no scene. Where that cannot be known (scenes on servers, a fresh checkout, a
 * lost cache) the fingerprint of the scenes decides.
 */
final class LastRun {
  private static final Logger LOG = LoggerFactory.getLogger(LastRun.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FOLDER = "last-run";

  /**
   * The last run of a job.
   *
   * @param basis everything that decides what a run makes
   * @param published the state of each published file, by its name
   * @param frames of the video
   * @param dropped scenes that are not used
   * @param issues what an unchanged run reports
   */
  record State(
      String basis,
      Map<String, String> published,
      int frames,
      List<Dropped> dropped,
      List<Issue> issues) {}

  private final JobSettings job;
  private final String toolVersion;
  private final Path file;
  private final Optional<String> inputs;

  /** Takes the snapshot of the inputs, which must come before any of them is read. */
  LastRun(JobSettings job, String toolVersion) {
    this.job = job;
    this.toolVersion = toolVersion;
    this.file = job.cacheDir().resolve(FOLDER).resolve(job.name() + ".json");
    this.inputs = InputSnapshot.of(job);
  }

  /**
   * The last run, if nothing has changed since.
   *
   * @param lockHash of the lock as it is now
   */
  Optional<State> findUnchanged(String lockHash) {
    if (inputs.isEmpty() || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      Optional<String> text = CheckedText.open(key(), Files.readAllBytes(file));
      if (text.isEmpty()) {
        Files.deleteIfExists(file);
        return Optional.empty();
      }
      State last = JSON.readValue(text.get(), State.class);
      boolean same =
          last.basis().equals(basis(inputs.get(), lockHash))
              && !last.published().isEmpty()
              && last.published().equals(published(List.copyOf(last.published().keySet())));
      return same ? Optional.of(last) : Optional.empty();
    } catch (IOException | RuntimeException unusable) {
      LOG.debug("{} cannot be used", file, unusable);
      return Optional.empty();
    }
  }

  /**
   * Remembers a run that has published its outputs or found them up to date.
   *
   * @param lockHash of the lock as it is now
   * @param names the published files, the ledger included
   * @param frames of the video
   */
  void keep(
      String lockHash, List<String> names, int frames, List<Dropped> dropped, List<Issue> issues) {
    if (inputs.isEmpty()) {
      return;
    }
    try {
      State state =
          new State(basis(inputs.get(), lockHash), published(names), frames, dropped, issues);
      Files.createDirectories(job.cacheDir().resolve(FOLDER));
      CacheFolder.keepOutOfGit(job.cacheDir());
      Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
      Files.write(temporary, CheckedText.seal(key(), JSON.writeValueAsString(state)));
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      LOG.debug("{} cannot be written", file, unwritable);
    }
  }

  private String key() {
    return FOLDER + "/" + job.name();
  }

  private Map<String, String> published(List<String> names) throws IOException {
    Map<String, String> states = new TreeMap<>();
    for (String name : names) {
      states.put(name, InputSnapshot.state(job.outputDir().resolve(name)));
    }
    return states;
  }

  private String basis(String snapshot, String lockHash) throws IOException {
    return String.join(
        " ",
        snapshot,
        Fingerprint.settingsHash(job, toolVersion, AlgorithmVersion.text()),
        lockHash,
        job.outputDir().toString(),
        // Scenes dated in the future are refused until that day.
        LocalDate.now(Clock.systemUTC()).toString());
  }
}
