package io.terralapse.access.archive;

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
 * What is in one archive, and where. Only plain files count: links and devices are passed over, so
 * that nothing leads out. An archive with a name that would lead out of the folder it is unpacked
 * in, or with one name twice, is refused whole, since no honest program makes such.
 */
final class ArchiveIndex {
  /** More than any product has, few enough to hold. */
  private static final int MAX_ENTRIES = 100_000;

  private static final int MAX_NAME = 1024;

  /**
   * Bytes of directory, and of each file's own header: some 80 at least a file, of which some 700
   * are made in memory.
   */
  private static final long MAX_ZIP_DIRECTORY = 24L << 20;

  /** Bytes of headers, 512 at least a file. */
  private static final long MAX_TAR_HEADERS = 96L << 20;

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final String archive;

  private ArchiveIndex(Path archive) {
    this.archive = String.valueOf(archive.getFileName());
  }

  /**
   * One file.
   *
   * @param start where its bytes begin in the archive, if they lie there as they are; -1 if they
   *     are packed
   * @param size bytes, as the archive claims
   * @param packedSize bytes that it takes in the archive
   */
  record Entry(String name, long start, long size, long packedSize) {
    boolean isPacked() {
      return start < 0;
    }
  }

  /** Reads the directory of a zip file. */
  static ArchiveIndex ofZip(Path file) throws IOException {
    ArchiveIndex index = new ArchiveIndex(file);
    try (ZipFile zip = open(file)) {
      Enumeration<ZipArchiveEntry> all = zip.getEntriesInPhysicalOrder();
      while (all.hasMoreElements()) {
        ZipArchiveEntry entry = all.nextElement();
        if (entry.isDirectory() || entry.isUnixSymlink()) {
          continue;
        }
        boolean stored =
            entry.getMethod() == ZipMethod.STORED.getCode()
                && !entry.getGeneralPurposeBit().usesEncryption()
                && entry.getDataOffset() >= 0;
        index.add(
            new Entry(
                entry.getName(),
                stored ? entry.getDataOffset() : -1,
                entry.getSize(),
                entry.getCompressedSize()));
      }
    }
    return index;
  }

  static ZipFile open(Path file) throws IOException {
    MeteredChannel channel = new MeteredChannel(file, MAX_ZIP_DIRECTORY);
    try {
      ZipFile zip = ZipFile.builder().setSeekableByteChannel(channel).setMaxNumberOfDisks(1).get();
      channel.trust();
      return zip;
    } catch (IOException | RuntimeException e) {
      channel.close();
      channel.refuseIfSpent();
      throw e;
    }
  }

  /** Reads the headers of a tar file. */
  static ArchiveIndex ofTar(Path archive, Path tar) throws IOException {
    ArchiveIndex index = new ArchiveIndex(archive);
    try (MeteredChannel channel = new MeteredChannel(tar, MAX_TAR_HEADERS);
        TarFile file = new TarFile(channel)) {
      for (TarArchiveEntry entry : file.getEntries()) {
        if (isPlain(entry)) {
          index.add(
              new Entry(entry.getName(), entry.getDataOffset(), entry.getSize(), entry.getSize()));
        }
      }
    }
    return index;
  }

  private static boolean isPlain(TarArchiveEntry entry) {
    boolean special =
        entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO() || entry.isSparse();
    return entry.isFile() && !entry.isLink() && !entry.isSymbolicLink() && !special;
  }

  private void add(Entry entry) throws IOException {
    String name = entry.name().startsWith("./") ? entry.name().substring(2) : entry.name();
    if (name.length() > MAX_NAME || !Location.Member.isInside(name)) {
      throw new IOException(
          archive
              + " is not opened: it holds a file whose name leads out of the archive; fetch it"
              + " again from its provider");
    }
    if (entry.size() < 0) {
      throw new IOException(archive + " is damaged: it does not say how long its files are");
    }
    if (entries.size() == MAX_ENTRIES) {
      throw new IOException(
          archive + " holds more than " + MAX_ENTRIES + " files; unpack what you need");
    }
    Entry named = new Entry(name, entry.start(), entry.size(), entry.packedSize());
    if (entries.put(name, named) != null) {
      throw new IOException(
          archive + " is not opened: it holds two files of one name; fetch it again");
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
