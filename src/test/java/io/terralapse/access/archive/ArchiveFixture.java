package io.terralapse.access.archive;

import io.terralapse.cache.DiskCache;
import io.terralapse.model.Location;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.io.TempDir;

/** Archives in a folder of their own, for tests. */
abstract class ArchiveFixture {
  static final long LIMIT = 64L << 20;
  static final byte[] PICTURE = noise(300_000, 4);
  static final byte[] NOTE = "a note\n".repeat(500).getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder = Path.of("");

  static byte[] noise(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  Archives archives() {
    return new Archives(new DiskCache(folder.resolve("cache"), LIMIT));
  }

  Path write(String name) throws IOException {
    Path file = folder.resolve(name);
    if (name.endsWith(".zip")) {
      zip(file, name.startsWith("stored"), "p/B04.tif", PICTURE, "p/MTD.xml", NOTE);
    } else {
      tar(file, "./p/B04.tif", PICTURE, "p/MTD.xml", NOTE);
    }
    return file;
  }

  static void zip(Path file, boolean stored, Object... namesAndBytes) throws IOException {
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(file)) {
      for (int i = 0; i < namesAndBytes.length; i += 2) {
        byte[] bytes = (byte[]) namesAndBytes[i + 1];
        ZipArchiveEntry entry = new ZipArchiveEntry((String) namesAndBytes[i]);
        entry.setMethod(stored ? ZipArchiveEntry.STORED : ZipArchiveEntry.DEFLATED);
        entry.setSize(bytes.length);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setCrc(crc.getValue());
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
      }
    }
  }

  static TarArchiveOutputStream tar(Path file) throws IOException {
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
    boolean packed = file.toString().endsWith("gz");
    return new TarArchiveOutputStream(packed ? new GZIPOutputStream(out) : out);
  }

  static void tar(Path file, Object... namesAndBytes) throws IOException {
    try (TarArchiveOutputStream out = tar(file)) {
      for (int i = 0; i < namesAndBytes.length; i += 2) {
        byte[] bytes = (byte[]) namesAndBytes[i + 1];
        TarArchiveEntry entry = new TarArchiveEntry((String) namesAndBytes[i], true);
        entry.setSize(bytes.length);
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
      }
    }
  }

  static byte[] all(Archives archives, Location member) throws IOException {
    return archives.readAll(member, 1 << 24);
  }

  /** Unpacked files, without their checksums. */
  long cachedFiles() throws IOException {
    Path cache = folder.resolve("cache/archives");
    if (!Files.exists(cache)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(cache)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".sum"))
          .count();
    }
  }
}
