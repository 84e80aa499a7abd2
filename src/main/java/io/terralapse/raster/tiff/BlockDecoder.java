package io.terralapse.raster.tiff;

import io.terralapse.model.DataException;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses blocks (tiles and strips), before predictor and byte order are undone. Stateless.
 */
final class BlockDecoder {
  private BlockDecoder() {}

  /**
   * Decompresses the first {@code rows} rows of a block.
   *
   * @param packed compressed bytes, {@code length} of them
   * @param blockRows rows of the complete block
   * @param out receives {@code rows * layout.rowBytes()} bytes
   * @throws DataException with a clause that continues "tile 3 cannot be decoded: ", if the data
   *     are malformed or too short
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
    if (layout.isSubsampled()) {
      int unitRows = ColourUnits.rows(layout, rows);
      byte[] units = new byte[(int) (ColourUnits.rowBytes(layout) * unitRows)];
      int blockBytes = (int) (ColourUnits.rowBytes(layout) * ColourUnits.rows(layout, blockRows));
      decompress(layout, packed, length, rows, blockBytes, units.length, units, scratch);
      ColourUnits.spread(layout, units, rows, out);
      return;
    }
    int expected = (int) layout.rowBytes() * rows;
    int blockBytes = (int) layout.rowBytes() * blockRows;
    decompress(layout, packed, length, rows, blockBytes, expected, out, scratch);
  }

  private static void decompress(
      ImageLayout layout,
      byte[] packed,
      int length,
      int rows,
      int blockBytes,
      int expected,
      byte[] out,
      ScratchBuffers scratch)
      throws IOException {
    int got =
        switch (layout.compression) {
          case NONE -> {
            int n = Math.min(length, expected);
            System.arraycopy(packed, 0, out, 0, n);
            yield n;
          }
          case DEFLATE -> inflate(scratch.inflater, packed, length, out, expected);
          case LZW -> scratch.lzw.decode(packed, length, out, expected);
          case PACKBITS -> packBits(packed, length, out, expected);
          case ZSTD -> scratch.zstd().decompress(packed, 0, length, out, 0, blockBytes);
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
            yield expected;
          }
        };
    if (got < expected) {
      throw new DataException("it has " + got + " of " + expected + " bytes");
    }
  }

  /** Size of the buffer that {@link #decode} needs for the first {@code rows} rows of a block. */
  static long bufferBytes(ImageLayout layout, int blockRows, int rows) {
    // Zstandard decompresses complete blocks; the others stop after the requested rows.
    return layout.rowBytes() * (layout.compression == Compression.ZSTD ? blockRows : rows);
  }

  private static int inflate(Inflater inflater, byte[] packed, int length, byte[] out, int expected)
      throws DataException {
    inflater.reset();
    inflater.setInput(packed, 0, length);
    int got = 0;
    try {
      while (got < expected) {
        int n = inflater.inflate(out, got, expected - got);
        if (n == 0) {
          break;
        }
        got += n;
      }
    } catch (DataFormatException e) {
      throw new DataException("its deflate stream is malformed", e);
    }
    return got;
  }

  /** Run lengths of TIFF 6.0, section 9. */
  private static int packBits(byte[] packed, int length, byte[] out, int expected)
      throws DataException {
    int at = 0;
    int got = 0;
    while (got < expected && at < length) {
      int n = packed[at++];
      if (n >= 0) {
        int take = Math.min(n + 1, expected - got);
        if (at + take > length) {
          throw new DataException("its PackBits data are truncated");
        }
        System.arraycopy(packed, at, out, got, take);
        at += n + 1;
        got += take;
      } else if (n != -128) {
        if (at >= length) {
          throw new DataException("its PackBits data are truncated");
        }
        int end = Math.min(expected, got + 1 - n);
        Arrays.fill(out, got, end, packed[at++]);
        got = end;
      }
    }
    return got;
  }
}
