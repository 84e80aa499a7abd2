package io.terralapse.model;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Collects what goes into a {@link ContentKey}. Not thread-safe. */
public final class KeyDigest {
  private final MessageDigest sha256;
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

  /** An empty digest. */
  public KeyDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** A number. */
  public void add(long value) {
    sha256.update(number.clear().putLong(value).flip());
  }

  /** The first {@code length} bytes, and how many they are. */
  public void add(byte[] bytes, int length) {
    add(length);
    sha256.update(bytes, 0, length);
  }

  /** The key of all that was added; the digest is then empty again. */
  public ContentKey key() {
    return new ContentKey(HexFormat.of().formatHex(Arrays.copyOf(sha256.digest(), 16)));
  }
}
