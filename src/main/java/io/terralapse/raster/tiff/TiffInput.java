package io.terralapse.raster.tiff;

import io.terralapse.access.ByteRange;
import io.terralapse.access.ByteSource;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * Positional reads from one file, and the sentences that say what is wrong with it. Thread-safe.
 *
 * <p>The first bytes are kept in memory: most headers lie there, so that opening a file costs one
 * read.
 */
public final class TiffInput implements Closeable {
  private static final int HEAD_BYTES = 32 * 1024;

  private final ByteSource source;
  private final byte[] head;

  private TiffInput(ByteSource source, byte[] head) {
    this.source = source;
    this.head = head;
  }

  /** Takes a source over: it is closed with the input, or at once if its head cannot be read. */
  public static TiffInput open(ByteSource source) throws IOException {
    try {
      byte[] head = new byte[(int) Math.min(source.size(), HEAD_BYTES)];
      source.read(0, head, 0, head.length);
      return new TiffInput(source, head);
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  String name() {
    return source.name();
  }

  public long size() {
    return source.size();
  }

  /** Changes whenever the content does, if the source knows. */
  Optional<String> version() {
    return source.version();
  }

  /** Says what will be read next. */
  void expect(List<ByteRange> ranges) throws IOException {
    source.expect(ranges);
  }

  /** Reads exactly {@code length} bytes at {@code position}, or says that the file is cut short. */
  public void read(long position, byte[] into, int at, int length) throws IOException {
    if (position < 0 || length < 0 || position > size() - length) {
      throw damaged("it ends before byte " + position + " + " + length);
    }
    if (position + length <= head.length) {
      System.arraycopy(head, (int) position, into, at, length);
      return;
    }
    try {
      source.read(position, into, at, length);
    } catch (EOFException e) {
      throw damaged("it became shorter while it was read");
    }
  }

  /** As {@link #read}, into a new buffer of the given byte order. */
  public ByteBuffer read(long position, int length, ByteOrder order) throws IOException {
    if (length < 0 || length > size()) {
      throw damaged("a part of its header claims " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    read(position, bytes, 0, length);
    return ByteBuffer.wrap(bytes).order(order);
  }

  /** The file contradicts itself or is cut short. */
  IOException damaged(String what) {
    return new IOException(name() + " is damaged: " + what + "; fetch or export it again");
  }

  /** As above, with the technical cause. */
  IOException damaged(String what, Throwable cause) {
    return new IOException(damaged(what).getMessage(), cause);
  }

  /** The file is sound, but of a kind that this reader does not know. */
  IOException unsupported(String what) {
    return new IOException(
        name()
            + " "
            + what
            + ", which is not supported; convert it with \"gdal_translate -co COMPRESS=DEFLATE -co"
            + " TILED=YES\"");
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
