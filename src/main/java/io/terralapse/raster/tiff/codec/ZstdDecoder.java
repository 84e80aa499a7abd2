package io.terralapse.raster.tiff.codec;

import io.airlift.compress.zstd.ZstdDecompressor;

/**
 * Decompresses Zstandard frames (RFC 8878) of any window size. Not thread-safe.
 *
 * <p>The library refuses frames whose header claims a window of more than 8 MiB, as compression
 * levels above 19 do, because a window of that size would have to be allocated by a streaming
 * decoder. A block is decompressed at once into a buffer of its own size, which is all the window
 * there is; therefore the claim is lowered before the library reads it. A frame that refers to data
 * beyond its output is malformed either way and is refused as such.
 */
public final class ZstdDecoder {
  private static final int MAGIC = 0xfd2fb528;
  private static final int MAGIC_BYTES = 4;
  private static final int SINGLE_SEGMENT = 0x20;

  /** Descriptor of a window of 8 MiB: 2^(10 + 13) bytes. */
  private static final int LARGEST = 13 << 3;

  private final ZstdDecompressor library = new ZstdDecompressor();

  /**
   * Decompresses one block.
   *
   * @param in compressed bytes, {@code length} of them; the header of the frame may be changed
   * @param out receives at most {@code limit} bytes
   * @return bytes written
   * @throws RuntimeException if the data are malformed or longer than {@code limit}
   */
  public int decode(byte[] in, int length, byte[] out, int limit) {
    boolean frame = length > MAGIC_BYTES + 1 && magic(in) == MAGIC;
    if (frame && (in[MAGIC_BYTES] & SINGLE_SEGMENT) == 0) {
      int window = in[MAGIC_BYTES + 1] & 0xff;
      in[MAGIC_BYTES + 1] = (byte) Math.min(window, LARGEST);
    }
    return library.decompress(in, 0, length, out, 0, limit);
  }

  private static int magic(byte[] in) {
    return (in[0] & 0xff) | (in[1] & 0xff) << 8 | (in[2] & 0xff) << 16 | in[3] << 24;
  }
}
