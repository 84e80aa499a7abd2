package io.terralapse.raster;

import io.terralapse.access.ByteSource;
import java.io.EOFException;

/** A file in memory that counts what is read of it. */
public final class InMemorySource implements ByteSource {
  private final byte[] bytes;
  private final String name;
  public long read;
  public boolean closed;

  public InMemorySource(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes.clone();
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
  public void read(long position, byte[] into, int at, int length) throws EOFException {
    if (position < 0 || length > bytes.length - position) {
      throw new EOFException(name + " ends before " + (position + length));
    }
    System.arraycopy(bytes, (int) position, into, at, length);
    read += length;
  }

  @Override
  public void close() {
    closed = true;
  }
}
