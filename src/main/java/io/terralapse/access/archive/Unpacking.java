package io.terralapse.access.archive;

import io.terralapse.cache.CacheFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Unpacks files into the cache, each once. A file is there whole or not at all, under a name that
 * says nothing of the archive's own names.
 */
final class Unpacking {
  /** Little archives may unpack to this much whatever their ratio: bands without data do. */
  private static final long HARMLESS_BYTES = 256L << 20;

  /**
   * Beyond that, more is taken for an attack. Deflate packs at most 1032 bytes into one (RFC 1951),
   * pictures rarely more than fifty.
   */
  private static final long MAX_RATIO = 200;

  private static final int PIECE = 1 << 18;

  private final Path folder;
  private final long maxBytes;
  private final CacheFolder cache;

  Unpacking(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.cache = new CacheFolder(folder, maxBytes);
  }

  /** Opens what is to be unpacked. */
  @FunctionalInterface
  interface Packed {
    InputStream open() throws IOException;
  }

  /**
   * The unpacked file. Calls with one key must not overlap.
   *
   * @param key names the content
   * @param archive the archive's name, for messages
   * @param packedBytes length of what is unpacked
   * @throws IOException with a clause that names the archive, if it unpacks to too much or cannot
   *     be read or kept
   */
  Path file(String key, String archive, long packedBytes, Packed packed) throws IOException {
    String name = CacheFolder.digest(key);
    Path file = folder.resolve(name.substring(0, 2)).resolve(name);
    if (Files.isRegularFile(file)) {
      CacheFolder.touch(file);
      return file;
    }
    Path parent = Files.createDirectories(folder.resolve(name.substring(0, 2)));
    Path part = Files.createTempFile(parent, "new", ".part");
    try {
      try (InputStream in = packed.open();
          OutputStream out = Files.newOutputStream(part)) {
        copy(archive, in, out, Math.max(1, packedBytes));
      }
      cache.take(part, file);
      return file;
    } catch (IOException | RuntimeException e) {
      CacheFolder.tryDelete(part);
      throw e;
    }
  }

  private void copy(String archive, InputStream in, OutputStream out, long packedBytes)
      throws IOException {
    byte[] piece = new byte[PIECE];
    long total = 0;
    for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
      total += n;
      if (total > HARMLESS_BYTES && total / packedBytes > MAX_RATIO) {
        throw new IOException(
            archive
                + " is not unpacked: it grows more than "
                + MAX_RATIO
                + " times, as files do that are made to fill a disk");
      }
      // A sweep leaves a tenth free, and must not take what was just unpacked.
      if (total > maxBytes - maxBytes / 10) {
        throw new IOException(
            archive
                + " unpacks to more than the "
                + (maxBytes >> 20)
                + " MiB that the cache may take; raise cache.max_bytes, or unpack it yourself");
      }
      out.write(piece, 0, n);
    }
  }
}
