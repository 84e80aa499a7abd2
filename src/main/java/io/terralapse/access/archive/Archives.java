package io.terralapse.access.archive;

import io.terralapse.access.ByteOpener;
import io.terralapse.access.ByteSource;
import io.terralapse.access.LocalBytes;
import io.terralapse.access.NoSuchMemberException;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.DataException;
import io.terralapse.model.Location;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Reads files inside {@code .zip}, {@code .tar}, {@code .tar.gz} and {@code .tgz}.
 *
 * <p>Members that are stored uncompressed are read in place. A compressed member of a zip, or a
 * complete {@code .tar.gz}, is unpacked once into the cache, where later runs find it. Archives are
 * not trusted: names cannot lead out of the cache, links are not followed, and unpacking stops at
 * more than is allowed or stated. Thread-safe.
 */
public final class Archives implements ByteOpener {
  /** A member that is unpacked into memory each time, bytes: an archive may have thousands. */
  private static final long SMALL_MEMBER = 1 << 16;

  /** Files of all archives whose positions are kept in memory. */
  private static final int MAX_KNOWN = 400_000;

  private final Unpacking unpacking;
  private final Map<String, ArchiveIndex> indexes = new ConcurrentHashMap<>();

  /** Keys share them, because there may be as many keys as files in all archives. */
  private final Object[] locks = Stream.generate(Object::new).limit(64).toArray();

  /**
   * Opens nothing yet.
   *
   * @param cache keeps unpacked files; not closed here
   */
  public Archives(DiskCache cache) {
    this.unpacking = new Unpacking(cache);
  }

