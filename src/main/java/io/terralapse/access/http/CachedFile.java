package io.terralapse.access.http;

import io.terralapse.cache.CacheSection;
import io.terralapse.cache.DiskCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The cached parts of one remote file: its state in {@code state}, and one entry for every part
 * that was fetched, named by a digest of the state and the part's position and length. A part ends
 * with a checksum of its name and its bytes. Thread-safe once {@link #begin} returned.
 */
final class CachedFile {
  private static final String FORMAT = "terralapse http 2";
  private static final int CHECKSUM = 4;
  private static final String STATE = "state";
  private static final String PARTS = "parts";
  private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");
  private static final Pattern PART = Pattern.compile("([0-9a-f]{16})-([0-9]{1,18})-([0-9]{1,9})");

  private final DiskCache cache;
  private final String folder;
  private final String address;
  private final ConcurrentSkipListMap<Long, Part> parts = new ConcurrentSkipListMap<>();
  private volatile String version = "";

  private static final class Part {
    final String entry;
    final int length;
    volatile boolean verified;

    Part(String entry, int length, boolean verified) {
      this.entry = entry;
      this.length = length;
      this.verified = verified;
    }
  }

  /**
   * What is kept of a file.
   *
   * @param address its address without query
   */
  CachedFile(DiskCache cache, String address) {
    String name = DiskCache.nameFor(address);
    this.cache = cache;
    this.folder = name.substring(0, 2) + "/" + name + "/";
    this.address = address;
  }

  /** The state in which the file was last seen; empty if it never was or the note is damaged. */
  Optional<FileState> findState() {
    return keepsNothing()
        ? Optional.empty()
        : cache.findText(CacheSection.HTTP, folder + STATE).flatMap(CachedFile::parse);
  }

  private static Optional<FileState> parse(String note) {
    String[] lines = note.split("\n", -1);
    if (lines.length != 5 || !lines[0].equals(FORMAT) || !SIZE.matcher(lines[1]).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new FileState(
            Long.parseLong(lines[1]),
            nonEmpty(lines[2]),
            nonEmpty(lines[3]),
            lines[4].equals(PARTS)));
  }

  private static String note(FileState state) {
    return String.join(
        "\n",
        FORMAT,
        Long.toString(state.size()),
        state.etag().orElse(""),
        state.modified().orElse(""),
        state.ranges() ? PARTS : "whole");
  }

  private boolean keepsNothing() {
    return cache.maxBytes() == 0;
  }

  /**
   * From now on parts of the file in this state are stored and read; those of other states are
   * deleted.
   */
  void begin(FileState state) {
    if (keepsNothing() || !state.isTellable()) {
      return;
    }
    String note = note(state);
    version = DiskCache.nameFor(address + "\n" + note).substring(0, 16);
    if (!findState().equals(Optional.of(state))) {
      cache.tryWriteText(CacheSection.HTTP, folder + STATE, note);
    }
    Path parent = cache.file(CacheSection.HTTP, folder + STATE).getParent();
    if (parent == null) {
      return;
    }
    try (Stream<Path> files = Files.list(parent)) {
      files.forEach(file -> register(String.valueOf(file.getFileName())));
    } catch (IOException | UncheckedIOException e) {
      // Then nothing is cached.
      return;
    }
  }

  private void register(String file) {
    Matcher name = PART.matcher(file);
    if (!name.matches()) {
      return;
    }
    if (!name.group(1).equals(version)) {
      cache.tryDelete(CacheSection.HTTP, folder + file);
      return;
    }
    add(
        Long.parseLong(name.group(2)),
        new Part(folder + file, Integer.parseInt(name.group(3)), false));
  }

  /** Of two parts at one position the longer one holds both. */
  private void add(long position, Part part) {
    parts.merge(position, part, (a, b) -> b.length >= a.length ? b : a);
  }

  /** Whether a range seems to be cached; reading it can fail all the same. */
  boolean covers(long position, long length) {
    return findPart(position, length).isPresent();
  }

  private Optional<Map.Entry<Long, Part>> findPart(long position, long length) {
    Map.Entry<Long, Part> entry = parts.floorEntry(position);
    // Parts seldom overlap: looking a few back finds the long one before a short one.
    for (int i = 0; entry != null && i < 4; i++) {
      if (position + length <= entry.getKey() + entry.getValue().length) {
        return Optional.of(entry);
      }
      entry = parts.lowerEntry(entry.getKey());
    }
    return Optional.empty();
  }

  /**
   * Reads a range that is within one part.
   *
   * @return false if it is not cached, or damaged
   */
  boolean read(long position, byte[] into, int at, int length) {
    Optional<Map.Entry<Long, Part>> found = findPart(position, length);
    if (found.isEmpty()) {
      return false;
    }
    long start = found.get().getKey();
    Part part = found.get().getValue();
    try {
      if (!part.verified) {
        verify(part);
        part.verified = true;
        cache.markUsed(CacheSection.HTTP, part.entry);
      }
      try (FileChannel channel = FileChannel.open(file(part))) {
        ByteBuffer buffer = ByteBuffer.wrap(into, at, length);
        long next = position - start;
        while (buffer.hasRemaining()) {
          int n = channel.read(buffer, next);
          if (n < 0) {
            throw new IOException("cut short");
          }
          next += n;
        }
      }
      return true;
    } catch (IOException e) {
      parts.remove(start, part);
      cache.tryDelete(CacheSection.HTTP, part.entry);
      return false;
    }
  }

  private Path file(Part part) {
    return cache.file(CacheSection.HTTP, part.entry);
  }

  private void verify(Part part) throws IOException {
    if (Files.size(file(part)) != (long) part.length + CHECKSUM) {
      throw new IOException("cut short");
    }
    byte[] all = Files.readAllBytes(file(part));
    if (all.length != part.length + CHECKSUM
        || ByteBuffer.wrap(all, part.length, CHECKSUM).getInt()
            != checksum(part.entry, all, 0, part.length)) {
      throw new IOException("damaged");
    }
  }

  /** Stores a part that was fetched. */
  void store(long position, byte[] bytes, int at, int length) {
    if (version.isEmpty() || length == 0 || length > RangePlan.LONGEST * 4) {
      return;
    }
    String entry = folder + version + "-" + position + "-" + length;
    byte[] content = new byte[length + CHECKSUM];
    System.arraycopy(bytes, at, content, 0, length);
    ByteBuffer.wrap(content).putInt(length, checksum(entry, bytes, at, length));
    if (cache.tryWrite(CacheSection.HTTP, entry, content)) {
      add(position, new Part(entry, length, true));
    }
  }

  private static int checksum(String entry, byte[] bytes, int at, int length) {
    CRC32C sum = new CRC32C();
    sum.update(entry.getBytes(StandardCharsets.UTF_8));
    sum.update(bytes, at, length);
    return (int) sum.getValue();
  }

  private static Optional<String> nonEmpty(String line) {
    return line.isEmpty() ? Optional.empty() : Optional.of(line);
  }
}
