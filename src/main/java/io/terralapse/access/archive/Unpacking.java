package io.terralapse.access.archive;

import io.terralapse.cache.CacheSection;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.apache.commons.compress.utils.InputStreamStatistics;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks files into the cache, each once. A file is there complete or not at all, under a name
 * that is independent of the names in the archive, with its checksum beside it; a damaged one is
 * unpacked again. Thread-safe, but for one key at a time.
 */
final class Unpacking {
  /** Small archives may unpack to this much at any ratio: bands without data do. */
  private static final long HARMLESS_BYTES = 256L << 20;

  /**
   * Beyond that, a higher ratio is taken for an attack. Deflate packs at most 1032 bytes into one
   * (RFC 1951), images rarely more than fifty.
   */
  private static final long MAX_RATIO = 200;

  /**
   * A file of unknown length that has grown to this much is compared with the part of the archive
   * that was read: the rest cannot make up for it soon.
   */
  private static final long EARLY_BYTES = 1L << 30;

  private static final int CHUNK = 1 << 18;

  /** Ending of the entry with a file's length and checksum. */
  private static final String SUM = ".sum";

  private final DiskCache cache;

  /** Entries whose checksums have been verified in this run. */
  private final Set<String> checked = ConcurrentHashMap.newKeySet();

  Unpacking(DiskCache cache) {
    this.cache = cache;
  }

  /** Opens the packed bytes. */
  @FunctionalInterface
  interface Packed {
    InputStream open() throws IOException;
  }

  /** Reads an unpacked file. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Path file) throws IOException;
  }

  /**
   * What is to be unpacked.
   *
   * @param key identifies the content; calls with equal keys must not overlap
   * @param archive the archive's name, for messages
   * @param packedBytes length in the archive
   * @param expectedBytes length when unpacked, or -1 if the archive does not say
   * @param claimedBytes length that the archive claims at least: too much is refused at once
   * @param packed opens it
   */
  record Source(
      String key,
      String archive,
      long packedBytes,
      long expectedBytes,
      long claimedBytes,
      Packed packed) {}

  /**
   * Reads the unpacked file, after unpacking it if the cache does not have it.
   *
   * @param reader opens the file before it returns: afterwards the file may be evicted
   * @throws DataException if it unpacks to too much or to another length than expected
   * @throws IOException if the archive or the reader fails
   * @throws io.terralapse.model.UserError if the cache cannot be written
   */
  <T> T read(Source source, Reader<T> reader) throws IOException {
    String name = DiskCache.nameFor(source.key());
    String entry = name.substring(0, 2) + "/" + name;
    DiskCache.Pin pin = cache.pin(CacheSection.ARCHIVES, entry);
    try {
      return reader.read(file(source, entry));
    } catch (NoSuchFileException evicted) {
      // Another process has evicted it between unpacking and opening.
      return reader.read(file(source, entry));
    } finally {
      pin.close();
    }
  }

  private Path file(Source source, String entry) throws IOException {
    Path file = cache.file(CacheSection.ARCHIVES, entry);
    if (isSound(file, entry) && hasLength(file, source.expectedBytes())) {
      cache.markUsed(CacheSection.ARCHIVES, entry);
      return file;
    }
    check(source, source.claimedBytes(), source.packedBytes());
    Path temporary = cache.temporary(CacheSection.ARCHIVES, entry);
    try {
      checkDisk(source, temporary);
      String sum = unpack(source, temporary);
      if (!hasLength(temporary, source.expectedBytes())) {
        throw otherLength(source);
      }
      cache.publish(temporary, CacheSection.ARCHIVES, entry);
      cache.tryWriteText(CacheSection.ARCHIVES, entry + SUM, sum);
      checked.add(entry);
      return file;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Whether a file is there, as it was unpacked. It is read completely the first time in a run;
   * then its length is compared only, since the file may have been replaced by another process.
   */
  private boolean isSound(Path file, String entry) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    Optional<String> sum = cache.findText(CacheSection.ARCHIVES, entry + SUM);
    if (sum.isEmpty()) {
      return false;
    }
    if (checked.contains(entry)) {
      return sum.get().startsWith(Files.size(file) + " ");
    }
    boolean sound = sum.get().equals(sumOf(file));
    if (sound) {
      checked.add(entry);
    }
    return sound;
  }

  private static String sumOf(Path file) throws IOException {
    CRC32C crc = new CRC32C();
    long length = 0;
    try (FileChannel in = FileChannel.open(file)) {
      ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        crc.update(chunk.flip());
        length += n;
        chunk.clear();
      }
    }
    return sum(length, crc);
  }

