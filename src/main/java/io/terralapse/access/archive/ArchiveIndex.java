package io.terralapse.access.archive;

import io.terralapse.model.DataException;
import io.terralapse.model.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/**
 * The files of one archive and their positions. Links and devices are skipped, so that nothing
 * leads out of the archive. An archive with a name that would lead out of the folder that it is
 * unpacked in, or with two files of one name, is rejected: no harmless program writes such
 * archives.
 */
final class ArchiveIndex {
  /** More than any product has, and few enough for the memory. */
  private static final int MAX_ENTRIES = 100_000;

  private static final int MAX_NAME = 1024;

  /**
   * Bytes of the directory and of the files' own headers: at least 80 for each file, for which the
   * library needs some 700 bytes of memory.
   */
  private static final long MAX_ZIP_DIRECTORY = 24L << 20;

  /** Bytes of headers: at least 512 for each file. */
  private static final long MAX_TAR_HEADERS = 96L << 20;

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final String archive;

  private ArchiveIndex(Path archive) {
    this.archive = String.valueOf(archive.getFileName());
  }

  /** How the bytes of a file are in the archive. */
  enum Packing {
    STORED,
    DEFLATED,
    /** Encrypted, or by a method that only the library may know. */
    OTHER
  }

  /**
   * One file.
   *
   * @param start position of its first byte in the archive
   * @param size length in bytes, as the archive states
   * @param packedSize length in the archive
   * @param checksum CRC-32 of its bytes, or -1 if the archive has none
   */
  record Entry(
      String name, long start, long size, long packedSize, long checksum, Packing packing) {
    boolean isPacked() {
      return packing != Packing.STORED;
    }
  }

  /**
   * Reads the directory of a zip file.
   *
   * @throws DataException if the archive is too large to list or not harmless
   * @throws IOException or an unchecked exception of the library, if it is damaged
   */
  static ArchiveIndex ofZip(Path file) throws IOException {
    ArchiveIndex index = new ArchiveIndex(file);
    try (ZipFile zip = open(file)) {
      Enumeration<ZipArchiveEntry> all = zip.getEntriesInPhysicalOrder();
      while (all.hasMoreElements()) {
        ZipArchiveEntry entry = all.nextElement();
        if (entry.isDirectory() || entry.isUnixSymlink()) {
          continue;
        }
        index.add(
            new Entry(
                entry.getName(),
                entry.getDataOffset(),
                entry.getSize(),
                entry.getCompressedSize(),
                entry.getCrc(),
                packing(entry)));
      }
    }
    return index;
  }

  private static Packing packing(ZipArchiveEntry entry) {
    if (entry.getGeneralPurposeBit().usesEncryption() || entry.getDataOffset() < 0) {
      return Packing.OTHER;
    }
    return entry.getMethod() == ZipMethod.STORED.getCode()
        ? Packing.STORED
        : entry.getMethod() == ZipMethod.DEFLATED.getCode() ? Packing.DEFLATED : Packing.OTHER;
  }

  static ZipFile open(Path file) throws IOException {
    MeteredChannel channel = new MeteredChannel(file, MAX_ZIP_DIRECTORY);
    try {
      ZipFile zip = ZipFile.builder().setSeekableByteChannel(channel).setMaxNumberOfDisks(1).get();
      channel.removeLimit();
      return zip;
    } catch (IOException | RuntimeException e) {
      channel.close();
      channel.checkLimit();
      throw e;
    }
  }

  /**
   * Reads the headers of a tar file.
   *
   * @param archive the archive that the tar comes from, for messages
   * @throws DataException if the archive is too large to list or not harmless
   * @throws IOException or an unchecked exception of the library, if it is damaged
   */
  static ArchiveIndex ofTar(Path archive, Path tar) throws IOException {
    ArchiveIndex index = new ArchiveIndex(archive);
    try (MeteredChannel channel = new MeteredChannel(tar, MAX_TAR_HEADERS);
        TarFile file = new TarFile(channel)) {
      for (TarArchiveEntry entry : file.getEntries()) {
        if (entry.isSparse()) {
          throw new DataException(
              index.archive + " contains sparse files, which are not supported; unpack it first");
        }
        if (isPlain(entry)) {
          long size = entry.getSize();
          index.add(
              new Entry(entry.getName(), entry.getDataOffset(), size, size, -1, Packing.STORED));
        }
      }
    }
    return index;
  }

  private static boolean isPlain(TarArchiveEntry entry) {
    boolean special = entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO();
    return entry.isFile() && !entry.isLink() && !entry.isSymbolicLink() && !special;
  }

  private void add(Entry entry) throws DataException {
    String name = entry.name().startsWith("./") ? entry.name().substring(2) : entry.name();
    if (name.length() > MAX_NAME || !Location.Member.isInside(name)) {
      throw new DataException(
          archive
              + " is not opened: it contains a file whose name leads out of the archive; download it"
              + " again from its provider");
    }
    if (entry.size() < 0) {
      throw new DataException(
          archive + " is damaged: it does not state the length of its files; download it again");
    }
    if (entries.size() == MAX_ENTRIES) {
      throw new DataException(
          archive + " contains more than " + MAX_ENTRIES + " files; unpack those you need");
    }
    Entry named =
        new Entry(
            name,
            entry.start(),
            entry.size(),
            entry.packedSize(),
            entry.checksum(),
            entry.packing());
    if (entries.put(name, named) != null) {
      throw new DataException(
          archive + " is not opened: it contains two files of one name; download it again");
    }
  }

  /** All files, in the archive's order. */
  Collection<Entry> entries() {
    return Collections.unmodifiableCollection(entries.values());
  }

  Optional<Entry> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }
}
