package io.terralapse.publish;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two processes from publishing one job at the same time: a file that is locked while the job
 * runs, and deleted by the run that has locked it. The operating system releases the lock of a
 * process that was killed; its file is then used, and deleted, by the next run.
 */
final class JobLock implements AutoCloseable {
  /** Each failed attempt means that another run has ended in between. */
  private static final int ATTEMPTS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(JobLock.class);

  private final Path file;
  private final FileChannel channel;

  private JobLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Locks a file, which is made if it is missing.
   *
   * @return empty if another run has locked it
   * @throws IOException if it cannot be written
   */
  static Optional<JobLock> tryLock(Path file) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Object before = findKey(file);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      boolean kept = false;
      try {
        Object opened = before == null ? findKey(file) : before;
        FileLock lock = tryLock(channel);
        if (lock == null) {
          return Optional.empty();
        }
        // The run that had locked it may have deleted it in between: the lock of a file without a
        // name excludes nobody. Opening it again to compare would release the lock.
        if (Files.exists(file) && Objects.equals(opened, findKey(file))) {
          kept = true;
          return Optional.of(new JobLock(file, channel));
        }
      } finally {
        if (!kept) {
          channel.close();
        }
      }
    }
    return Optional.empty();
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException lockedInThisProcess) {
      return null;
    }
  }

  /** What identifies the file of a name; null if there is none, or the system has no such key. */
  private static @Nullable Object findKey(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException missing) {
      return null;
    }
  }

  /** Releases the lock and leaves the file. */
  void abandon() {
    try {
      channel.close();
    } catch (IOException closed) {
      LOG.debug("{} could not be closed", file, closed);
    }
  }

  /** Deletes the file, which nobody else may do, and releases the lock. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      LOG.debug("{} could not be deleted", file, stays);
    }
    abandon();
  }
}
