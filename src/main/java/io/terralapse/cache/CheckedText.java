package io.terralapse.cache;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Text in a file of the cache, with a checksum of its content and of what it is the answer to: a
 * damaged file, and one with the content of another, is recognised. Stateless.
 */
public final class CheckedText {
  private CheckedText() {}

  /**
   * The content of the file.
   *
   * @param key what the text is the answer to, such as the name of the entry
   */
  public static byte[] seal(String key, String text) {
    return (text + "\n" + checksum(key, text)).getBytes(StandardCharsets.UTF_8);
  }

  /** The text in the content of a file; empty if it is damaged or has another key. */
  public static Optional<String> open(String key, byte[] content) {
    String all = new String(content, StandardCharsets.UTF_8);
    int end = all.lastIndexOf('\n');
    boolean sound = end >= 0 && all.substring(end + 1).equals(checksum(key, all.substring(0, end)));
    return sound ? Optional.of(all.substring(0, end)) : Optional.empty();
  }

  private static String checksum(String key, String text) {
    CRC32C sum = new CRC32C();
    sum.update((key + "\n" + text).getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(sum.getValue());
  }
}
