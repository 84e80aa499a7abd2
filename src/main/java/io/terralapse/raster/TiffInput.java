package io.terralapse.raster;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * Positional reads from one file, and the sentences that say what is wrong with it. Thread-safe.
 *
 * <p>The first bytes are kept in memory: most headers lie there, so that opening a file costs one
 * read.
 */
final class TiffInput implements Closeable {
  private static final int HEAD_BYTES = 32 * 1024;

  private final FileChannel channel;
  private final String name;
  private final long size;
  private final byte[] head;

  private TiffInput(FileChannel channel, String name, long size, byte[] head) {
    this.channel = channel;
    this.name = name;
    this.size = size;
    this.head = head;
  }

  static TiffInput open(Path file) throws IOException {
    String name = Objects.requireNonNullElse(file.getFileName(), file).toString();
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      long size = channel.size();
      byte[] head = new byte[(int) Math.min(size, HEAD_BYTES)];
      readFully(channel, 0, head, 0, head.length);
      return new TiffInput(channel, name, size, head);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  String name() {
    return name;
  }

  long size() {
    return size;
  }

  /** Reads exactly {@code length} bytes at {@code position}, or says that the file is cut short. */
  void read(long position, byte[] into, int at, int length) throws IOException {
    if (position < 0 || length < 0 || position > size - length) {
      throw damaged("it ends before byte " + position + " + " + length);
    }
    if (position + length <= head.length) {
      System.arraycopy(head, (int) position, into, at, length);
      return;
    }
    try {
      readFully(channel, position, into, at, length);
    } catch (EOFException e) {
      throw damaged("it became shorter while it was read");
    }
  }

  /** As {@link #read}, into a new buffer of the given byte order. */
  ByteBuffer read(long position, int length, ByteOrder order) throws IOException {
    if (length < 0 || length > size) {
      throw damaged("a part of its header claims " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    read(position, bytes, 0, length);
    return ByteBuffer.wrap(bytes).order(order);
  }

  private static void readFully(FileChannel from, long position, byte[] into, int at, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(into, at, length);
    long next = position;
    while (buffer.hasRemaining()) {
      int n = from.read(buffer, next);
      if (n < 0) {
        throw new EOFException();
      }
      next += n;
    }
  }

  /** The file contradicts itself or is cut short. */
  IOException damaged(String what) {
    return new IOException(name + " is damaged: " + what + "; fetch or export it again");
  }

  /** As above, with the technical cause. */
  IOException damaged(String what, Throwable cause) {
    return new IOException(damaged(what).getMessage(), cause);
  }

  /** The file is sound, but of a kind that this reader does not know. */
  IOException unsupported(String what) {
    return new IOException(
        name
            + " "
            + what
            + ", which is not supported; convert it with \"gdal_translate -co COMPRESS=DEFLATE -co"
            + " TILED=YES\"");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
