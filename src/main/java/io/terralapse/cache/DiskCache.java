package io.terralapse.cache;

import io.terralapse.model.FailureReason;
import io.terralapse.model.Sha256;
import io.terralapse.model.UserError;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A folder of files that make the next run faster. All sections share one limit in bytes; beyond it
 * the least recently used files are evicted, but none that a running job still needs (see {@link
 * CacheSection}). Files appear complete or not at all. Losing one costs time, never correctness.
 *
 * <p>The time of last use is the file's modification time. Several processes may use one folder;
 * each counts what it writes and lists the folder from time to time, so that the limit may be
 * exceeded by some percent for each process. Thread-safe.
 */
public final class DiskCache implements Closeable {
  /** Eviction goes below the limit by this part of it, so that it is not due at every write. */
  private static final int HEADROOM_SHARE = 10;

  /** After writing this part of the limit, what other processes have written is looked up. */
  private static final int RECOUNT_SHARE = 20;

  private static final int LONGEST_TEXT = 16 << 20;

  private final Path folder;
  private final long maxBytes;
  private final Map<Path, Integer> pinned = new ConcurrentHashMap<>();
  private final AtomicLong temporaries = new AtomicLong();
  private final Set<Path> unfinished = ConcurrentHashMap.newKeySet();
  private volatile boolean abandoned;
  private @Nullable RunMarker marker;
  private long total;
  private long nextListing;

  /**
   * Touches nothing on the disk yet.
   *
   * @param folder made when something is kept
   * @param maxBytes limit over all sections, 0 or more
   */
  public DiskCache(Path folder, long maxBytes) {
    if (maxBytes < 0) {
      throw new IllegalArgumentException("maxBytes is negative");
    }
    this.folder = folder.toAbsolutePath().normalize();
    this.maxBytes = maxBytes;
  }

  /** The limit in bytes. */
  public long maxBytes() {
    return maxBytes;
  }

  /** Whether anything was kept before: the folder is there. */
  public boolean exists() {
    return Files.isDirectory(folder);
  }

