package io.terralapse.window;

import io.terralapse.model.ContentKey;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The store's files: windows, memos of keys, and temporaries that become either by a rename.
 * Thread-safe; several processes may share a folder.
 */
final class StoreFolder {
  private static final String WINDOW = ".tlw";
  private static final String MEMO = ".key";
  private static final String TEMPORARY = ".tmp";

  private final Path windows;
  private final Path memos;
  private final long maxBytes;
  private final Set<Path> inUse = ConcurrentHashMap.newKeySet();

  StoreFolder(Path cacheDir, long maxBytes) {
    windows = cacheDir.resolve("windows");
    memos = windows.resolve("keys");
    this.maxBytes = maxBytes;
    try {
      Files.createDirectories(memos);
      sweep();
    } catch (IOException | UncheckedIOException e) {
      throw unwritable(cacheDir, e);
    }
  }

  /** The sentence for a store that cannot be written. */
  static UserError unwritable(@Nullable Path folder, Exception e) {
    return UserError.environment(
        "cache.dir cannot be written at "
            + folder
            + " ("
            + e.getMessage()
            + "); free some space there or set cache.dir to another folder",
        e);
  }

  /** Where the window with this key is, or will be. Marks it as used in this run. */
  Path window(String key) {
    Path path = windows.resolve(key + WINDOW);
    inUse.add(path);
    return path;
  }

  boolean hasWindow(String key) {
    return Files.isRegularFile(windows.resolve(key + WINDOW));
  }

  /** A new name beside the windows, which tells whose it is. */
  Path temporary() {
    return windows.resolve(ProcessHandle.current().pid() + "-" + UUID.randomUUID() + TEMPORARY);
  }

  /** Puts a finished file in its place, at once or not at all. */
  void publish(Path temporary, Path target) {
    try {
      try {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw unwritable(windows, e);
    }
  }

  /** Notes that a window was wanted now: the least recently wanted go first. */
  void touch(Path window) {
    try {
      Files.setLastModifiedTime(window, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // A read-only or shared store is still good to read from; only the order of leaving suffers.
      return;
    }
  }

  Optional<String> findMemo(String state) {
    try {
      String text = Files.readString(memos.resolve(state + MEMO), StandardCharsets.US_ASCII);
      return ContentKey.isKey(text) ? Optional.of(text) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  void putMemo(String state, String key) throws IOException {
    Path temporary = temporary();
    try {
      Files.writeString(temporary, key, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw unwritable(memos, e);
    }
    publish(temporary, memos.resolve(state + MEMO));
  }

  private record Stored(Path path, long bytes, FileTime wanted) {}

  /** Removes the least recently wanted windows beyond the limit, none that this run has used. */
  synchronized void evict() {
    List<Stored> all = list(windows, WINDOW);
    long total = all.stream().mapToLong(Stored::bytes).sum();
    for (Stored window : all) {
      if (total <= maxBytes) {
        return;
      }
      if (!inUse.contains(window.path) && delete(window.path)) {
        total -= window.bytes;
      }
    }
  }

  /** Empty if another process has evicted the file since it was listed. */
  private static Optional<Stored> look(Path path) throws IOException {
    try {
      return Optional.of(new Stored(path, Files.size(path), Files.getLastModifiedTime(path)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Oldest first. */
  private static List<Stored> list(Path folder, String ending) {
    List<Stored> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path path : files.filter(f -> f.toString().endsWith(ending)).toList()) {
        look(path).ifPresent(found::add);
      }
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
    found.sort(Comparator.comparing(Stored::wanted).thenComparing(Stored::path));
    return found;
  }

  /** Removes temporaries whose process is gone, and the oldest memos when they are very many. */
  private void sweep() throws IOException {
    for (Stored temporary : list(windows, TEMPORARY)) {
      String name = String.valueOf(temporary.path.getFileName());
      int dash = name.indexOf('-');
      if (dash <= 0 || !name.substring(0, dash).chars().allMatch(c -> c >= '0' && c <= '9')) {
        continue;
      }
      if (dash > 18 || ProcessHandle.of(Long.parseLong(name.substring(0, dash))).isEmpty()) {
        Files.deleteIfExists(temporary.path);
      }
    }
    List<Stored> keys = list(memos, MEMO);
    for (Stored memo : keys.subList(0, Math.max(0, keys.size() - 50_000))) {
      Files.deleteIfExists(memo.path);
    }
  }

  private static boolean delete(Path path) {
    try {
      return Files.deleteIfExists(path);
    } catch (IOException e) {
      return false;
    }
  }
}
