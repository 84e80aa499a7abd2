package io.terralapse.raster.cog;

import io.terralapse.raster.tiff.Predictor;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Compresses one tile after another: pixel-interleaved bands, predictor 3, deflate. Pixels of a
 * tile outside of the image are nodata. Not thread-safe; must be closed.
 */
final class CogTileEncoder implements AutoCloseable {
  private static final VarHandle INT_LE =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int NO_DATA = Float.floatToIntBits(Float.NaN);

  /** The level of deflate: fixed, so that equal tiles give equal bytes. */
  private static final int COMPRESSION_LEVEL = 6;

  private final int side;
  private final int bandCount;
  private final byte[] tile;
  private final byte[] scratchRow;
  private final Deflater deflater = new Deflater(COMPRESSION_LEVEL);
  private byte[] packed;

  CogTileEncoder(int side, int bandCount) {
    this.side = side;
    this.bandCount = bandCount;
    scratchRow = new byte[side * bandCount * Float.BYTES];
    tile = new byte[side * scratchRow.length];
    packed = new byte[tile.length / 2];
  }

  /** The compressed tile in column {@code bx}, row {@code by}; valid until the next call. */
  ByteBuffer encode(CogLevel level, int bx, int by) {
    for (int row = 0; row < side; row++) {
      int at = row * scratchRow.length;
      fillRow(level, bx * side, by * side + row, at);
      Predictor.differenceFloat(tile, at, scratchRow.length, bandCount, Float.BYTES, scratchRow);
    }
    deflater.reset();
    deflater.setInput(tile);
    deflater.finish();
    int n = 0;
    while (!deflater.finished()) {
      if (n == packed.length) {
        packed = Arrays.copyOf(packed, 2 * packed.length);
      }
      n += deflater.deflate(packed, n, packed.length - n);
    }
    return ByteBuffer.wrap(packed, 0, n);
  }

  private void fillRow(CogLevel level, int left, int row, int at) {
    int inside = row < level.height ? Math.min(side, level.width - left) : 0;
    int step = bandCount * Float.BYTES;
    int first = row * level.width + left;
    for (int band = 0; band < bandCount; band++) {
      int to = at + band * Float.BYTES;
      for (int i = 0; i < side; i++, to += step) {
        INT_LE.set(tile, to, i < inside ? level.bits(band, first + i) : NO_DATA);
      }
    }
  }

  @Override
  public void close() {
    deflater.end();
  }
}
