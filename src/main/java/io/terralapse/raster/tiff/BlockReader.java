package io.terralapse.raster.tiff;

import io.terralapse.access.ByteRange;
import io.terralapse.model.DataException;
import io.terralapse.model.PixelRect;
import io.terralapse.raster.RasterInput;
import io.terralapse.raster.Samples;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Decodes each block that covers a rectangle once, and passes on its rows. Stateless. */
final class BlockReader {
  /** Instead of a first row: the block is absent from a sparse file. */
  private static final int ABSENT = -1;

  /** Receives a part of a row of one band. */
  interface RowSink {
    /**
     * Receives {@code count} little-endian samples, {@code step} bytes apart, the first at {@code
     * row[from]}; their place in the rectangle, counted row by row, begins at index {@code to}.
     *
     * @param band index into the requested bands
     */
    void take(int band, byte[] row, int from, int step, int count, int to);
  }

  private BlockReader() {}

  /**
   * Reads bands of {@code rect}.
   *
   * @param rect inside the image
   * @param bands band indices in the file, all valid
   * @param empty nodata value: that of blocks that a sparse file leaves out
   */
  static void read(
      ImageLayout image,
      PixelRect rect,
      int[] bands,
      double empty,
      ScratchBuffers scratch,
      RowSink sink)
      throws IOException {
    int lastRow = (rect.endRow() - 1) / image.blockHeight;
    int lastColumn = (rect.endColumn() - 1) / image.blockWidth;
    for (int by = rect.row() / image.blockHeight; by <= lastRow; by++) {
      for (int bx = rect.column() / image.blockWidth; bx <= lastColumn; bx++) {
        Part part = Part.of(image, rect, bx, by);
        if (image.planar) {
          for (int i = 0; i < bands.length; i++) {
            int base = load(image, bands[i], part, scratch);
            emit(image, part, base, new Band(i, 0, empty), rect, scratch, sink);
          }
        } else {
          int base = load(image, 0, part, scratch);
          for (int i = 0; i < bands.length; i++) {
            emit(image, part, base, new Band(i, bands[i], empty), rect, scratch, sink);
          }
        }
      }
    }
  }

  /**
   * The byte ranges of the blocks that cover a rectangle, without those that a sparse file omits.
   */
  static List<ByteRange> ranges(ImageLayout image, PixelRect rect, int[] bands) throws IOException {
    int lastRow = (rect.endRow() - 1) / image.blockHeight;
    int lastColumn = (rect.endColumn() - 1) / image.blockWidth;
    List<ByteRange> ranges = new ArrayList<>();
    for (int plane : image.planar ? bands : new int[] {0}) {
      for (int by = rect.row() / image.blockHeight; by <= lastRow; by++) {
        for (int bx = rect.column() / image.blockWidth; bx <= lastColumn; bx++) {
          int block = image.blockNumber(plane, bx, by);
          long offset = image.offset(block);
          long count = image.byteCount(block);
          if (offset > 0 && count > 0 && count <= image.ifd.input().size() - offset) {
            ranges.add(new ByteRange(offset, count));
          }
        }
      }
    }
    return ranges;
  }

  /** The requested part of one block, in pixels of the block. */
  private record Part(int bx, int by, int firstColumn, int endColumn, int firstRow, int endRow) {
    static Part of(ImageLayout image, PixelRect rect, int bx, int by) {
      int left = bx * image.blockWidth;
      int top = by * image.blockHeight;
      return new Part(
          bx,
          by,
          Math.max(0, rect.column() - left),
          Math.min(image.blockWidth, rect.endColumn() - left),
          Math.max(0, rect.row() - top),
          Math.min(image.blockHeight, rect.endRow() - top));
    }
  }

  /**
   * Decodes the rows of a part into the block buffer.
   *
   * @return the row of the block that is first in the buffer, or {@link #ABSENT}
   */
  private static int load(ImageLayout image, int plane, Part part, ScratchBuffers scratch)
      throws IOException {
    RasterInput input = image.ifd.input();
    int block = image.blockNumber(plane, part.bx, part.by);
    long offset = image.offset(block);
    long count = image.byteCount(block);
    long rowBytes = image.rowBytes();
    if (offset == 0 || count == 0) {
      return ABSENT;
    }
    if (image.compression == Compression.NONE && !image.isSubsampled()) {
      long length = (part.endRow - part.firstRow) * rowBytes;
      checkSize(input, length);
      byte[] rows = scratch.block((int) length);
      if (part.endRow * rowBytes > count) {
        throw input.damaged(name(image, block) + " has only " + count + " bytes");
      }
      input.read(offset + part.firstRow * rowBytes, rows, 0, (int) length);
      if (image.reversedBits) {
        BitOrder.reverse(rows, (int) length);
      }
      restore(image, part, part.firstRow, scratch);
      return part.firstRow;
    }
    if (image.isStreamed()) {
      return stream(image, part, block, scratch);
    }
    int blockRows = image.rowsIn(part.by);
    long decoded = BlockDecoder.bufferBytes(image, blockRows, part.endRow);
    checkSize(input, decoded);
    // No compression makes data this much longer; the rest is padding or a wrong count.
    int length = (int) Math.min(count, 2 * image.rowBytes() * blockRows + (1 << 16));
    if (count < 0 || length < 0 || length > input.size()) {
      throw input.damaged(name(image, block) + " claims " + count + " bytes");
    }
    byte[] packed = scratch.packed(length);
    input.read(offset, packed, 0, length);
    if (image.reversedBits) {
      BitOrder.reverse(packed, length);
    }
    byte[] rows = scratch.block((int) decoded);
    try {
      BlockDecoder.decode(
          image, new BlockDecoder.Block(packed, length, blockRows, part.endRow), rows, scratch);
    } catch (IOException | RuntimeException e) {
      // The decoders of other libraries throw exceptions of any kind for damaged data.
      throw input.damaged(name(image, block) + " cannot be decoded" + reason(e), e);
    }
    restore(image, part, 0, scratch);
    return 0;
  }

