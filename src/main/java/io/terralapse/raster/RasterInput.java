package io.terralapse.raster;

import io.terralapse.access.ByteRange;
import io.terralapse.access.ByteSource;
import io.terralapse.model.DataException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Positional reads from one raster file, and the messages for a file that is damaged or not
 * supported. Thread-safe.
 *
 * <p>The first bytes are kept in memory: most headers are there, so that opening a file costs one
 * read.
 */
public final class RasterInput implements Closeable {
  private final ByteSource source;
  private final byte[] head;

  private RasterInput(ByteSource source, byte[] head) {
    this.source = source;
    this.head = head;
  }

  /**
   * Reads the first bytes of a file.
   *
   * @param source closed with the input, or at once if its first bytes cannot be read
   * @param headBytes number of first bytes to keep in memory
   */
  public static RasterInput open(ByteSource source, int headBytes) throws IOException {
    try {
      byte[] head = new byte[(int) Math.min(source.size(), headBytes)];
      source.read(0, head, 0, head.length);
      return new RasterInput(source, head);
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /** The file itself. */
  public ByteSource source() {
    return source;
  }

  /** The name of the file, for messages. */
  public String name() {
    return source.name();
  }

  /** Length of the file in bytes. */
  public long size() {
    return source.size();
  }

  /** A text that changes with the content of the file, if the source has one. */
  public Optional<String> version() {
    return source.version();
  }

  /** Announces what will be read next, see {@link ByteSource#expect}. */
  public void expect(List<ByteRange> ranges) throws IOException {
    source.expect(ranges);
  }

  /**
   * Reads exactly {@code length} bytes.
   *
   * @throws DataException if the file ends before them
   */
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
      throw damaged("it became shorter while it was read", e);
    }
  }

  /**
   * Reads bytes into a new buffer.
   *
   * @param length at most the size of the file; the caller limits it further
   * @throws DataException if the file ends before them
   */
  public ByteBuffer read(long position, int length, ByteOrder order) throws IOException {
    if (length < 0 || length > size()) {
      throw damaged("a part of its header claims " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    read(position, bytes, 0, length);
    return ByteBuffer.wrap(bytes).order(order);
  }

  /**
   * The exception for a file that is truncated or contradicts itself.
   *
   * @param clause what is wrong, "its tile 3 is missing"
   */
  public DataException damaged(String clause) {
    return damaged(clause, null);
  }

  /** As {@link #damaged(String)}, with the technical cause for the log. */
  public DataException damaged(String clause, @Nullable Throwable cause) {
    return new DataException(
        name() + " is damaged: " + clause + "; download or export it again", cause);
  }

  /**
   * The exception for a valid file that this reader does not support.
   *
   * @param predicate what it has, "uses WebP compression"
   */
  public DataException unsupported(String predicate) {
    return unsupported(
        predicate, "convert it with \"gdal_translate -co COMPRESS=DEFLATE -co TILED=YES\"");
  }

  /**
   * As {@link #unsupported(String)}, with another remedy.
   *
   * @param remedy what the user can do, "export it again without a predictor"
   */
  public DataException unsupported(String predicate, String remedy) {
    return new DataException(name() + " " + predicate + ", which is not supported; " + remedy);
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
