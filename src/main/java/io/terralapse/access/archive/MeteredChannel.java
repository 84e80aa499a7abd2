package io.terralapse.access.archive;

import io.terralapse.model.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of which a limited number of bytes may be read until its directory is known: the memory
 * that a library needs for the directory grows with what it reads, whatever the directory states.
 * For one reader.
 */
final class MeteredChannel implements SeekableByteChannel {
  private final SeekableByteChannel file;
  private final String name;
  private long left;

  /**
   * Opens a file.
   *
   * @param bytes limit of what may be read before {@link #removeLimit}
   */
  MeteredChannel(Path file, long bytes) throws IOException {
    this.file = Files.newByteChannel(file);
    this.name = String.valueOf(file.getFileName());
    this.left = bytes;
  }

  /** From now on everything may be read. */
  void removeLimit() {
    left = Long.MAX_VALUE;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int n = file.read(into);
    left -= Math.max(0, n);
    checkLimit();
    return n;
  }

  /**
   * Checks the limit. Callers repeat the check because libraries wrap what a channel throws.
   *
   * @throws DataException if more was read
   */
  void checkLimit() throws DataException {
    if (left < 0) {
      throw new DataException(
          name
              + " is not opened: its list of files is larger than that of any product; unpack it first");
    }
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    file.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  @Override
  public int write(ByteBuffer from) {
    throw new UnsupportedOperationException("archives are read-only");
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new UnsupportedOperationException("archives are read-only");
  }
}
