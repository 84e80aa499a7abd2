package io.terralapse.cache;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of a cache as they are on disk at one moment, over all sections, and the eviction of
 * the least recently used ones. Other processes may change them at the same time. Not thread-safe.
 */
final class CacheContents {
  /** Blocks of common file systems: a file of 40 bytes takes as much of the disk. */
  private static final long DISK_BLOCK = 4096;

  /** Some file systems round times to two seconds (FAT). */
  private static final Duration TIME_STEP = Duration.ofSeconds(2);

  /** Ending of files that are being written; the second one is that of earlier versions. */
  static final String TEMPORARY = ".tmp";

  private static final String OLD_TEMPORARY = ".part";
  static final String RUN = "run-";

  private final Path root;
  private final RunMarker.Running running;
  private final List<Entry> entries = new ArrayList<>();
  private long bytes;

  private record Entry(Path file, CacheSection section, long size, FileTime used) {}

  private CacheContents(Path root, RunMarker.Running running) {
    this.root = root;
    this.running = running;
  }

  /**
   * Lists a cache. Files that runs left unfinished are deleted on the way, as are folders of runs
   * that have ended.
   */
  static CacheContents list(Path root) {
    CacheContents contents = new CacheContents(root, RunMarker.running(root));
    for (String folder : CacheSection.topFolders()) {
      contents.walk(root.resolve(folder));
    }
    return contents;
  }

  /** Bytes that a file of this length takes on the disk. */
  static long diskBytes(long length) {
    return (length + DISK_BLOCK - 1) / DISK_BLOCK * DISK_BLOCK;
  }

  /** Bytes on the disk, of all files. */
  long bytes() {
    return bytes;
  }

  private void walk(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile()) {
                add(file, attributes);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException deleted) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) {
              if (isOfEndedRun(visited)) {
                tryDelete(visited);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // What was seen until then is enough: the next listing sees the rest.
      return;
    }
  }

  private void add(Path file, BasicFileAttributes attributes) {
    String name = String.valueOf(file.getFileName());
    boolean unfinished = name.endsWith(TEMPORARY) || name.endsWith(OLD_TEMPORARY);
    if (isOfEndedRun(file) || (unfinished && !running.ids().contains(writer(name)))) {
      tryDelete(file);
      return;
    }
    Optional<CacheSection> section = CacheSection.find(root.relativize(file));
    if (section.isPresent()) {
      long size = diskBytes(attributes.size());
      bytes += size;
      entries.add(new Entry(file, section.get(), size, attributes.lastModifiedTime()));
    }
  }

  /** The run that writes a temporary file, from the file's name. */
  private static String writer(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** Whether a path is the folder of a run that has ended, or in it. */
  private boolean isOfEndedRun(Path path) {
    Path folder = CacheSection.RUNS.folder(root);
    if (!path.startsWith(folder) || path.equals(folder)) {
      return false;
    }
    String name = folder.relativize(path).getName(0).toString();
    return name.startsWith(RUN) && !running.ids().contains(name.substring(RUN.length()));
  }

  /** The folder of a run. */
  static Path runFolder(Path root, String runId) {
    return CacheSection.RUNS.folder(root).resolve(RUN + runId);
  }

  /**
   * Deletes the least recently used files until no more than some bytes are left, or until nothing
   * else may go: files that a running job needs stay.
   *
   * @param target bytes on the disk
   * @param pinned files that stay
   */
  void evict(long target, Set<Path> pinned) {
    Instant since =
        running.since().equals(Instant.MAX) ? Instant.MAX : running.since().minus(TIME_STEP);
    entries.sort(Comparator.comparing(Entry::used).thenComparing(Entry::file));
    for (Entry entry : entries) {
      if (bytes <= target) {
        return;
      }
      // Folders of runs that have ended are gone already.
      boolean needed =
          entry.section == CacheSection.RUNS
              || (entry.section.isKeptForRun() && !entry.used.toInstant().isBefore(since));
      if (!needed && !pinned.contains(entry.file) && isUnchanged(entry)) {
        if (tryDelete(entry.file)) {
          bytes -= entry.size;
        }
        deleteFolderOf(entry);
      }
    }
  }

  /** Another process may have used the file since it was listed. */
  private static boolean isUnchanged(Entry entry) {
    try {
      return Files.getLastModifiedTime(entry.file).equals(entry.used);
    } catch (IOException e) {
      return false;
    }
  }

  /** The folder of a remote file goes with its last part. */
  private static void deleteFolderOf(Entry entry) {
    Path folder = entry.file.getParent();
    if (entry.section == CacheSection.HTTP && folder != null) {
      tryDelete(folder);
    }
  }

  /** Deletes a file or an empty folder; false if it is not there or cannot be deleted. */
  static boolean tryDelete(Path file) {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      return false;
    }
  }
}
