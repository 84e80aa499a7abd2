package io.terralapse.access.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of which only so much may be read until it is trusted: what a library keeps in memory of
 * an archive's directory grows with what it reads of it, whatever the directory claims. As
 * thread-safe as the channel below, which is for one reader.
 */
final class MeteredChannel implements SeekableByteChannel {
  private final SeekableByteChannel file;
  private final String name;
  private long left;

  /**
   * Opens a file.
   *
   * @param bytes that may be read before {@link #trust}
   */
  MeteredChannel(Path file, long bytes) throws IOException {
    this.file = Files.newByteChannel(file);
    this.name = String.valueOf(file.getFileName());
    this.left = bytes;
  }

  /** From here on everything may be read. */
  void trust() {
    left = Long.MAX_VALUE;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    int n = file.read(into);
    left -= Math.max(0, n);
    refuseIfSpent();
    return n;
  }

  /** Libraries wrap what a channel throws; this says it again. */
  void refuseIfSpent() throws IOException {
    if (left < 0) {
      throw new IOException(
          name + " is not opened: its list of files is larger than any product's; unpack it first");
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
    throw new UnsupportedOperationException("archives are read only");
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new UnsupportedOperationException("archives are read only");
  }
}