  /** Whether a file's name says that it is an archive of a kind that can be read. */
  public static boolean isArchive(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".zip") || lower.endsWith(".tar") || isPackedTar(lower);
  }

  private static boolean isPackedTar(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".tar.gz") || lower.endsWith(".tgz");
  }

  /**
   * The files in an archive, in its own order.
   *
   * @throws DataException if it is missing, damaged, or holds what no harmless archive does; the
   *     message is a sentence without full stop that names it
   * @throws IOException if the disk fails
   */
  public List<Location.Member> list(Path archive) throws IOException {
    return index(archive).entries().stream()
        .map(entry -> new Location.Member(archive, entry.name()))
        .toList();
  }

  /**
   * Opens a member.
   *
   * @throws NoSuchMemberException if the archive does not contain it
   * @throws DataException if the archive is missing, or damaged
   * @throws IOException if the disk fails
   * @throws UserError if the cache cannot be written
   */
  @Override
  public ByteSource open(Location location) throws IOException {
    if (!(location instanceof Location.Member member)) {
      throw new DataException(location.text() + " is not inside an archive");
    }
    Path archive = member.archive();
    ArchiveIndex.Entry entry =
        index(archive)
            .find(member.entry())
            .orElseThrow(() -> new NoSuchMemberException(member.text()));
    if (entry.isPacked() && entry.size() <= SMALL_MEMBER) {
      return inMemory(archive, entry, member.name());
    }
    if (entry.isPacked()) {
      return unpacked(packedMember(archive, entry), file -> LocalBytes.open(file, member.name()));
    }
    if (isPackedTar(archive.toString())) {
      return unpacked(
          packedTar(archive),
          tar -> LocalBytes.open(tar, member.name(), entry.start(), entry.size()));
    }
    // Its checksum would cost reading all of a member of which a window is needed; the decoders of
    // images have checks of their own.
    return LocalBytes.open(archive, member.name(), entry.start(), entry.size());
  }

  private static ByteSource inMemory(Path archive, ArchiveIndex.Entry entry, String name)
      throws IOException {
    try (InputStream in = ZipMember.open(archive, entry)) {
      byte[] bytes = in.readNBytes((int) entry.size() + 1);
      if (bytes.length != entry.size()) {
        throw new DataException(
            archive.getFileName() + " is damaged: a file in it has another length than stated");
      }
      return new MemoryBytes(name, bytes);
    } catch (IOException | RuntimeException e) {
      throw failure(String.valueOf(archive.getFileName()), e);
    }
  }

  private <T> T unpacked(Unpacking.Source source, Unpacking.Reader<T> reader) throws IOException {
    try {
      synchronized (lock(source.key())) {
        return unpacking.read(source, reader);
      }
    } catch (UserError e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw failure(source.archive(), e);
    }
  }

  private Object lock(String key) {
    return locks[Math.floorMod(key.hashCode(), locks.length)];
  }

  /** A changed file has another identity, and so finds nothing of the old one. */
  private static String identity(Path archive) throws IOException {
    try {
      return archive.toRealPath()
          + " "
          + Files.size(archive)
          + " "
          + Files.getLastModifiedTime(archive).toMillis();
    } catch (NoSuchFileException missing) {
      throw new DataException(
          archive.getFileName() + " does not exist; correct the path of the archive", missing);
    }
  }

  private ArchiveIndex index(Path archive) throws IOException {
    String identity = identity(archive);
    ArchiveIndex known = indexes.get(identity);
    if (known != null) {
      return known;
    }
    synchronized (lock(identity)) {
      ArchiveIndex index = read(archive);
      int total = indexes.values().stream().mapToInt(one -> one.entries().size()).sum();
      if (total + index.entries().size() > MAX_KNOWN) {
        // They are read again when they are needed again.
        indexes.clear();
      }
      indexes.put(identity, index);
      return index;
    }
  }

  private ArchiveIndex read(Path archive) throws IOException {
    String name = String.valueOf(archive.getFileName());
    if (isPackedTar(name)) {
      return unpacked(packedTar(archive), tar -> ArchiveIndex.ofTar(archive, tar));
    }
    try {
      return name.toLowerCase(Locale.ROOT).endsWith(".zip")
          ? ArchiveIndex.ofZip(archive)
          : ArchiveIndex.ofTar(archive, archive);
    } catch (IOException | RuntimeException e) {
      // The library reports some damaged archives by unchecked exceptions.
      throw failure(name, e);
    }
  }

  /** Tells failures of the disk from damage, which the library reports by any exception. */
  private static IOException failure(String name, Exception e) {
    Throwable cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : e;
    if (cause instanceof DataException known) {
      return known;
    }
    return cause instanceof FileSystemException
        ? new IOException(name + " cannot be read; check its permissions and the disk", cause)
        : new DataException(name + " is damaged or not an archive; download it again", cause);
  }

  private static Unpacking.Source packedTar(Path archive) throws IOException {
    return new Unpacking.Source(
        identity(archive),
        String.valueOf(archive.getFileName()),
        Files.size(archive),
        -1,
        claimedSize(archive),
        () ->
            GzipCompressorInputStream.builder()
                .setPath(archive)
                .setDecompressConcatenated(true)
                .get());
  }

  private static Unpacking.Source packedMember(Path archive, ArchiveIndex.Entry entry)
      throws IOException {
    return new Unpacking.Source(
        identity(archive) + "/" + entry.name(),
        String.valueOf(archive.getFileName()),
        entry.packedSize(),
        entry.size(),
        entry.size(),
        () -> ZipMember.open(archive, entry));
  }

  /**
   * The length of the last member of a gzip file, modulo 4 GiB, which its last four bytes state
   * (RFC 1952): the file unpacks to at least as much, or is damaged. 0 if it is too short.
   */
  private static long claimedSize(Path archive) throws IOException {
    try (LocalBytes file = LocalBytes.open(archive)) {
      byte[] last = new byte[4];
      if (file.size() < last.length) {
        return 0;
      }
      file.read(file.size() - last.length, last, 0, last.length);
      return ByteBuffer.wrap(last).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xffffffffL;
    }
  }
}
