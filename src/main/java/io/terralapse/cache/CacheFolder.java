package io.terralapse.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder in which fetched bytes are kept from run to run, at most up to a limit: what was used
 * longest ago goes first. Several processes may use it at once. Nothing that goes wrong in it fails
 * a read: a cache that cannot be written is one that keeps nothing. Thread-safe.
 */
public final class CacheFolder {
  /** After a sweep there is room for a while. */
  private static final double SWEPT = 0.9;

  private final Path folder;
  private final long limit;
  private long total = -1;

  public CacheFolder(Path folder, long limit) {
    this.folder = folder;
    this.limit = limit;
  }

  /** Where a file is kept, by its address without query. */
  public Path folderOf(String address) {
    String name = digest(address);
    return folder.resolve(name.substring(0, 2)).resolve(name);
  }

  public boolean keepsNothing() {
    return limit == 0;
  }

  /** Puts a file in place in one step; in vain if that fails. */
  public boolean tryWrite(Path file, byte[] content) {
    if (content.length > limit) {
      return false;
    }
    Path part = null;
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent == null) {
        return false;
      }
      Files.createDirectories(parent);
      part = Files.createTempFile(parent, "new", ".part");
      Files.write(part, content);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      grow(content.length);
      return true;
    } catch (IOException e) {
      if (part != null) {
        tryDelete(part);
      }
      return false;
    }
  }

  /** Takes over a file that was written beside its place, in one step. */
  public void take(Path part, Path file) throws IOException {
    long size = Files.size(part);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    grow(size);
  }

  /** Makes a file the last that a sweep takes. */
  public static void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // Then it is swept somewhat earlier.
      return;
    }
  }

  public static boolean tryDelete(Path file) {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      return false;
    }
  }

  private synchronized void grow(long bytes) {
    if (total >= 0) {
      total += bytes;
    }
    if (total < 0 || total > limit) {
      total = sweep();
    }
  }

  private record Kept(Path file, long size, FileTime used) {}

  /** Counts what is there, which others may have changed too, and deletes what is too much. */
  private long sweep() {
    List<Kept> all = kept();
    long sum = all.stream().mapToLong(Kept::size).sum();
    if (sum <= limit) {
      return sum;
    }
    all.sort(Comparator.comparing(Kept::used).thenComparing(Kept::file));
    for (Kept one : all) {
      if (sum <= limit * SWEPT) {
        break;
      }
      if (tryDelete(one.file())) {
        sum -= one.size();
      }
    }
    return sum;
  }

  private List<Kept> kept() {
    List<Kept> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files.forEach(file -> find(file).ifPresent(all::add));
    } catch (IOException | java.io.UncheckedIOException e) {
      // Another process deletes at the same time: what was seen until then is enough.
      return all;
    }
    return all;
  }

  private static Optional<Kept> find(Path file) {
    try {
      return Files.isRegularFile(file)
          ? Optional.of(new Kept(file, Files.size(file), Files.getLastModifiedTime(file)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** SHA-256 in hexadecimal digits. */
  public static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
