package io.terralapse.model;

import java.nio.charset.StandardCharsets;

/**
 * Identifies content by a hash: the first 128 bits of its SHA-256, which the JDK computes with the
 * processor's own instructions where it has them. Immutable.
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record ContentKey(String hex) {

  /**
   * Checks the digits, so that a key is always safe as a file name.
   *
   * @throws IllegalArgumentException if {@code hex} is not 32 lower-case hexadecimal digits
   */
  public ContentKey {
    if (!isKey(hex)) {
      throw new IllegalArgumentException("not a content key: " + hex);
    }
  }

  /** True for 32 lower-case hexadecimal digits. */
  public static boolean isKey(String text) {
    return text.length() == 32
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  /** The key of a text. */
  public static ContentKey of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ContentDigest digest = new ContentDigest();
    digest.add(bytes, bytes.length);
    return digest.key();
  }

  @Override
  public String toString() {
    return hex;
  }
}
