package io.terralapse.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Computes a {@link ContentKey} from numbers and byte arrays. Every array is preceded by its
 * length, so that two sequences of additions give the same key only if they are equal. Not
 * thread-safe.
 */
public final class ContentDigest {
  /** The first 128 bits of SHA-256: enough that no two contents of one cache ever share a key. */
  private static final int KEY_BYTES = 16;

  private final MessageDigest sha256 = Sha256.newDigest();
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

  /** Adds a number. */
  public void add(long value) {
    sha256.update(number.clear().putLong(value).flip());
  }

  /** Adds {@code length}, then the first {@code length} bytes of the array. */
  public void add(byte[] bytes, int length) {
    add(length);
    sha256.update(bytes, 0, length);
  }

  /** Adds a text in UTF-8, after its length in bytes. */
  public void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes, bytes.length);
  }

  /** Adds a number exact to the last bit. */
  public void add(double value) {
    add(Double.doubleToLongBits(value));
  }

  /** The key of everything added since the last call; the digest is empty afterwards. */
  public ContentKey key() {
    return new ContentKey(HexFormat.of().formatHex(Arrays.copyOf(sha256.digest(), KEY_BYTES)));
  }
}
