package io.terralapse.raster;

import io.terralapse.access.ByteSource;
import java.io.IOException;
import java.util.Objects;
import javax.imageio.stream.ImageInputStreamImpl;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ByteSource} as an ImageIO stream. Remembers a failed read and an attempt to read past
 * the end: some decoders ignore both and fill the rest of the image with grey. Closing it does not
 * close the source. Not thread-safe.
 */
public final class ByteSourceImageStream extends ImageInputStreamImpl {
  private final ByteSource source;
  private final byte[] buffer;
  private long bufferStart;
  private int buffered;
  private boolean endPassed;
  private @Nullable IOException failure;

  /**
   * Reads nothing yet.
   *
   * @param bufferBytes bytes that are read from the source at a time, positive
   */
  public ByteSourceImageStream(ByteSource source, int bufferBytes) {
    this.source = source;
    this.buffer = new byte[(int) Math.min(bufferBytes, Math.max(1, source.size()))];
  }

  /** True once a decoder has tried to read past the end of the source. */
  public boolean endPassed() {
    return endPassed;
  }

  /** Throws the first exception of the source again, if there was one. */
  public void throwFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public int read() throws IOException {
    bitOffset = 0;
    if (!fill()) {
      endPassed = true;
      return -1;
    }
    return Byte.toUnsignedInt(buffer[(int) (streamPos++ - bufferStart)]);
  }

  /**
   * Returns fewer bytes than requested only at the end: {@code readShort} and others rely on it.
   */
  @Override
  public int read(byte[] into, int at, int length) throws IOException {
    checkClosed();
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
    if (done == 0 && length > 0) {
      endPassed = true;
      return -1;
    }
    return done;
  }

  /** Makes the buffer hold the byte at the current position; false at the end. */
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
        failure = failure == null ? e : failure;
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
