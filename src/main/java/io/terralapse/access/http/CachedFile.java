package io.terralapse.access.http;

import io.terralapse.cache.CacheFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * What is kept of one distant file: its state in {@code state}, and one file for every part that
 * was fetched, named by a digest of the state and the part's position and length. A part ends with
 * a checksum. Thread-safe once {@link #begin} returned.
 */
final class CachedFile {
  private static final String FORM = "terralapse http 1";
  private static final int CHECKSUM = 4;
  private static final int STATE_BYTES = 8 * 1024;
  private static final Pattern PART = Pattern.compile("([0-9a-f]{16})-([0-9]{1,18})-([0-9]{1,9})");

  private final CacheFolder cache;
  private final Path folder;
  private final String address;
  private final ConcurrentSkipListMap<Long, Part> parts = new ConcurrentSkipListMap<>();
  private volatile String version = "";

  private static final class Part {
    final Path file;
    final int length;
    volatile boolean sound;

    Part(Path file, int length, boolean sound) {
      this.file = file;
      this.length = length;
      this.sound = sound;
    }
  }

  CachedFile(CacheFolder cache, Path folder, String address) {
    this.cache = cache;
    this.folder = folder;
    this.address = address;
  }

  /** The state in which the file was last seen; empty if it never was or the note is damaged. */
  Optional<FileState> findState() {
    try {
      Path note = folder.resolve("state");
      if (cache.keepsNothing() || !Files.isRegularFile(note) || Files.size(note) > STATE_BYTES) {
        return Optional.empty();
      }
      List<String> lines = Files.readAllLines(note, StandardCharsets.UTF_8);
      if (lines.size() != 6 || !note(lines.subList(0, 5)).equals(lines)) {
        return Optional.empty();
      }
      CacheFolder.touch(note);
      return Optional.of(
          new FileState(
              Long.parseLong(lines.get(1)),
              text(lines.get(2)),
              text(lines.get(3)),
              lines.get(4).equals("parts")));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** From now on parts of the file in this state are kept and read; those of others go. */
  void begin(FileState state) {
    if (cache.keepsNothing() || !state.isTellable()) {
      return;
    }
    List<String> lines =
        note(
            List.of(
                FORM,
                Long.toString(state.size()),
                state.etag().orElse(""),
                state.modified().orElse(""),
                state.ranges() ? "parts" : "whole"));
    version = CacheFolder.digest(address + "\n" + String.join("\n", lines)).substring(0, 16);
    if (!findState().equals(Optional.of(state))) {
      cache.tryWrite(
          folder.resolve("state"), String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(this::take);
    } catch (IOException | java.io.UncheckedIOException e) {
      // Nothing is kept then.
      return;
    }
  }

  private void take(Path file) {
    Matcher name = PART.matcher(String.valueOf(file.getFileName()));
    if (!name.matches()) {
      return;
    }
    if (!name.group(1).equals(version)) {
      CacheFolder.tryDelete(file);
      return;
    }
    add(Long.parseLong(name.group(2)), new Part(file, Integer.parseInt(name.group(3)), false));
  }

  /** Of two parts at one position the longer one holds both. */
  private void add(long position, Part part) {
    parts.merge(position, part, (a, b) -> b.length >= a.length ? b : a);
  }

  /** Whether a range seems to be kept; reading it can fail all the same. */
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
   * Reads a range that lies in one part.
   *
   * @return false if it is not kept, or damaged
   */
  boolean read(long position, byte[] into, int at, int length) {
    Optional<Map.Entry<Long, Part>> found = findPart(position, length);
    if (found.isEmpty()) {
      return false;
    }
    long start = found.get().getKey();
    Part part = found.get().getValue();
    try {
      if (!part.sound) {
        verify(part);
        part.sound = true;
        CacheFolder.touch(part.file);
      }
      try (FileChannel channel = FileChannel.open(part.file)) {
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
      CacheFolder.tryDelete(part.file);
      return false;
    }
  }

  private static void verify(Part part) throws IOException {
    if (Files.size(part.file) != (long) part.length + CHECKSUM) {
      throw new IOException("cut short");
    }
    byte[] all = Files.readAllBytes(part.file);
    if (all.length != part.length + CHECKSUM
        || ByteBuffer.wrap(all, part.length, CHECKSUM).getInt() != checksum(all, 0, part.length)) {
      throw new IOException("damaged");
    }
  }

  /** Keeps a part that was fetched. */
  void store(long position, byte[] bytes, int at, int length) {
    if (version.isEmpty() || length == 0 || length > RangePlan.LONGEST * 4) {
      return;
    }
    byte[] content = new byte[length + CHECKSUM];
    System.arraycopy(bytes, at, content, 0, length);
    ByteBuffer.wrap(content).putInt(length, checksum(bytes, at, length));
    Path file = folder.resolve(version + "-" + position + "-" + length);
    if (cache.tryWrite(file, content)) {
      add(position, new Part(file, length, true));
    }
  }

  private static int checksum(byte[] bytes, int at, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, at, length);
    return (int) sum.getValue();
  }

  /** The lines with a checksum after them. */
  private static List<String> note(List<String> lines) {
    byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    return Stream.concat(
            lines.stream(), Stream.of(Integer.toHexString(checksum(text, 0, text.length))))
        .toList();
  }

  private static Optional<String> text(String line) {
    return line.isEmpty() ? Optional.empty() : Optional.of(line);
  }
}
