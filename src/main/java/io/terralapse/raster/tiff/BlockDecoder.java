package io.terralapse.raster.tiff;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Turns packed bytes into a block's stored bytes, before predictor and byte order. Stateless. */
final class BlockDecoder {
  private BlockDecoder() {}

  /**
   * Decodes the first {@code rows} rows of a block; those that the data does not reach are damage.
   *
   * @param out receives {@code rows * layout.rowBytes()} bytes
   */
  static void decode(
      ImageLayout layout,
      byte[] packed,
      int length,
      int blockRows,
      int rows,
      byte[] out,
      ScratchBuffers scratch)
      throws IOException {
    int wanted = (int) layout.rowBytes() * rows;
    int got =
        switch (layout.compression) {
          case NONE -> throw new IllegalStateException("uncompressed blocks are read in place");
          case DEFLATE -> inflate(scratch.inflater, packed, length, out, wanted);
          case LZW -> scratch.lzw.decode(packed, length, out, wanted);
          case PACKBITS -> packBits(packed, length, out, wanted);
          case ZSTD -> {
            int whole = (int) layout.rowBytes() * blockRows;
            yield scratch.zstd().decompress(packed, 0, length, out, 0, whole);
          }
          case JPEG -> {
            scratch
                .jpeg()
                .decode(
                    packed,
                    length,
                    layout.ifd.bytes(Tag.JPEG_TABLES, 1 << 16),
                    layout.blockWidth,
                    rows,
                    layout.samplesPerBlockPixel(),
                    layout.photometric == 6,
                    out);
            yield wanted;
          }
        };
    if (got < wanted) {
      throw new IOException("a block holds " + got + " of " + wanted + " bytes");
    }
  }

  /** Bytes that {@link #decode} may write for the first {@code rows} of {@code blockRows} rows. */
  static long bufferBytes(ImageLayout layout, int blockRows, int rows) {
    // Zstandard decodes a block as a whole; the others stop where they are told.
    return layout.rowBytes() * (layout.compression == Compression.ZSTD ? blockRows : rows);
  }

  private static int inflate(Inflater inflater, byte[] packed, int length, byte[] out, int wanted)
      throws IOException {
    inflater.reset();
    inflater.setInput(packed, 0, length);
    int got = 0;
    try {
      while (got < wanted) {
        int n = inflater.inflate(out, got, wanted - got);
        if (n == 0) {
          break;
        }
        got += n;
      }
    } catch (DataFormatException e) {
      throw new IOException("its deflate data is wrong", e);
    }
    return got;
  }

  /** Run lengths of TIFF 6.0, section 9. */
  private static int packBits(byte[] packed, int length, byte[] out, int wanted)
      throws IOException {
    int at = 0;
    int got = 0;
    while (got < wanted && at < length) {
      int n = packed[at++];
      if (n >= 0) {
        int take = Math.min(n + 1, wanted - got);
        if (at + take > length) {
          throw new IOException("its PackBits data is cut short");
        }
        System.arraycopy(packed, at, out, got, take);
        at += n + 1;
        got += take;
      } else if (n != -128) {
        if (at >= length) {
          throw new IOException("its PackBits data is cut short");
        }
        int end = Math.min(wanted, got + 1 - n);
        Arrays.fill(out, got, end, packed[at++]);
        got = end;
      }
    }
    return got;
  }
}