  private static String sum(long length, CRC32C crc) {
    return length + " " + Long.toHexString(crc.getValue());
  }

  private static boolean hasLength(Path file, long expected) throws IOException {
    return expected < 0 || Files.size(file) == expected;
  }

  /** Returns the length and checksum of the file. */
  private String unpack(Source source, Path to) throws IOException {
    try (InputStream in = source.packed().open();
        Output out = new Output(to)) {
      byte[] chunk = new byte[CHUNK];
      CRC32C crc = new CRC32C();
      long total = 0;
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        total += n;
        if (source.expectedBytes() >= 0 && total > source.expectedBytes()) {
          throw otherLength(source);
        }
        check(source, total, source.packedBytes());
        if (total > EARLY_BYTES && in instanceof InputStreamStatistics statistics) {
          check(source, total, statistics.getCompressedCount());
        }
        out.write(chunk, 0, n);
        crc.update(chunk, 0, n);
      }
      out.force();
      return sum(total, crc);
    }
  }

  private static DataException otherLength(Source source) {
    return new DataException(
        source.archive() + " is damaged: a file in it has another length than stated");
  }

  /** Refuses what does not fit on the disk, before anything is written. */
  private static void checkDisk(Source source, Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    long free = folder == null ? Long.MAX_VALUE : Files.getFileStore(folder).getUsableSpace();
    if (source.claimedBytes() > free) {
      throw DiskCache.unwritable(
          folder,
          new IOException(
              source.archive()
                  + " unpacks to "
                  + (source.claimedBytes() >> 20)
                  + " MiB, and "
                  + (free >> 20)
                  + " MiB are free"));
    }
  }

  /**
   * Refuses what is too much.
   *
   * @param total bytes when unpacked
   * @param packed bytes in the archive that they are unpacked from
   */
  private void check(Source source, long total, long packed) throws DataException {
    if (total > HARMLESS_BYTES && total / Math.max(1, packed) > MAX_RATIO) {
      throw new DataException(
          source.archive()
              + " is not unpacked: it grows more than "
              + MAX_RATIO
              + " times, as files do that are made to fill a disk");
    }
    // Eviction leaves a tenth of the limit free.
    if (total > cache.maxBytes() - cache.maxBytes() / 10) {
      throw new DataException(
          source.archive()
              + " unpacks to more than the "
              + (cache.maxBytes() >> 20)
              + " MiB of the cache; raise cache.max_bytes, or unpack it yourself");
    }
  }

  /** A new file of the cache. Failures to write are the disk's, never the archive's. */
  private static final class Output extends OutputStream {
    private final @Nullable Path folder;
    private final FileChannel channel;

    Output(Path file) {
      folder = file.getParent();
      try {
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      } catch (IOException e) {
        throw DiskCache.unwritable(folder, e);
      }
    }

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int at, int length) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, at, length);
      try {
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      } catch (IOException e) {
        throw DiskCache.unwritable(folder, e);
      }
    }

    /** After a power failure, a file that has its name has its content too. */
    void force() {
      try {
        channel.force(false);
      } catch (IOException e) {
        throw DiskCache.unwritable(folder, e);
      }
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw DiskCache.unwritable(folder, e);
      }
    }
  }
}
