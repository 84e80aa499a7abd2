package io.terralapse.raster.jp2;

import io.terralapse.access.ByteSource;
import java.io.IOException;
import java.util.Objects;
import javax.imageio.stream.ImageInputStreamImpl;
import org.jspecify.annotations.Nullable;

/** A byte source as the image readers of the JDK want it, read in steps. Not thread-safe. */
final class SourceStream extends ImageInputStreamImpl {
  private final ByteSource source;
  private final byte[] buffer = new byte[16 * 1024];
  private long bufferStart;
  private int buffered;
  private @Nullable IOException failure;

  SourceStream(ByteSource source) {
    this.source = source;
  }

  /** Throws what made a read fail, if one did: the codec swallows it and goes on with grey. */
  void throwFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public int read() throws IOException {
    bitOffset = 0;
    if (!fill()) {
      return -1;
    }
    return Byte.toUnsignedInt(buffer[(int) (streamPos++ - bufferStart)]);
  }

  /** Reads less than was asked for at the end only: the readers of short numbers rely on it. */
  @Override
  public int read(byte[] into, int at, int length) throws IOException {
    Objects.checkFromIndexSize(at, length, into.length);
    bitOffset = 0;
    int done = 0;
    while (done < length && fill()) {
      int from = (int) (streamPos - bufferStart);
      int n = Math.min(length - done, buffered - from);
      System.arraycopy(buffer, from, into, at + done, n);
      streamPos += n;
      done += n;
    }
    return done == 0 && length > 0 ? -1 : done;
  }

  /** Brings the byte at the current position into the buffer; false at the end. */
  private boolean fill() throws IOException {
    if (streamPos < bufferStart || streamPos >= bufferStart + buffered) {
      int n = (int) Math.min(buffer.length, source.size() - streamPos);
      if (n <= 0) {
        return false;
      }
      buffered = 0;
      try {
        source.read(streamPos, buffer, 0, n);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
      bufferStart = streamPos;
      buffered = n;
    }
    return true;
  }

  @Override
  public long length() {
    return source.size();
  }
}
