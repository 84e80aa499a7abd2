package io.terralapse.access.archive;

import io.terralapse.access.LocalBytes;
import io.terralapse.access.archive.ArchiveIndex.Packing;
import io.terralapse.model.DataException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks one member of a zip file, and compares its checksum at its end. Not thread-safe.
 *
 * <p>Deflated members are read by their positions. The library would read the directory of the
 * archive again for each of them, and so reads the others only.
 */
final class ZipMember extends InputStream {
  private static final int BUFFER = 1 << 16;

  private final InputStream content;
  private final Closeable owner;
  private final String archive;
  private final ArchiveIndex.Entry entry;
  private final CRC32 checksum = new CRC32();

  private ZipMember(
      InputStream content, Closeable owner, String archive, ArchiveIndex.Entry entry) {
    this.content = content;
    this.owner = owner;
    this.archive = archive;
    this.entry = entry;
  }

  /**
   * Opens a packed member.
   *
   * @throws DataException if it is encrypted or packed by a method that is not supported
   */
  static InputStream open(Path archive, ArchiveIndex.Entry entry) throws IOException {
    String name = String.valueOf(archive.getFileName());
    return entry.packing() == Packing.DEFLATED
        ? deflated(archive, name, entry)
        : byLibrary(archive, name, entry);
  }

  private static ZipMember deflated(Path archive, String name, ArchiveIndex.Entry entry)
      throws IOException {
    LocalBytes packed = LocalBytes.open(archive, entry.name(), entry.start(), entry.packedSize());
    Inflater inflater = new Inflater(true);
    Closeable owner =
        () -> {
          inflater.end();
          packed.close();
        };
    InputStream content = new InflaterInputStream(new Packed(packed), inflater, BUFFER);
    return new ZipMember(content, owner, name, entry);
  }

  private static ZipMember byLibrary(Path archive, String name, ArchiveIndex.Entry entry)
      throws IOException {
    ZipFile zip = ArchiveIndex.open(archive);
    try {
      return new ZipMember(content(zip, name, entry.name()), zip, name, entry);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static InputStream content(ZipFile zip, String archive, String name) throws IOException {
    ZipArchiveEntry entry = zip.getEntry(name);
    if (entry == null) {
      entry = zip.getEntry("./" + name);
    }
    if (entry == null) {
      throw new DataException(archive + " was changed while it was read; run the job again");
    }
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw new DataException(archive + " is encrypted; unpack it with its password first");
    }
    if (!zip.canReadEntryData(entry)) {
      throw unsupported(archive, name, null);
    }
    try {
      return zip.getInputStream(entry);
    } catch (NoClassDefFoundError optionalLibrary) {
      // Commons Compress knows methods such as Zstandard, but not without a library of theirs.
      throw unsupported(archive, name, optionalLibrary);
    }
  }

  private static DataException unsupported(String archive, String name, @Nullable Throwable cause) {
    return new DataException(
        archive + " compresses " + name + " by a method that is not supported; unpack it first",
        cause);
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
      checksum.update(into, at, n);
    } else if (n < 0 && entry.checksum() >= 0 && checksum.getValue() != entry.checksum()) {
      throw new DataException(
          archive
              + " is damaged: "
              + entry.name()
              + " does not match its checksum; download it again");
    }
    return n;
  }

  @Override
  public void close() throws IOException {
    try (owner) {
      content.close();
    }
  }

  /** The packed bytes, and one more, which zlib may need after data without a header. */
  private static final class Packed extends InputStream {
    private final LocalBytes bytes;
    private long position;

    Packed(LocalBytes bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
      if (position > bytes.size()) {
        return -1;
      }
      if (position == bytes.size()) {
        into[at] = 0;
        position++;
        return 1;
      }
      int n = (int) Math.min(length, bytes.size() - position);
      bytes.read(position, into, at, n);
      position += n;
      return n;
    }
  }
}
