package io.terralapse.raster.jp2;

import de.digitalcollections.openjpeg.lib.callbacks.opj_stream_read_fn;
import de.digitalcollections.openjpeg.lib.callbacks.opj_stream_seek_fn;
import de.digitalcollections.openjpeg.lib.callbacks.opj_stream_skip_fn;
import de.digitalcollections.openjpeg.lib.libopenjp2;
import io.terralapse.access.ByteSource;
import java.io.IOException;
import jnr.ffi.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ByteSource} as an OpenJPEG stream. The callbacks are fields because native code refers
 * to them: they must not be garbage-collected before the stream is closed. No exception may pass
 * through native code, so a failed read is kept until {@link #throwFailure}. Not thread-safe.
 */
final class OpenJpegStream implements AutoCloseable {
  /** Small, because the library refills its buffer after every tile that it skips. */
  private static final int BUFFER_BYTES = 32 * 1024;

  private static final long FAILED = -1;

  private final libopenjp2 library;
  private final ByteSource source;
  private final Pointer pointer;
  private final opj_stream_read_fn read = (into, bytes, data) -> read(into, bytes);
  private final opj_stream_skip_fn skip = (bytes, data) -> skip(bytes);
  private final opj_stream_seek_fn seek = (to, data) -> seek(to);
  private byte[] copy = new byte[BUFFER_BYTES];
  private long position;
  private @Nullable Exception failure;

  OpenJpegStream(libopenjp2 library, ByteSource source) {
    this.library = library;
    this.source = source;
    this.pointer = library.opj_stream_create(BUFFER_BYTES, true);
    library.opj_stream_set_read_function(pointer, read);
    library.opj_stream_set_skip_function(pointer, skip);
    library.opj_stream_set_seek_function(pointer, seek);
    library.opj_stream_set_user_data_length(pointer, source.size());
  }

  Pointer pointer() {
    return pointer;
  }

  /** Throws the exception of a failed read, if there was one. */
  void throwFailure() throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    } else if (failure != null) {
      throw new IOException(source.name() + " could not be read", failure);
    }
  }

  private long read(Pointer into, long bytes) {
    int n = (int) Math.min(Math.min(bytes, 1 << 20), source.size() - position);
    if (n <= 0) {
      return FAILED;
    }
    try {
      if (copy.length < n) {
        copy = new byte[n];
      }
      source.read(position, copy, 0, n);
      into.put(0, copy, 0, n);
      position += n;
      return n;
    } catch (IOException | RuntimeException e) {
      failure = e;
      return FAILED;
    }
  }

  private long skip(long bytes) {
    if (bytes > source.size() - position || bytes < -position) {
      return FAILED;
    }
    position += bytes;
    return bytes;
  }

  private boolean seek(long to) {
    if (to < 0 || to > source.size()) {
      return false;
    }
    position = to;
    return true;
  }

  @Override
  public void close() {
    library.opj_stream_destroy(pointer);
  }
}
