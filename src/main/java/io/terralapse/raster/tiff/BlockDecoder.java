package io.terralapse.raster.tiff;

import io.terralapse.model.DataException;
import io.terralapse.raster.tiff.codec.FaxDecoder;
import io.terralapse.raster.tiff.codec.LercDecoder;
import io.terralapse.raster.tiff.codec.LercType;
import io.terralapse.raster.tiff.codec.LzmaDecoder;
import io.terralapse.raster.tiff.codec.WebpDecoder;
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
   * A compressed block.
   *
   * @param packed compressed bytes, {@code length} of them
   * @param blockRows rows of the complete block
   * @param rows how many are required, from the first one
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Block(byte[] packed, int length, int blockRows, int rows) {}

  /**
   * Decompresses the required rows of a block.
   *
   * @param out receives {@code rows * layout.rowBytes()} bytes
   * @throws DataException with a clause that continues "tile 3 cannot be decoded: ", if the data
   *     are malformed or too short
   */
  static void decode(ImageLayout layout, Block block, byte[] out, ScratchBuffers scratch)
      throws IOException {
    if (layout.isSubsampled()) {
      int unitRows = ColourUnits.rows(layout, block.rows());
      int expected = (int) (ColourUnits.rowBytes(layout) * unitRows);
      int blockBytes =
          (int) (ColourUnits.rowBytes(layout) * ColourUnits.rows(layout, block.blockRows()));
      boolean complete = layout.compression.decodesCompleteBlocks();
      byte[] units = new byte[complete ? blockBytes : expected];
      decompress(layout, block, blockBytes, expected, units, scratch);
      ColourUnits.spread(layout, units, block.rows(), out);
      return;
    }
    int expected = (int) layout.rowBytes() * block.rows();
    int blockBytes = (int) layout.rowBytes() * block.blockRows();
    decompress(layout, block, blockBytes, expected, out, scratch);
  }

  /**
   * Decompresses a block.
   *
   * @param blockBytes bytes of all its rows
   * @param expected bytes of the required rows
   */
  private static void decompress(
      ImageLayout layout,
      Block block,
      int blockBytes,
      int expected,
      byte[] out,
      ScratchBuffers scratch)
      throws IOException {
    byte[] packed = block.packed();
    int length = block.length();
    int blockRows = block.blockRows();
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
          case ZSTD -> scratch.zstd().decode(packed, length, out, blockBytes);
          case LZMA -> LzmaDecoder.decode(packed, length, out, expected, blockBytes);
          case LERC -> {
            lerc(layout, packed, length, blockRows, out, scratch);
            yield expected;
          }
          case WEBP -> {
            WebpDecoder.decode(packed, length, layout.blockWidth, blockRows, layout.bandCount, out);
            yield expected;
          }
          case CCITT_RLE, CCITT_T4, CCITT_T6 -> {
            FaxDecoder.decode(packed, length, fax(layout), layout.blockWidth, blockRows, out);
            yield expected;
          }
          case JPEG -> {
            scratch
                .jpeg()
                .decode(
                    packed,
                    length,
                    layout.ifd.bytes(Tag.JPEG_TABLES, 1 << 16),
                    layout.blockWidth,
                    block.rows(),
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
    return layout.rowBytes() * (layout.compression.decodesCompleteBlocks() ? blockRows : rows);
  }

  private static FaxDecoder.Options fax(ImageLayout layout) throws IOException {
    boolean t6 = layout.compression == Compression.CCITT_T6;
    return new FaxDecoder.Options(
        layout.compression.code(),
        (int) layout.ifd.integer(t6 ? Tag.T6_OPTIONS : Tag.T4_OPTIONS, 0));
  }

  /** LERC data may themselves be compressed: the second value of the LercParameters tag. */
  private static void lerc(
      ImageLayout layout,
      byte[] packed,
      int length,
      int blockRows,
      byte[] out,
      ScratchBuffers scratch)
      throws IOException {
    long[] parameters = layout.ifd.integers(Tag.LERC_PARAMETERS, 2);
    int wrapped = parameters.length < 2 ? 0 : (int) parameters[1];
    // LERC data that are longer than the samples are stored uncompressed, with a header.
    int limit = (int) layout.rowBytes() * blockRows + (1 << 16);
    byte[] data = wrapped == 0 ? packed : scratch.unwrapped(limit);
    int bytes =
        switch (wrapped) {
          case 0 -> length;
          case 1 -> inflate(scratch.inflater, packed, length, data, limit);
          case 2 -> scratch.zstd().decode(packed, length, data, limit);
          default -> throw new DataException("its LERC data are compressed by an unknown codec");
        };
    LercDecoder.decode(
        data,
        bytes,
        LercType.valueOf(layout.type.name()),
        layout.blockWidth,
        blockRows,
        layout.samplesPerBlockPixel(),
        out);
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