  /** Decodes only the rows of a part of a large block. */
  private static int stream(ImageLayout image, Part part, int block, ScratchBuffers scratch)
      throws IOException {
    RasterInput input = image.ifd.input();
    long offset = image.offset(block);
    long count = image.byteCount(block);
    long length = (part.endRow - part.firstRow) * image.rowBytes();
    checkSize(input, length);
    if (part.endRow * image.rowBytes() > ImageLayout.MAX_STREAM_BYTES) {
      throw input.unsupported("has tiles or strips of more than 16 GiB");
    }
    if (count < 0 || offset < 0 || count > input.size() - offset) {
      throw input.damaged(name(image, block) + " claims " + count + " bytes");
    }
    byte[] rows = scratch.block((int) length);
    try {
      long from = part.firstRow * image.rowBytes();
      scratch.stream(image, block).read(input, offset, count, from, (int) length, rows);
    } catch (DataException e) {
      throw input.damaged(name(image, block) + " cannot be decoded" + reason(e), e);
    }
    restore(image, part, part.firstRow, scratch);
    return part.firstRow;
  }

  /** The clause of our own decoders; messages of other libraries are for the log only. */
  private static String reason(Exception e) {
    return e instanceof DataException ? " (" + e.getMessage() + ")" : "";
  }

  private static String name(ImageLayout image, int block) {
    return (image.tiled ? "tile " : "strip ") + block;
  }

  private static void checkSize(RasterInput input, long bytes) throws DataException {
    if (bytes > ImageLayout.MAX_BLOCK_BYTES) {
      throw input.unsupported("has tiles or strips of " + bytes + " bytes");
    }
  }

  /** Undoes predictor and byte order of the requested rows. */
  private static void restore(ImageLayout image, Part part, int base, ScratchBuffers scratch) {
    StoredSamples samples = image.samples;
    int bytes = samples.bits() / 8;
    boolean bigEndian = image.ifd.order() == ByteOrder.BIG_ENDIAN;
    int stride = image.samplesPerBlockPixel();
    int rowBytes = (int) image.rowBytes();
    byte[] rows = scratch.block(0);
    for (int row = part.firstRow; row < part.endRow; row++) {
      int at = (row - base) * rowBytes;
      if (image.predictor == 2) {
        Predictor.undoHorizontal(rows, at, part.endColumn, stride, bytes, bigEndian);
      } else if (image.predictor == 3) {
        Predictor.undoFloat(rows, at, rowBytes, stride, bytes, scratch.row(rowBytes));
      } else if (bigEndian && samples.wordBytes() > 1) {
        int words = part.endColumn * stride * samples.words();
        Predictor.toLittleEndian(rows, at, words, samples.wordBytes());
      }
    }
  }

  /**
   * A requested band.
   *
   * @param index index into the requested bands
   * @param sample its sample in a pixel of a block
   * @param empty value of absent blocks
   */
  private record Band(int index, int sample, double empty) {}

  private static void emit(
      ImageLayout image,
      Part part,
      int base,
      Band band,
      PixelRect rect,
      ScratchBuffers scratch,
      RowSink sink) {
    int bytes = image.type.bytes();
    int stride = image.samplesPerBlockPixel();
    int rowBytes = (int) image.rowBytes();
    int count = part.endColumn - part.firstColumn;
    int first = part.firstColumn * stride + band.sample;
    byte[] rows = scratch.block(0);
    byte[] line = scratch.row(count * bytes);
    if (base == ABSENT) {
      Samples.fill(image.type, line, count * bytes, band.empty);
    }
    int column = part.bx * image.blockWidth + part.firstColumn - rect.column();
    int top = part.by * image.blockHeight - rect.row();
    for (int row = part.firstRow; row < part.endRow; row++) {
      int at = (row - base) * rowBytes;
      int to = (top + row) * rect.width() + column;
      if (base == ABSENT) {
        sink.take(band.index, line, 0, bytes, count, to);
      } else if (image.samples.isDirect()) {
        sink.take(band.index, rows, at + first * bytes, stride * bytes, count, to);
      } else {
        image.samples.unpack(rows, at, first, stride, count, band.empty, line);
        sink.take(band.index, line, 0, bytes, count, to);
      }
    }
  }
}
