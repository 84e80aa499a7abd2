package io.terralapse.access.archive;

import io.terralapse.access.ByteOpener;
import io.terralapse.access.ByteSource;
import io.terralapse.access.LocalBytes;
import io.terralapse.model.Location;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Reads files inside {@code .zip}, {@code .tar}, {@code .tar.gz} and {@code .tgz}.
 *
 * <p>What an archive stores as it is gets read in place. A packed member of a zip, and a {@code
 * .tar.gz} as a whole, is unpacked once into the cache, where later runs find it. Archives come
 * from strangers: names cannot lead out of the cache, links are not followed, and what unpacks to
 * more than is allowed, or than it claims, is stopped on the way. Thread-safe.
 */
public final class Archives implements ByteOpener {
  private final Unpacking unpacking;
  private final Map<String, ArchiveIndex> indexes = new ConcurrentHashMap<>();
  private final Map<String, Object> locks = new ConcurrentHashMap<>();

  /**
   * A reader.
   *
   * @param cacheDir folder of the cache; {@code archives} below it is used, and made when needed
   * @param maxBytes most that unpacked files may take there; the oldest make room
   */
  public Archives(Path cacheDir, long maxBytes) {
    this.unpacking = new Unpacking(cacheDir.resolve("archives"), maxBytes);
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
   * @throws IOException if it cannot be read, or holds what an honest archive does not; the message
   *     is a sentence without full stop that names it
   */
  public List<Location.Member> list(Path archive) throws IOException {
    return index(archive).entries().stream()
        .map(entry -> new Location.Member(archive, entry.name()))
        .toList();
  }

  /**
   * Opens a member.
   *
   * @throws IOException if it is none, is not there, or cannot be unpacked
   */
  @Override
  public ByteSource open(Location location) throws IOException {
    if (!(location instanceof Location.Member member)) {
      throw new IOException(location.text() + " is not inside an archive");
    }
    Path archive = member.archive();
    ArchiveIndex.Entry entry =
        index(archive)
            .find(member.entry())
            .orElseThrow(() -> new IOException(member.text() + " is not there"));
    if (entry.isPacked()) {
      String key = identity(archive) + "/" + entry.name();
      synchronized (lock(key)) {
        return opened(() -> LocalBytes.open(unpackedMember(archive, key, entry), member.name()));
      }
    }
    if (isPackedTar(archive.toString())) {
      synchronized (lock(identity(archive))) {
        return opened(
            () ->
                LocalBytes.open(unpackedTar(archive), member.name(), entry.start(), entry.size()));
      }
    }
    // Its checksum would cost reading all of a member of which a window is wanted; the decoders of
    // images have checks of their own.
    return LocalBytes.open(archive, member.name(), entry.start(), entry.size());
  }

  @FunctionalInterface
  private interface Opening {
    ByteSource open() throws IOException;
  }

  /** Another run may sweep the cache between unpacking and opening; once more is enough. */
  private static ByteSource opened(Opening opening) throws IOException {
    try {
      return opening.open();
    } catch (NoSuchFileException swept) {
      return opening.open();
    }
  }

  private Object lock(String key) {
    return locks.computeIfAbsent(key, k -> new Object());
  }

  /** A changed file has another identity, and so finds nothing of the old one. */
  private static String identity(Path archive) throws IOException {
    try {
      return archive.toRealPath()
          + " "
          + Files.size(archive)
          + " "
          + Files.getLastModifiedTime(archive).toMillis();
    } catch (NoSuchFileException gone) {
      throw new IOException(archive.getFileName() + " is not there; name the archive's path", gone);
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
      indexes.put(identity, index);
      return index;
    }
  }

  private ArchiveIndex read(Path archive) throws IOException {
    String name = String.valueOf(archive.getFileName());
    try {
      if (name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
        return ArchiveIndex.ofZip(archive);
      }
      return ArchiveIndex.ofTar(archive, isPackedTar(name) ? unpackedTar(archive) : archive);
    } catch (IOException | RuntimeException e) {
      // The library answers some damaged archives with unchecked exceptions.
      throw damaged(name, e);
    }
  }

  private static IOException damaged(String name, Exception e) {
    String message = String.valueOf(e.getMessage());
    return e instanceof IOException known && message.startsWith(name + " ")
        ? known
        : new IOException(name + " is damaged or no archive; fetch it again", e);
  }

  private Path unpackedTar(Path archive) throws IOException {
    String name = String.valueOf(archive.getFileName());
    try {
      return unpacking.file(
          identity(archive),
          name,
          Files.size(archive),
          () ->
              GzipCompressorInputStream.builder()
                  .setPath(archive)
                  .setDecompressConcatenated(true)
                  .get());
    } catch (UncheckedIOException e) {
      throw damaged(name, e);
    }
  }

  private Path unpackedMember(Path archive, String key, ArchiveIndex.Entry entry)
      throws IOException {
    String name = String.valueOf(archive.getFileName());
    try {
      Path file = unpacked(archive, name, key, entry);
      if (Files.size(file) != entry.size()) {
        // What lies in the cache may have been cut short there; the archive has the word.
        Files.delete(file);
        file = unpacked(archive, name, key, entry);
      }
      if (Files.size(file) != entry.size()) {
        Files.delete(file);
        throw new IOException(
            name + " is damaged: " + entry.name() + " has another length than it claims");
      }
      return file;
    } catch (IOException | RuntimeException e) {
      throw damaged(name, e);
    }
  }

  private Path unpacked(Path archive, String name, String key, ArchiveIndex.Entry entry)
      throws IOException {
    return unpacking.file(
        key, name, entry.packedSize(), () -> new ZipMember(archive, entry.name()));
  }

  /** A member of a zip file that is open only as long as it is read. */
  private static final class ZipMember extends InputStream {
    private final ZipFile zip;
    private final InputStream content;
    private final CRC32 found = new CRC32();
    private final String archive;
    private final String entry;
    private long claimed = -1;

    ZipMember(Path archive, String entry) throws IOException {
      this.archive = String.valueOf(archive.getFileName());
      this.entry = entry;
      zip = ArchiveIndex.open(archive);
      try {
        content = content(this.archive, entry);
      } catch (IOException | RuntimeException e) {
        zip.close();
        throw e;
      }
    }

    private InputStream content(String archive, String name) throws IOException {
      ZipArchiveEntry entry = zip.getEntry(name);
      if (entry == null) {
        entry = zip.getEntry("./" + name);
      }
      if (entry == null) {
        throw new IOException(archive + " was changed while it was read");
      }
      if (entry.getGeneralPurposeBit().usesEncryption()) {
        throw new IOException(archive + " is encrypted; unpack it with its password first");
      }
      if (!zip.canReadEntryData(entry)) {
        throw new IOException(
            archive + " packs " + name + " in a way that cannot be read; unpack it first");
      }
      claimed = entry.getCrc();
      return zip.getInputStream(entry);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
      int n = content.read(into, at, length);
      if (n > 0) {
        found.update(into, at, n);
      } else if (n < 0 && claimed >= 0 && found.getValue() != claimed) {
        throw new IOException(
            archive + " is damaged: " + entry + " does not match its checksum; fetch it again");
      }
      return n;
    }

    @Override
    public void close() throws IOException {
      try (zip) {
        content.close();
      }
    }
  }
}
