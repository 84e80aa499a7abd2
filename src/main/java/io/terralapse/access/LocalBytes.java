package io.terralapse.access;

import io.terralapse.model.DataException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** A file on disk, or a part of one: a member that its archive stores uncompressed. */
public final class LocalBytes implements ByteSource {
  /**
   * Bytes that are read at a time: the virtual machine reads into memory of its own outside of the
   * heap, which each thread keeps in the size of its largest read.
   */
  private static final int CHUNK = 1 << 20;

  private final FileChannel channel;
  private final String name;
  private final long start;
  private final long size;

  private LocalBytes(FileChannel channel, String name, long start, long size) {
    this.channel = channel;
    this.name = name;
    this.start = start;
    this.size = size;
  }

  public static LocalBytes open(Path file) throws IOException {
    return open(file, Objects.requireNonNullElse(file.getFileName(), file).toString());
  }

  /** A whole file under a name of its own. */
  public static LocalBytes open(Path file, String name) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new LocalBytes(channel, name, 0, channel.size());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * A part of a file under a name of its own.
   *
   * @throws DataException if the part does not lie in the file
   */
  public static LocalBytes open(Path file, String name, long start, long size) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      if (start < 0 || size < 0 || start > channel.size() - size) {
        throw new DataException(
            file.getFileName() + " is cut short before the end of " + name + "; download it again");
      }
      return new LocalBytes(channel, name, start, size);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long position, byte[] into, int at, int length) throws IOException {
    if (position < 0 || length < 0 || position > size - length) {
      throw new EOFException(name + " ends before byte " + position + " + " + length);
    }
    int done = 0;
    while (done < length) {
      ByteBuffer buffer = ByteBuffer.wrap(into, at + done, Math.min(CHUNK, length - done));
      int n = channel.read(buffer, start + position + done);
      if (n < 0) {
        throw new EOFException(name + " became shorter while it was read");
      }
      done += n;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
