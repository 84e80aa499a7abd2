package io.terralapse.raster.tiff;

import io.terralapse.model.DataException;
import io.terralapse.raster.RasterInput;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A deflated block that is decoded row by row, for blocks that are too large to be held: a whole
 * image may be one strip. Rows that are requested in order are decoded once. Not thread-safe.
 */
final class StripStream implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final ImageLayout image;
  private final int block;
  private final Inflater inflater = new Inflater();
  private final byte[] packed = new byte[BUFFER_BYTES];
  private final byte[] skipped = new byte[BUFFER_BYTES];

  /** Compressed bytes that were taken from the file. */
  private long taken;

  /** Decoded bytes that were passed on or skipped. */
  private long position;

  StripStream(ImageLayout image, int block) {
    this.image = image;
    this.block = block;
  }

  /** Whether this is a block's stream. */
  boolean isOf(ImageLayout other, int number) {
    return image == other && block == number;
  }

  /**
   * Decodes some rows.
   *
   * @param offset where the block begins in the file
   * @param length of the block in the file, bytes
   * @param from first byte of the decoded block
   * @param count bytes
   * @param out receives them from index 0
   * @throws DataException with a clause that continues "strip 0 cannot be decoded: "
   */
  void read(RasterInput input, long offset, long length, long from, int count, byte[] out)
      throws IOException {
    if (from < position) {
      inflater.reset();
      taken = 0;
      position = 0;
    }
    try {
      while (position < from) {
        int n = (int) Math.min(skipped.length, from - position);
        inflate(input, offset, length, skipped, 0, n, from + count);
      }
      int got = 0;
      while (got < count) {
        got += inflate(input, offset, length, out, got, count - got, from + count);
      }
    } catch (DataFormatException e) {
      throw new DataException("its deflate stream is malformed", e);
    }
  }

  /** Decodes at least one byte. */
  private int inflate(
      RasterInput input, long offset, long length, byte[] out, int at, int most, long required)
      throws IOException, DataFormatException {
    while (true) {
      int n = inflater.inflate(out, at, most);
      position += n;
      if (n > 0) {
        return n;
      }
      if (inflater.finished() || inflater.needsDictionary() || taken >= length) {
        throw new DataException("it has " + position + " of " + required + " bytes");
      }
      int more = (int) Math.min(packed.length, length - taken);
      input.read(offset + taken, packed, 0, more);
      if (image.reversedBits) {
        BitOrder.reverse(packed, more);
      }
      inflater.setInput(packed, 0, more);
      taken += more;
    }
  }

  @Override
  public void close() {
    inflater.end();
  }
}
