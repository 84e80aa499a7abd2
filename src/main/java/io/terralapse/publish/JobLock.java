package io.terralapse.publish;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
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

  /** Nothing is stored but the last byte. */
  private static final int MAX_LENGTH = 1 << 24;

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
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      boolean kept = false;
      try {
        FileLock lock = tryLock(channel);
        if (lock == null) {
          return Optional.empty();
        }
        if (isNamed(channel, file)) {
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

  /**
   * True if the name still leads to the locked file. The run that had locked it before may have
   * deleted it since it was opened, and the lock of a file without a name excludes nobody. The file
   * gets a random length, which only it is likely to have: neither its identity can be had from the
   * channel, nor can it be opened again, because closing that channel would release the lock.
   */
  private static boolean isNamed(FileChannel locked, Path file) throws IOException {
    int length = ThreadLocalRandom.current().nextInt(1, MAX_LENGTH);
    locked.truncate(0);
    locked.write(ByteBuffer.allocate(1), length - 1);
    try {
      return Files.size(file) == length;
    } catch (NoSuchFileException deleted) {
      return false;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException lockedInThisProcess) {
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
