package io.terralapse.raster.jp2;

import io.terralapse.access.ByteRange;
import io.terralapse.access.ByteSource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Positional reads from one JPEG 2000 file, and the sentences that say what is wrong with it.
 * Thread-safe. The first bytes are kept, so that parsing a header costs one read.
 */
final class Jp2Input implements Closeable {
  private static final int HEAD_BYTES = 64 * 1024;

  private final ByteSource source;
  private final byte[] head;

  /** Takes a source over: it is closed with the input, or at once if its head cannot be read. */
  Jp2Input(ByteSource source) throws IOException {
    this.source = source;
    try {
      head = new byte[(int) Math.min(source.size(), HEAD_BYTES)];
      source.read(0, head, 0, head.length);
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  ByteSource source() {
    return source;
  }

  String name() {
    return source.name();
  }

  long size() {
    return source.size();
  }

  void read(long position, byte[] into, int length) throws IOException {
    if (position < 0 || length < 0 || position > size() - length) {
      throw damaged("it ends before byte " + position + " + " + length);
    }
    if (position + length <= head.length) {
      System.arraycopy(head, (int) position, into, 0, length);
    } else {
      source.read(position, into, 0, length);
    }
  }

  /** As above, into a new buffer; the caller bounds {@code length}. Big-endian, as the format. */
  ByteBuffer read(long position, int length) throws IOException {
    if (length < 0 || length > size()) {
      throw damaged("a part of its header claims " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    read(position, bytes, length);
    return ByteBuffer.wrap(bytes);
  }

  void expect(List<ByteRange> ranges) throws IOException {
    source.expect(ranges);
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
