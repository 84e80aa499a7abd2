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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two processes from publishing one job at the same time: a file that is locked while the job
 * runs, and deleted by the run that has locked it. The operating system releases the lock of a
 * process that was killed; its file is then used, and deleted, by the next run. What the file says
 * of the run that made it is for messages only: no process number and no clock decides.
 */
final class JobLock implements AutoCloseable {
  /** Each failed attempt means that another run has ended in between. */
  private static final int ATTEMPTS = 10;

  /** Longer than what is stored at the beginning. The rest takes no space but the last byte. */
  private static final int MIN_LENGTH = 1 << 10;

  private static final int MAX_LENGTH = 1 << 24;

  /** How often, and after which time each, a file is read that does not yet say who locked it. */
  private static final int READS = 20;

  private static final int READ_MILLIS = 25;

  /**
   * The files that this process has locked, and by which run. They must not be opened a second
   * time: on POSIX systems closing any channel of a file releases all locks that the process holds
   * on it.
   */
  private static final Map<Path, RunIdentity> OWN = new ConcurrentHashMap<>();

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
    Path absolute = file.toAbsolutePath().normalize();
    RunIdentity identity = RunIdentity.now();
    if (OWN.putIfAbsent(absolute, identity) != null) {
      return Optional.empty();
    }
    Optional<JobLock> locked = Optional.empty();
    try {
      locked = tryLock(absolute, identity);
      return locked;
    } finally {
      if (locked.isEmpty()) {
        OWN.remove(absolute);
      }
    }
  }

  private static Optional<JobLock> tryLock(Path file, RunIdentity identity) throws IOException {
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
          channel.write(ByteBuffer.wrap(identity.bytes()), 0);
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
   * The run that has locked a file; empty if that cannot be found out. A run that has locked it
   * just now is given a moment to write who it is.
   */
  static Optional<RunIdentity> findHolder(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    RunIdentity own = OWN.get(absolute);
    if (own != null) {
      return Optional.of(own);
    }
    Optional<RunIdentity> holder = read(absolute);
    try {
      for (int i = 0; i < READS && holder.isEmpty() && Files.exists(absolute); i++) {
        TimeUnit.MILLISECONDS.sleep(READ_MILLIS);
        holder = read(absolute);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
    return holder;
  }

  private static Optional<RunIdentity> read(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate(RunIdentity.MAX_BYTES);
      channel.read(bytes, 0);
      return RunIdentity.parse(bytes.flip());
    } catch (IOException gone) {
      LOG.debug("{} cannot be read", file, gone);
      return Optional.empty();
    }
  }

  /**
   * True if the name still leads to the locked file. The run that had locked it before may have
   * deleted it since it was opened, and the lock of a file without a name excludes nobody. The file
   * gets a random length, which only it is likely to have: neither its identity can be had from the
   * channel, nor can it be opened again, because closing that channel would release the lock.
   */
  private static boolean isNamed(FileChannel locked, Path file) throws IOException {
    int length = ThreadLocalRandom.current().nextInt(MIN_LENGTH, MAX_LENGTH);
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
    } finally {
      OWN.remove(file);
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
