package io.terralapse.publish;

import io.terralapse.access.FileHash;
import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * Not thread-safe.
 */
public final class Publication implements AutoCloseable {

  /** Called before each step, so that tests can simulate a crash there. */
  public interface Steps {
    void before(String step) throws IOException;
  }

  private final Path folder;
  private final String name;
  private final FileChannel lockChannel;
  private final FileLock lock;
  private final Steps steps;

  private Publication(
      Path folder, String name, FileChannel lockChannel, FileLock lock, Steps steps) {
    this.folder = folder;
    this.name = name;
    this.lockChannel = lockChannel;
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
    FileChannel channel = null;
    try {
      Files.createDirectories(folder);
      channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new UserError(
            ExitCode.ENVIRONMENT,
            lockFile + ": another run of this job is in progress; wait until it ends, or stop it.");
      }
      Publication publication = new Publication(folder, name, channel, lock, steps);
      publication.recover();
      return publication;
    } catch (IOException failure) {
      closeQuietly(channel);
      throw UserError.environment(
          "output_dir: "
              + folder
              + " is not writable ("
              + reason(failure)
              + "); choose another folder or correct its permissions.",
          failure);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException lockedInThisProcess) {
      return null;
    }
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException ignored) {
      // The first failure is the one to report.
    }
  }

  private static String reason(IOException failure) {
    String why = failure instanceof FileSystemException fs ? fs.getReason() : null;
    return why != null ? why : failure.getClass().getSimpleName();
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
   */
  public void commit(List<String> fileNames) throws IOException {
    List<Journal.StagedFile> files = new ArrayList<>();
    for (String fileName : fileNames) {
      Path staged = stage(fileName);
      steps.before("force " + fileName);
      FileHash.force(staged);
      files.add(new Journal.StagedFile(fileName, Files.size(staged), FileHash.sha256(staged)));
    }
    steps.before("journal");
    Path temporary = stage("journal");
    new Journal(files).write(temporary);
    FileHash.force(temporary);
    steps.before("decide");
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

  /** Releases the lock without cleaning up, as a killed process does. For tests. */
  public void abandon() throws IOException {
    lock.release();
    lockChannel.close();
  }

  /** Deletes files that were staged but not committed, and releases the lock. */
  @Override
  public void close() throws IOException {
    try {
      if (!Files.exists(journalFile())) {
        deleteTemporaryFiles();
      }
    } finally {
      lock.release();
      lockChannel.close();
    }
  }
}
