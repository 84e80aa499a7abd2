package io.terralapse.raster.tiff;

import io.terralapse.raster.tiff.codec.ZstdDecoder;
import java.util.ArrayDeque;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** The reusable buffers and decoders of one thread that reads blocks. Not thread-safe. */
final class ScratchBuffers implements AutoCloseable {
  /** Bands in planes of their own, and a mask, are read in turns. */
  private static final int MOST_STREAMS = 32;

  final Inflater inflater = new Inflater();
  final LzwDecoder lzw = new LzwDecoder();
  private @Nullable ZstdDecoder zstd;
  private @Nullable JpegBlockDecoder jpeg;
  private final ArrayDeque<StripStream> streams = new ArrayDeque<>();
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

  /** The stream of a large block, where an earlier read of it stopped. */
  StripStream stream(ImageLayout image, int block) {
    for (StripStream known : streams) {
      if (known.isOf(image, block)) {
        return known;
      }
    }
    if (streams.size() >= MOST_STREAMS) {
      streams.remove().close();
    }
    StripStream stream = new StripStream(image, block);
    streams.add(stream);
    return stream;
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
    streams.forEach(StripStream::close);
    if (jpeg != null) {
      jpeg.close();
    }
  }
}
