package io.terralapse.lock;

import io.terralapse.config.JobSettings;
import io.terralapse.model.Issue;
import io.terralapse.model.UserError;
import io.terralapse.pipeline.RunOptions;
import io.terralapse.raster.ContentKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The job's lock on disk, beside its configuration, and how far this run is bound by it: as a rule
 * where it fits, under {@code --locked} or not at all, under {@code --relock} never.
 */
public final class LockFile {
  private static final String ENDING = ".lock";

  private final Path file;
  private final RunOptions options;
  private final Optional<Lock> found;

  private LockFile(Path file, RunOptions options, Optional<Lock> found) {
    this.file = file;
    this.options = options;
    this.found = found;
  }

  /**
   * Reads it.
   *
   * @throws UserError (usage) if it cannot be understood, and the run does not replace it anyway
   */
  public static LockFile of(JobSettings job, RunOptions options) throws IOException {
    Path file = job.catalog().base().resolve(job.name() + ENDING);
    Optional<Lock> found;
    try {
      found = LockJson.find(file);
    } catch (UserError damaged) {
      if (!options.relock()) {
        throw damaged;
      }
      found = Optional.empty();
    }
    return new LockFile(file, options, found);
  }

  /** Its file name, for sentences. */
  public String name() {
    return String.valueOf(file.getFileName());
  }

  /** What was written last; empty if nothing was. */
  public Optional<Lock> found() {
    return found;
  }

  /** True if it has no say in this run. */
  public boolean isReplaced() {
    return options.relock();
  }

  /** Refuses a run that does not fit, if the user wants it so. */
  public void refuseIfBound(String why) {
    if (options.locked()) {
      throw UserError.usage(
          "--locked: "
              + name()
              + " "
              + why
              + ", and nothing was published; run without --locked to recalculate it.");
    }
  }

  /** Names the lock's content; empty text for none. */
  public static String hash(Optional<Lock> lock) {
    return lock.map(l -> ContentKey.of(LockJson.text(l)).hex()).orElse("");
  }

  /**
   * Writes the next one, before the film that stands on it is published: should the run end in
   * between, the next one makes the same film. A folder that takes no file costs the lock, not the
   * film.
   *
   * @param next empty leaves what is there
   * @param issues gets one if it could not be written
   * @return the hash of what is there then
   */
  public String keep(Optional<Lock> next, List<Issue> issues) {
    if (next.isEmpty()) {
      return hash(found);
    }
    try {
      LockJson.write(next.get(), file);
      return hash(next);
    } catch (IOException unwritable) {
      issues.add(
          new Issue(
              "lock",
              name(),
              name()
                  + " could not be written beside the configuration ("
                  + unwritable.getClass().getSimpleName()
                  + "), so later runs may move published frames; make the folder writable."));
      return hash(found);
    }
  }
}
