package io.terralapse.lock;

import io.terralapse.model.ContentKey;
import io.terralapse.model.FailureReason;
import io.terralapse.model.Issue;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job's lock on disk, beside its configuration, and how it binds this run: by default where it
 * applies; under {@code --locked} always, or the run is refused; under {@code --relock} never.
 */
public final class LockFile {
  private static final Logger LOG = LoggerFactory.getLogger(LockFile.class);
  private static final String EXTENSION = ".lock";

  /** Code of the warning that the lock could not be written. */
  public static final String UNWRITTEN = "lock";

  /** Code of the warning that published frames change because the lock does not apply. */
  public static final String RELOCKED = "relocked";

  /** How a lock binds a run. */
  public enum Policy {
    /** Kept where it applies, recalculated where it does not. */
    KEEP,
    /** {@code --locked}: a run that it does not apply to is refused. */
    REQUIRE,
    /** {@code --relock}: ignored and written again. */
    REPLACE
  }

  private final Path file;
  private final Policy policy;
  private final Optional<Lock> found;

  private LockFile(Path file, Policy policy, Optional<Lock> found) {
    this.file = file;
    this.policy = policy;
    this.found = found;
  }

  /**
   * Reads the lock of a job.
   *
   * @param folder the configuration's folder
   * @param name the job's name
   * @throws UserError (usage) if the file cannot be understood and the policy does not replace it
   * @throws IOException if it cannot be read
   */
  public static LockFile open(Path folder, String name, Policy policy) throws IOException {
    Path file = path(folder, name);
    Optional<Lock> found;
    try {
      found = LockJson.find(file);
    } catch (UserError damaged) {
      if (policy != Policy.REPLACE) {
        throw damaged;
      }
      LOG.info("{} cannot be understood and is replaced", file.getFileName(), damaged);
      found = Optional.empty();
    }
    return new LockFile(file, policy, found);
  }

  /** The file of a job's lock; the parameters are those of {@link #open}. */
  public static Path path(Path folder, String name) {
    return folder.resolve(name + EXTENSION);
  }

  /**
   * Requires the grid files that the lock was made with: without one of them all published frames
   * would move.
   *
   * @param installed names and SHA-256 checksums of the grid files of this run
   * @throws UserError (usage) for a file that is missing or has another content, unless the lock is
   *     replaced
   */
  public void requireGrids(Map<String, String> installed) {
    for (Lock.GridFile grid :
        found.filter(lock -> !isReplaced()).map(Lock::grids).orElse(List.of())) {
      String checksum = installed.get(grid.name());
      if (!grid.sha256().equals(checksum)) {
        throw UserError.usage(
            name()
                + ": was made with the grid file "
                + grid.name()
                + " (SHA-256 "
                + grid.sha256()
                + "), "
                + (checksum == null
                    ? "which geo.grids does not name"
                    : "of which geo.grids names another version")
                + "; name that file in geo.grids, or run with --relock to move the published frames.");
      }
    }
  }

  /** Its file name, for messages. */
  public String name() {
    return String.valueOf(file.getFileName());
  }

  /** What an earlier run wrote; empty if there was none. */
  public Optional<Lock> found() {
    return found;
  }

  /** Whether there is none although it could be written: it is lost if one has been published. */
  public boolean isMissing() {
    Path folder = file.toAbsolutePath().getParent();
    return found.isEmpty() && !isReplaced() && folder != null && Files.isWritable(folder);
  }

  /**
   * A warning that frames were published with a lock that is gone.
   *
   * @param name of its file
   */
  public static Issue lost(String name) {
    return new Issue(
        RELOCKED,
        name,
        name
            + " is missing although frames were published with it, so everything that it held was"
            + " derived again and published frames may change; restore it from version control and"
            + " render again to keep them.");
  }

  /** True if this run ignores what was found. */
  public boolean isReplaced() {
    return policy == Policy.REPLACE;
  }

  /**
   * Compares settings that frames are drawn by with those that the published ones were drawn by.
   *
   * @param settings as in {@link Lock#drawing}
   * @return the names of those that differ, as the rest of a sentence that begins with the file's
   *     name; empty if none does or the lock is replaced. What only one of the two has is new or
   *     gone, and changes no published frame
   */
  public Optional<String> findOtherSettings(Map<String, String> settings) {
    Map<String, String> before =
        found.filter(lock -> !isReplaced()).map(Lock::drawing).orElse(new TreeMap<>());
    List<String> names =
        before.keySet().stream()
            .filter(settings::containsKey)
            .filter(name -> !Objects.equals(before.get(name), settings.get(name)))
            .toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of("was made for other settings under " + String.join(", ", names));
  }

  /**
   * Says that the lock does not apply to this run.
   *
   * @param why the rest of the sentence that begins with the file's name
   * @throws UserError (usage) under {@code --locked}
   */
  public void refuseIfRequired(String why) {
    if (policy == Policy.REQUIRE) {
      throw UserError.usage(
          "--locked: "
              + name()
              + " "
              + why
              + ", and nothing was published; run without --locked to recalculate it.");
    }
  }

  /**
   * A warning that the lock does not apply to this run, so that published frames are drawn again.
   *
   * @param why as for {@link #refuseIfRequired}
   */
  public Issue redrawn(String why) {
    return new Issue(
        RELOCKED,
        name(),
        name()
            + " "
            + why
            + ", so published frames are drawn again and change; restore the settings to keep"
            + " them, or run with --relock.");
  }

  /** A hash of the lock's content; empty text for none. */
  public static String hash(Optional<Lock> lock) {
    return lock.map(l -> ContentKey.of(LockJson.text(l)).hex()).orElse("");
  }

  /**
   * Writes the next lock, before the video that depends on it is published: should the run end in
   * between, the next run makes the same video. A folder that cannot be written costs the lock, not
   * the video.
   *
   * @param next empty leaves the file as it is
   * @param issues receives one if the file could not be written
   * @return the hash of the lock that the video depends on, even if it could not be written: then
   *     the next run, which finds another one, writes it
   */
  public String keep(Optional<Lock> next, List<Issue> issues) {
    if (next.isEmpty()) {
      return hash(found);
    }
    try {
      LockJson.write(next.get(), file);
      return hash(next);
    } catch (IOException unwritable) {
      LOG.debug("{} could not be written", file, unwritable);
      issues.add(
          new Issue(
              UNWRITTEN,
              name(),
              name()
                  + " could not be written beside the configuration ("
                  + FailureReason.of(unwritable)
                  + "), so later runs may move published frames; make the folder writable."));
      return hash(next);
    }
  }
}
