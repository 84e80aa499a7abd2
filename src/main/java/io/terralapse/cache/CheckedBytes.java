package io.terralapse.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Bytes in a file of the cache, with a checksum of their content and of what they are the answer
 * to: a damaged file, and one with the content of another, is recognised. Stateless.
 */
final class CheckedBytes {
  private CheckedBytes() {}

  /**
   * The content of the file.
   *
   * @param key what the bytes are the answer to
   */
  static byte[] seal(String key, byte[] content) {
    byte[] sealed = Arrays.copyOf(content, content.length + Integer.BYTES);
    ByteBuffer.wrap(sealed).putInt(content.length, checksum(key, content, content.length));
    return sealed;
  }

  /** The bytes in the content of a file; empty if it is damaged or has another key. */
  static Optional<ByteBuffer> open(String key, byte[] sealed) {
    int length = sealed.length - Integer.BYTES;
    boolean sound =
        length >= 0 && ByteBuffer.wrap(sealed).getInt(length) == checksum(key, sealed, length);
    return sound ? Optional.of(ByteBuffer.wrap(sealed, 0, length).slice()) : Optional.empty();
  }

  private static int checksum(String key, byte[] content, int length) {
    CRC32C sum = new CRC32C();
    sum.update((key + "\n").getBytes(StandardCharsets.UTF_8));
    sum.update(content, 0, length);
    return (int) sum.getValue();
  }
}