  /**
   * Makes the folder of a section.
   *
   * @throws UserError if the folder cannot be written
   */
  public void prepare(CacheSection section) {
    try {
      Files.createDirectories(section.folder(folder));
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** The error for a cache that cannot be written. */
  public static UserError unwritable(@Nullable Path folder, Exception cause) {
    return UserError.environment(
        "cache.dir cannot be written at "
            + folder
            + " ("
            + FailureReason.of(cause)
            + "); set cache.dir to another folder, or free some space there and check its"
            + " permissions.",
        cause);
  }

  /** A name for anything that a text identifies: its SHA-256 in 64 hexadecimal digits. */
  public static String nameFor(String text) {
    return Sha256.hex(text);
  }

  /**
   * Where an entry is, or will be. Does not look at the disk.
   *
   * @throws IllegalArgumentException if the section has no such names
   */
  public Path file(CacheSection section, String name) {
    return section.file(folder, name);
  }

  /** Whether an entry is there now. */
  public boolean contains(CacheSection section, String name) {
    return Files.isRegularFile(file(section, name));
  }

  /** Makes an entry the last one to be evicted; without effect if it is gone. */
  public void markUsed(CacheSection section, String name) {
    try {
      if (section.isKeptForRun()) {
        marker();
      }
      touch(file(section, name));
    } catch (IOException e) {
      // A read-only cache is still good to read from; nobody evicts from it either.
      return;
    }
  }

  private static void touch(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
  }

  /**
   * Keeps an entry from being evicted by this process.
   *
   * @return ends it; to be closed once. The entry need not exist
   */
  public Pin pin(CacheSection section, String name) {
    Path file = file(section, name);
    pinned.merge(file, 1, Integer::sum);
    return () -> pinned.computeIfPresent(file, (f, pins) -> pins == 1 ? null : pins - 1);
  }

  /** Ends the pinning of an entry. */
  @FunctionalInterface
  public interface Pin extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * A new name for a file of a section while it is written; {@link #publish} gives it its own. If
   * the process ends before, a later run deletes it.
   *
   * @param name the entry that it will become
   * @throws UserError if the folder cannot be written
   */
  public Path temporary(CacheSection section, String name) {
    try {
      return newTemporary(file(section, name));
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private Path newTemporary(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("an entry is not the root of a disk");
    }
    Files.createDirectories(parent);
    Path temporary =
        parent.resolve(
            marker().id() + "." + temporaries.incrementAndGet() + CacheContents.TEMPORARY);
    unfinished.add(temporary);
    return temporary;
  }

  /**
   * Gives a finished file its name, at once, in place of what has it; then evicts if need be.
   *
   * @throws UserError if that fails
   */
  public void publish(Path temporary, CacheSection section, String name) {
    try {
      move(temporary, file(section, name));
    } catch (IOException e) {
      throw unwritable(section.folder(folder), e);
    }
  }

  private void move(Path temporary, Path target) throws IOException {
    long length = Files.size(temporary);
    touch(temporary);
    try {
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
    unfinished.remove(temporary);
    CacheFolder.keepOutOfGit(folder);
    grow(CacheContents.diskBytes(length));
  }

  /**
   * Writes an entry if that is possible.
   *
   * @return false if the disk is full, the entry is larger than the limit, and the like
   */
  public boolean tryWrite(CacheSection section, String name, byte[] content) {
    if (content.length > maxBytes) {
      return false;
    }
    Path temporary = null;
    try {
      Path target = file(section, name);
      temporary = newTemporary(target);
      Files.write(temporary, content);
      move(temporary, target);
      return true;
    } catch (IOException e) {
      if (temporary != null) {
        CacheContents.tryDelete(temporary);
      }
      return false;
    }
  }

  /**
   * As {@link #tryWrite}, for a text that {@link #findText} reads: with a checksum of the text and
   * of the entry's name after it.
   */
  public boolean tryWriteText(CacheSection section, String name, String text) {
    return tryWrite(section, name, CheckedText.seal(key(section, name), text));
  }

  /**
   * The text of an entry, which counts as used; empty if it is not there. A damaged entry, or one
   * that was written under another name, is deleted.
   */
  public Optional<String> findText(CacheSection section, String name) {
    Path file = file(section, name);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_TEXT) {
        return Optional.empty();
      }
      Optional<String> text = CheckedText.open(key(section, name), Files.readAllBytes(file));
      if (text.isPresent()) {
        markUsed(section, name);
      } else {
        tryDelete(section, name);
      }
      return text;
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * As {@link #tryWrite}, for bytes that {@link #findChecked} reads: with a checksum of the bytes
   * and of the entry's name after them.
   */
  public boolean tryWriteChecked(CacheSection section, String name, byte[] content) {
    return tryWrite(section, name, CheckedBytes.seal(key(section, name), content));
  }

  /**
   * The bytes of an entry, which counts as used; empty if it is not there. A damaged entry, or one
   * that was written under another name, is deleted.
   *
   * @param longest bytes; a longer entry is damaged
   */
  public Optional<ByteBuffer> findChecked(CacheSection section, String name, int longest) {
    Path file = file(section, name);
    try {
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      Optional<ByteBuffer> content =
          Files.size(file) > longest
              ? Optional.empty()
              : CheckedBytes.open(key(section, name), Files.readAllBytes(file));
      if (content.isPresent()) {
        markUsed(section, name);
      } else {
        tryDelete(section, name);
      }
      return content;
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String key(CacheSection section, String name) {
    return section.name() + "/" + name;
  }

  /** Deletes an entry that turned out to be damaged or outdated. */
  public boolean tryDelete(CacheSection section, String name) {
    return CacheContents.tryDelete(file(section, name));
  }

  /**
   * A folder for files of this run alone, which {@link #close} deletes with all that is in it.
   *
   * @throws UserError if the cache cannot be written
   */
  public Path createRunFolder() {
    try {
      return Files.createDirectories(CacheContents.runFolder(folder, marker().id()));
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private synchronized RunMarker marker() throws IOException {
    if (abandoned) {
      throw new IOException("the run was interrupted");
    }
    RunMarker existing = marker;
    if (existing == null) {
      existing = RunMarker.create(folder);
      marker = existing;
      CacheFolder.deleteEndedRuns(folder);
    }
    return existing;
  }

  /** Counts what was written. The first count lists the folder; so does every one that is due. */
  private synchronized void grow(long bytes) {
    total += bytes;
    if (total > nextListing) {
      CacheContents contents = CacheContents.list(folder);
      if (contents.bytes() > maxBytes) {
        contents.evict(maxBytes - maxBytes / HEADROOM_SHARE, pinned.keySet());
      }
      total = contents.bytes();
      // Above the limit, where running jobs need more than it allows, listing at every write would
      // find nothing to evict.
      long step = maxBytes / RECOUNT_SHARE;
      nextListing = total >= maxBytes ? total + step : Math.min(maxBytes, total + step);
    }
  }

  /**
   * Deletes the unfinished files and the folder of this run, which does not end by itself before
   * the process does. Nothing new is written afterwards.
   */
  public void abandon() {
    abandoned = true;
    unfinished.forEach(CacheContents::tryDelete);
    try {
      // Threads of the run may still add files to its folder.
      close();
      unfinished.forEach(CacheContents::tryDelete);
    } catch (IOException e) {
      // The next run deletes what is left.
      return;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (marker != null) {
      try (RunMarker ended = marker) {
        CacheFolder.deleteAll(CacheContents.runFolder(folder, ended.id()));
      } finally {
        marker = null;
      }
    } else if (exists()) {
      // A run that has nothing to keep removes what ended ones could not, too.
      RunMarker.running(folder);
    }
  }
}
