package io.terralapse.raster.tiff.codec;

import io.terralapse.model.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.DeltaInputStream;
import org.tukaani.xz.LZMA2InputStream;

/**
 * Decompresses blocks of LZMA: one block of the .xz format with the filters that libtiff writes,
 * LZMA2 with or without delta (The .xz File Format 1.2.1). The container is read here instead of by
 * the library, so that the dictionary is never larger than the block, whatever the header claims:
 * no reference can reach further back. Stateless.
 */
public final class LzmaDecoder {
  private static final byte[] MAGIC = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
  private static final int STREAM_HEADER = 12;
  private static final int FILTER_DELTA = 0x03;
  private static final int FILTER_LZMA2 = 0x21;
  private static final int MIN_DICTIONARY = 4096;

  private final byte[] in;
  private int at;

  private LzmaDecoder(byte[] in) {
    this.in = in;
  }

  /**
   * Decompresses one block.
   *
   * @param in compressed bytes, {@code length} of them
   * @param out receives at most {@code limit} bytes
   * @param blockBytes size of the complete block, which limits the dictionary
   * @return bytes written; fewer than {@code limit} if the data end before
   * @throws IOException if the data are malformed
   */
  public static int decode(byte[] in, int length, byte[] out, int limit, int blockBytes)
      throws IOException {
    return new LzmaDecoder(in).decode(length, out, limit, blockBytes);
  }

  private int decode(int length, byte[] out, int limit, int blockBytes) throws IOException {
    if (length < STREAM_HEADER + 8) {
      throw new DataException("its LZMA data are truncated");
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (in[i] != MAGIC[i]) {
        throw new DataException("its LZMA data are not in the .xz format");
      }
    }
    int headerBytes = 4 * ((in[STREAM_HEADER] & 0xff) + 1);
    int end = STREAM_HEADER + headerBytes;
    if (end > length) {
      throw new DataException("its LZMA data are truncated");
    }
    int flags = in[STREAM_HEADER + 1] & 0xff;
    at = STREAM_HEADER + 2;
    // Sizes of the compressed and the uncompressed data.
    for (int bit = 0x40; bit <= 0x80; bit <<= 1) {
      if ((flags & bit) != 0) {
        number(end);
      }
    }
    int filters = (flags & 3) + 1;
    int delta = 0;
    for (int i = 0; i < filters; i++) {
      long filter = number(end);
      long size = number(end);
      if (size != 1 || at >= end || filter != (i + 1 < filters ? FILTER_DELTA : FILTER_LZMA2)) {
        throw new DataException("its LZMA data use an unknown filter");
      }
      int property = in[at++] & 0xff;
      if (filter == FILTER_DELTA) {
        if (delta != 0) {
          throw new DataException("its LZMA data use an unknown filter");
        }
        delta = property + 1;
      }
    }
    int dictionary = Math.max(MIN_DICTIONARY, blockBytes);
    InputStream data = new ByteArrayInputStream(in, end, length - end);
    InputStream plain = new LZMA2InputStream(data, dictionary);
    try (InputStream last = delta == 0 ? plain : new DeltaInputStream(plain, delta)) {
      return last.readNBytes(out, 0, limit);
    }
  }

  /** A number of seven bits per byte, the lowest first. */
  private long number(int end) throws DataException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
      if (at >= end) {
        break;
      }
      byte next = in[at++];
      value |= (next & 127L) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new DataException("its LZMA header is malformed");
  }
}
