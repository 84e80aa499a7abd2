package io.terralapse.access.archive;

import io.terralapse.access.ByteSource;
import java.io.EOFException;
import java.io.IOException;

/** A small file that was unpacked into memory. Thread-safe. */
final class MemoryBytes implements ByteSource {
  private final String name;
  private final byte[] bytes;

  /** Keeps the array, which must not change. */
  MemoryBytes(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public void read(long position, byte[] into, int at, int length) throws IOException {
    if (position < 0 || length < 0 || position > bytes.length - length) {
      throw new EOFException(name + " ends before byte " + position + " + " + length);
    }
    System.arraycopy(bytes, (int) position, into, at, length);
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
