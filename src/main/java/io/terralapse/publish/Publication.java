package io.terralapse.publish;

import io.terralapse.access.FileHash;
import io.terralapse.model.ExitCode;
import io.terralapse.model.FailureReason;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a job's published files as one transaction: after a crash at any time, the published
 * files are either all old or all new once the next run has started.
 *
 * <ul>
 *   <li>Files are written under temporary names in the output folder, synced to disk, and then
 *       listed in a journal with their sizes and hashes. The publication is committed when the
 *       journal exists.
 *   <li>Then they are renamed, the ledger last, and the journal is deleted.
 *   <li>If the process is killed before the journal exists, the old files remain; if it is killed
 *       later, the next {@link #begin} completes the renames. It also deletes orphaned temporary
 *       files.
 *   <li>Two runs of one job cannot publish at the same time: a lock file is locked from {@link
 *       #begin} to {@link #close}.
 * </ul>
 *
 * Not thread-safe, apart from {@link #discard}.
 */
public final class Publication implements AutoCloseable {

  /** Called before each step, so that tests can simulate a crash there. */
  public interface Steps {
    void before(String step) throws IOException;
  }

  private enum State {
    OPEN,
    COMMITTED,
    DISCARDED,
    CLOSED
  }

  private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

  private final Path folder;
  private final String name;
  private final boolean folderIsNew;
  private final JobLock lock;
  private final Steps steps;
  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

  private Publication(Path folder, String name, boolean folderIsNew, JobLock lock, Steps steps) {
    this.folder = folder;
    this.name = name;
    this.folderIsNew = folderIsNew;
    this.lock = lock;
    this.steps = steps;
  }

  /**
   * Locks the job, completes an interrupted publication and deletes orphaned temporary files.
   *
   * @param folder created if missing
   * @param name base name of the job's files
   * @throws UserError (environment) if another run has locked the job, or the folder is not
   *     writable
   */
  public static Publication begin(Path folder, String name) {
    return begin(folder, name, step -> {});
  }

  public static Publication begin(Path folder, String name, Steps steps) {
    Path lockFile = folder.resolve("." + name + ".running");
    boolean folderIsNew = !Files.exists(folder);
    JobLock lock;
    try {
      Files.createDirectories(folder);
      lock =
          JobLock.tryLock(lockFile)
              .orElseThrow(
                  () ->
                      new UserError(
                          ExitCode.ENVIRONMENT,
                          lockFile
                              + ": another run of this job is in progress"
                              + JobLock.findHolder(lockFile)
                                  .map(holder -> " (" + holder.text() + ")")
                                  .orElse("")
                              + "; wait until it ends, or stop it."));
    } catch (IOException failure) {
      throw unwritable(folder, failure);
    }
    Publication publication = new Publication(folder, name, folderIsNew, lock, steps);
    try {
      publication.recover();
      return publication;
    } catch (IOException failure) {
      lock.close();
      throw unwritable(folder, failure);
    }
  }

  private static UserError unwritable(Path folder, IOException failure) {
    return UserError.environment(
        "output_dir: the folder "
            + folder
            + " cannot be written ("
            + reason(folder, failure)
            + "); set output_dir to another folder, or change its permissions.",
        failure);
  }

  private static String reason(Path folder, IOException failure) {
    for (Path at = folder; at != null; at = at.getParent()) {
      if (Files.isRegularFile(at)) {
        return (at.equals(folder) ? "it" : at.toString()) + " is a file";
      }
    }
    return FailureReason.of(failure);
  }

  /** The temporary path for a file that will be published as {@code fileName}. */
  public Path stage(String fileName) {
    if (!Path.of(fileName).getFileName().toString().equals(fileName)) {
      throw new IllegalArgumentException("not a plain file name: " + fileName);
    }
    return folder.resolve(prefix() + fileName);
  }

  /**
   * Publishes staged files in the given order, which ends with the ledger.
   *
   * @param fileNames names passed to {@link #stage}; the files must be complete and closed
   * @throws CancellationException if the files were discarded
   */
  public void commit(List<String> fileNames) throws IOException {
    commit(fileNames, Map.of());
  }

  /**
   * As above.
   *
   * @param hashes SHA-256 of staged files as they are now, by name, as far as they are known
   */
  void commit(List<String> fileNames, Map<String, String> hashes) throws IOException {
    List<Journal.StagedFile> files = new ArrayList<>();
    for (String fileName : fileNames) {
      Path staged = stage(fileName);
      steps.before("force " + fileName);
      FileHash.force(staged);
      String known = hashes.get(fileName);
      files.add(
          new Journal.StagedFile(
              fileName, Files.size(staged), known == null ? FileHash.sha256(staged) : known));
    }
    steps.before("journal");
    Path temporary = stage("journal");
    new Journal(files).write(temporary);
    FileHash.force(temporary);
    steps.before("decide");
    if (state.updateAndGet(now -> now == State.DISCARDED ? now : State.COMMITTED)
        == State.DISCARDED) {
      throw new CancellationException("interrupted");
    }
    Files.move(temporary, journalFile(), StandardCopyOption.ATOMIC_MOVE);
    FileHash.forceFolder(folder);
    rollForward(files);
  }

  /** Renames the files of the journal that are still staged; after a crash, the remaining ones. */
  private void rollForward(List<Journal.StagedFile> files) throws IOException {
    for (Journal.StagedFile file : files) {
      Path staged = stage(file.fileName());
      if (Files.exists(staged)) {
        steps.before("rename " + file.fileName());
        Files.move(
            staged,
            folder.resolve(file.fileName()),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.ATOMIC_MOVE);
      }
    }
    FileHash.forceFolder(folder);
    steps.before("forget journal");
    Files.deleteIfExists(journalFile());
  }

  private void recover() throws IOException {
    if (Files.exists(journalFile())) {
      Journal journal = Journal.read(journalFile());
      if (isComplete(journal.files())) {
        rollForward(journal.files());
      } else {
        Files.delete(journalFile());
      }
    }
    deleteTemporaryFiles();
  }

  /** Whether each file, staged or already renamed, has the size and hash of the journal. */
  private boolean isComplete(List<Journal.StagedFile> files) throws IOException {
    for (Journal.StagedFile file : files) {
      Path staged = stage(file.fileName());
      if (!file.matches(Files.exists(staged) ? staged : folder.resolve(file.fileName()))) {
        return false;
      }
    }
    return !files.isEmpty();
  }

  private void deleteTemporaryFiles() throws IOException {
    try (var entries = Files.newDirectoryStream(folder)) {
      for (Path file : entries) {
        Path fileName = file.getFileName();
        if (fileName != null && fileName.toString().startsWith(prefix())) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Prefix of temporary files. No published file starts like this: job names have no tilde. */
  private String prefix() {
    return "." + name + "~";
  }

  private Path journalFile() {
    return folder.resolve("." + name + ".journal");
  }

  /**
   * Deletes what is staged, because the process ends before the run does; nothing can be published
   * afterwards. May be called by any thread.
   *
   * @return false, without any effect, if it is published already, or that has begun: the next run
   *     completes it
   */
  public boolean discard() {
    State before = state.getAndUpdate(now -> now == State.OPEN ? State.DISCARDED : now);
    if (before == State.OPEN) {
      try {
        deleteTemporaryFiles();
      } catch (IOException stays) {
        LOG.debug("{} still has temporary files", folder, stays);
      }
    }
    return before != State.COMMITTED;
  }

  /** Releases the lock without cleaning up, as a killed process does. For tests. */
  public void abandon() {
    lock.abandon();
  }

  /**
   * Deletes files that were staged but not committed, and the folder if it was made for them and is
   * empty; releases the lock.
   */
  @Override
  public void close() throws IOException {
    // Temporary files are those of another run from now on.
    state.compareAndSet(State.OPEN, State.CLOSED);
    try {
      if (!Files.exists(journalFile())) {
        deleteTemporaryFiles();
      }
    } finally {
      lock.close();
    }
    if (folderIsNew) {
      deleteIfEmpty();
    }
  }

  private void deleteIfEmpty() {
    try {
      Files.deleteIfExists(folder);
    } catch (IOException inUse) {
      LOG.debug("{} is kept", folder, inUse);
    }
  }
}
