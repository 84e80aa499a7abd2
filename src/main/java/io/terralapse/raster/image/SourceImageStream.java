package io.terralapse.raster.image;

import io.terralapse.access.ByteSource;
import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A file as the JDK's image readers want it. Remembers whether they asked for more than there is:
 * some of them make up what a file that is cut short lacks, and say nothing.
 */
final class SourceImageStream extends ImageInputStreamImpl {
  private static final int BUFFER_BYTES = 1 << 16;

  private final ByteSource source;
  private final byte[] buffer;
  private long bufferStart;
  private int buffered;
  private boolean endPassed;

  SourceImageStream(ByteSource source) {
    this.source = source;
    this.buffer = new byte[(int) Math.min(BUFFER_BYTES, source.size())];
  }

  /** True once a reader has asked for bytes behind the end. */
  boolean endPassed() {
    return endPassed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int at, int length) throws IOException {
    checkClosed();
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    if (streamPos >= source.size()) {
      endPassed = true;
      return -1;
    }
    if (streamPos < bufferStart || streamPos >= bufferStart + buffered) {
      int wanted = (int) Math.min(buffer.length, source.size() - streamPos);
      buffered = 0;
      source.read(streamPos, buffer, 0, wanted);
      bufferStart = streamPos;
      buffered = wanted;
    }
    int from = (int) (streamPos - bufferStart);
    int n = Math.min(length, buffered - from);
    System.arraycopy(buffer, from, into, at, n);
    streamPos += n;
    return n;
  }

  @Override
  public long length() {
    return source.size();
  }
}
