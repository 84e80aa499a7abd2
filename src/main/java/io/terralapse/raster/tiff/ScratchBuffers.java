package io.terralapse.raster.tiff;

import io.terralapse.raster.tiff.codec.ZstdDecoder;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** The reusable buffers and decoders of one thread that reads blocks. Not thread-safe. */
final class ScratchBuffers implements AutoCloseable {
  final Inflater inflater = new Inflater();
  final LzwDecoder lzw = new LzwDecoder();
  private @Nullable ZstdDecoder zstd;
  private @Nullable JpegBlockDecoder jpeg;
  private byte[] packed = new byte[0];
  private byte[] block = new byte[0];
  private byte[] row = new byte[0];
  private byte[] unwrapped = new byte[0];

  /** At least {@code n} bytes for compressed data; the content is arbitrary. */
  byte[] packed(int n) {
    if (packed.length < n) {
      packed = new byte[n];
    }
    return packed;
  }

  /** At least {@code n} bytes for one decoded block; the content is arbitrary. */
  byte[] block(int n) {
    if (block.length < n) {
      block = new byte[n];
    }
    return block;
  }

  /** At least {@code n} bytes for one row; the content is arbitrary. */
  byte[] row(int n) {
    if (row.length < n) {
      row = new byte[n];
    }
    return row;
  }

  /** At least {@code n} bytes for data that are compressed twice; the content is arbitrary. */
  byte[] unwrapped(int n) {
    if (unwrapped.length < n) {
      unwrapped = new byte[n];
    }
    return unwrapped;
  }

  ZstdDecoder zstd() {
    if (zstd == null) {
      zstd = new ZstdDecoder();
    }
    return zstd;
  }

  JpegBlockDecoder jpeg() {
    if (jpeg == null) {
      jpeg = new JpegBlockDecoder();
    }
    return jpeg;
  }

  @Override
  public void close() {
    inflater.end();
    if (jpeg != null) {
      jpeg.close();
    }
  }
}
