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
 * Replaces a job's published files so that nobody ever sees half of them.
 *
 * <ul>
 *   <li>Files are written under temporary names in the output folder, forced to disk, and only then
 *       listed in a journal with their sizes and hashes. From the moment the journal exists the
 *       publication is decided.
 *   <li>Then they are renamed, the ledger last, and the journal goes.
 *   <li>A process that dies before the journal leaves the old files; one that dies after it is
 *       finished by the next {@link #begin}. Dead temporaries are swept there too.
 *   <li>Two runs of one job cannot publish at once: a lock file is held from {@link #begin} to
 *       {@link #close}.
 * </ul>
 *
 * Not thread-safe.
 */
public final class Publication implements AutoCloseable {

  /** Called before each step, so that tests can let the process die there. */
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
   * Takes the job's lock, finishes an interrupted publication and sweeps what a dead run left.
   *
   * @param folder made if missing
   * @param name base name of the job's files
   * @throws UserError (environment) if another run holds the job or the folder cannot be written
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
            lockFile + ": another run of this job is at work; wait for it to end, or stop it.");
      }
      Publication publication = new Publication(folder, name, channel, lock, steps);
      publication.recover();
      return publication;
    } catch (IOException failure) {
      closeQuietly(channel);
      throw UserError.environment(
          "output_dir: "
              + folder
              + " cannot be written ("
              + reason(failure)
              + "); name another folder or free it.",
          failure);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldInThisProcess) {
      return null;
    }
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException alreadyFailing) {
      // The failure that led here is the one to report.
    }
  }

  private static String reason(IOException failure) {
    String why = failure instanceof FileSystemException fs ? fs.getReason() : null;
    return why != null ? why : failure.getClass().getSimpleName();
  }

  /** The temporary path under which to write a file that is to be published as {@code fileName}. */
  public Path stage(String fileName) {
    if (!Path.of(fileName).getFileName().toString().equals(fileName)) {
      throw new IllegalArgumentException("not a plain file name: " + fileName);
    }
    return folder.resolve(prefix() + fileName);
  }

  /**
   * Publishes staged files, in this order; the ledger comes last.
   *
   * @param fileNames names given to {@link #stage}, every one written and closed
   */
  public void commit(List<String> fileNames) throws IOException {
    List<Journal.Line> lines = new ArrayList<>();
    for (String fileName : fileNames) {
      Path staged = stage(fileName);
      steps.before("force " + fileName);
      FileHash.force(staged);
      lines.add(new Journal.Line(fileName, Files.size(staged), FileHash.sha256(staged)));
    }
    steps.before("journal");
    Path temporary = stage("journal");
    new Journal(lines).write(temporary);
    FileHash.force(temporary);
    steps.before("decide");
    Files.move(temporary, journalFile(), StandardCopyOption.ATOMIC_MOVE);
    FileHash.forceFolder(folder);
    rollForward(lines);
  }

  /**
   * Renames what the journal lists and is still staged; called again after a crash it does the
   * rest.
   */
  private void rollForward(List<Journal.Line> lines) throws IOException {
    for (Journal.Line line : lines) {
      Path staged = stage(line.fileName());
      if (Files.exists(staged)) {
        steps.before("rename " + line.fileName());
        Files.move(
            staged,
            folder.resolve(line.fileName()),
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
      if (isWhole(journal.lines())) {
        rollForward(journal.lines());
      } else {
        Files.delete(journalFile());
      }
    }
    sweep();
  }

  /** Every file is either staged as journalled or already in its place as journalled. */
  private boolean isWhole(List<Journal.Line> lines) throws IOException {
    for (Journal.Line line : lines) {
      Path staged = stage(line.fileName());
      if (!line.fits(Files.exists(staged) ? staged : folder.resolve(line.fileName()))) {
        return false;
      }
    }
    return !lines.isEmpty();
  }

  private void sweep() throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Path fileName = file.getFileName();
        if (fileName != null && fileName.toString().startsWith(prefix())) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** No published file may begin like this: names of jobs cannot hold a tilde. */
  private String prefix() {
    return "." + name + "~";
  }

  private Path journalFile() {
    return folder.resolve("." + name + ".journal");
  }

  /** Releases the job as a dying process does: nothing is tidied. For tests. */
  public void abandon() throws IOException {
    lock.release();
    lockChannel.close();
  }

  /** Removes what was staged and not committed, and releases the job. */
  @Override
  public void close() throws IOException {
    try {
      if (!Files.exists(journalFile())) {
        sweep();
      }
    } finally {
      lock.release();
      lockChannel.close();
    }
  }
}
