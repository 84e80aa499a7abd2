package io.terralapse.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Shows other processes that a job uses the cache, and since when: a file that is locked while the
 * job runs. The operating system releases the lock of a process that was killed. Thread-safe.
 */
final class RunMarker implements AutoCloseable {
  /** Where locks do not work, a marker counts as that of a running job for so long. */
  private static final Duration LONGEST_RUN = Duration.ofDays(7);

  private static final String FOLDER = "running";
  private static final String ENDING = ".lock";
  private static final String UNFINISHED = ".new";

  /** Process id, part of a UUID, ending: other files in the folder are not touched. */
  private static final Pattern OWN_NAME = Pattern.compile("[0-9]+-[0-9a-f]{8}\\.(lock|new)");

  /**
   * Markers of this process. They must not be opened a second time: on POSIX systems closing any
   * channel of a file releases all locks that the process holds on it.
   */
  private static final Map<Path, Instant> OWN = new ConcurrentHashMap<>();

  private final String id;
  private final Path file;
  private final FileChannel channel;

  private RunMarker(String id, Path file, FileChannel channel) {
    this.id = id;
    this.file = file;
    this.channel = channel;
  }

  /**
   * The runs that are under way.
   *
   * @param ids their identifiers
   * @param since start of the oldest one; {@link Instant#MAX} if there is none
   */
  record Running(Set<String> ids, Instant since) {}

  /**
   * Marks the begin of a run.
   *
   * @throws IOException if the folder cannot be written
   */
  static RunMarker create(Path root) throws IOException {
    Path folder = Files.createDirectories(root.toAbsolutePath().normalize().resolve(FOLDER));
    String id = ProcessHandle.current().pid() + "-" + UUID.randomUUID().toString().substring(0, 8);
    // Locked before it has its name: a marker that another process finds is never still unlocked.
    Path unfinished = folder.resolve(id + UNFINISHED);
    Path file = folder.resolve(id + ENDING);
    FileChannel channel =
        FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    Instant start = Instant.now();
    OWN.put(file, start);
    try {
      lock(channel);
      Files.setLastModifiedTime(unfinished, FileTime.from(start));
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      // A run that could not remove its own leaves it to this one.
      running(root);
      return new RunMarker(id, file, channel);
    } catch (IOException | RuntimeException e) {
      OWN.remove(file);
      channel.close();
      Files.deleteIfExists(unfinished);
      throw e;
    }
  }

  private static void lock(FileChannel channel) {
    try {
      channel.tryLock();
    } catch (IOException e) {
      // No locks on this file system: others then judge the marker by its age.
      return;
    }
  }

  /** Unique among all runs on all machines that share the cache; letters, digits and a hyphen. */
  String id() {
    return id;
  }

  /** Looks at all markers, and removes those of runs that have ended without doing so. */
  static Running running(Path root) {
    Set<String> ids = new HashSet<>();
    Instant since = Instant.MAX;
    Path folder = root.toAbsolutePath().normalize().resolve(FOLDER);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path marker : files.toList()) {
        String name = String.valueOf(marker.getFileName());
        if (!OWN_NAME.matcher(name).matches()) {
          continue;
        }
        if (name.endsWith(UNFINISHED)) {
          removeIfOld(marker);
        } else if (name.endsWith(ENDING) && isRunning(marker)) {
          ids.add(name.substring(0, name.length() - ENDING.length()));
          Instant start = start(marker);
          since = start.isBefore(since) ? start : since;
        }
      }
    } catch (IOException | UncheckedIOException e) {
      return new Running(ids, since);
    }
    return new Running(ids, since);
  }

  private static Instant start(Path marker) {
    Instant own = OWN.get(marker);
    if (own != null) {
      return own;
    }
    try {
      return Files.getLastModifiedTime(marker).toInstant();
    } catch (IOException e) {
      // It has ended since it was listed.
      return Instant.MAX;
    }
  }

  private static boolean isRunning(Path marker) {
    if (OWN.containsKey(marker)) {
      return true;
    }
    try (FileChannel other = FileChannel.open(marker, StandardOpenOption.WRITE)) {
      FileLock lock = other.tryLock();
      if (lock == null) {
        return true;
      }
      Files.deleteIfExists(marker);
      return false;
    } catch (IOException e) {
      return !removeIfOld(marker);
    }
  }

  private static boolean removeIfOld(Path marker) {
    try {
      Instant oldest = Instant.now().minus(LONGEST_RUN);
      return !Files.exists(marker)
          || (Files.getLastModifiedTime(marker).toInstant().isBefore(oldest)
              && Files.deleteIfExists(marker));
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try (channel) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The lock ends with the channel; the next run removes the file.
      return;
    } finally {
      OWN.remove(file);
    }
  }
}
