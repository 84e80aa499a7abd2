package io.terralapse.align;

import io.terralapse.align.core.feature.AlignmentImage;
import io.terralapse.cache.AlgorithmVersion;
import io.terralapse.cache.CacheSection;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.ContentKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The anchor's features on disk, so that a date that arrives is compared with it without reading
 * its pixels. Losing an entry costs time, never correctness. Thread-safe.
 */
final class FeatureCache {
  private static final String ENDING = ".alf";

  /** Those of the largest frames are half as large. */
  private static final long MOST_BYTES = 1L << 29;

  private final DiskCache cache;

  FeatureCache(DiskCache cache) {
    this.cache = cache;
  }

  /**
   * The name of features.
   *
   * @param basis everything that they depend on beside the program
   */
  static String key(String basis) {
    return ContentKey.of(AlgorithmVersion.text() + "\n" + basis).hex();
  }

  /** The features under this name, if there are any; a damaged entry is deleted. */
  Optional<AlignmentImage> find(String key) {
    Path file = cache.file(CacheSection.FEATURES, key + ENDING);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        return Optional.empty();
      }
      byte[] content = Files.readAllBytes(file);
      int length = content.length - Long.BYTES;
      if (length < 0
          || ByteBuffer.wrap(content).getLong(length) != checksum(key, content, length)) {
        cache.tryDelete(CacheSection.FEATURES, key + ENDING);
        return Optional.empty();
      }
      cache.markUsed(CacheSection.FEATURES, key + ENDING);
      return Optional.of(
          AlignmentImage.readFrom(
              new DataInputStream(new ByteArrayInputStream(content, 0, length))));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** Keeps features for the next run, if the disk allows. */
  void put(String key, AlignmentImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      image.writeTo(out);
      out.writeLong(checksum(key, bytes.toByteArray(), bytes.size()));
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory can be written", impossible);
    }
    cache.tryWrite(CacheSection.FEATURES, key + ENDING, bytes.toByteArray());
  }

  private static long checksum(String key, byte[] content, int length) {
    CRC32C sum = new CRC32C();
    sum.update(ByteBuffer.wrap(key.getBytes(StandardCharsets.US_ASCII)));
    sum.update(content, 0, length);
    return sum.getValue();
  }
}
