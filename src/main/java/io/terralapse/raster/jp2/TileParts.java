package io.terralapse.raster.jp2;

import io.terralapse.access.ByteRange;
import io.terralapse.model.DataException;
import io.terralapse.raster.RasterInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The byte ranges of the tiles, found by stepping from one tile-part to the next. Immutable. */
final class TileParts {
  /** A tile may have 255 parts, but no encoder writes that many for all tiles. */
  private static final int MAX_PARTS = 1 << 20;

  private static final int SOT_BYTES = 12;
  private static final int END_OF_CODESTREAM = 0xffd9;

  private int count;
  private int[] tiles = new int[64];
  private long[] starts = new long[64];
  private long[] sizes = new long[64];

  private TileParts() {}

  /**
   * Reads the headers of all tile-parts of a codestream.
   *
   * @throws DataException if one is malformed or the last is truncated
   */
  static TileParts of(Codestream stream) throws IOException {
    RasterInput input = stream.input();
    TileParts parts = new TileParts();
    int tileCount = stream.tilesAcross() * stream.tilesDown();
    long end = stream.span().end();
    long at = stream.span().start() + stream.headerBytes();
    while (end - at >= SOT_BYTES) {
      ByteBuffer sot = input.read(at, SOT_BYTES, ByteOrder.BIG_ENDIAN);
      int marker = Short.toUnsignedInt(sot.getShort());
      if (marker == END_OF_CODESTREAM) {
        return parts;
      }
      sot.getShort();
      int tile = Short.toUnsignedInt(sot.getShort());
      long size = Integer.toUnsignedLong(sot.getInt());
      if (size == 0) {
        // Psot 0: the last tile-part extends to the end of the codestream.
        size = end - at;
      }
      if (marker != MainHeaderReader.SOT || tile >= tileCount || size < SOT_BYTES) {
        throw input.damaged("tile-part " + parts.count + " of its codestream is malformed");
      }
      if (size > end - at) {
        throw input.damaged("it ends in the middle of tile " + tile);
      }
      parts.add(input, tile, at, size);
      at += size;
    }
    return parts;
  }

  private void add(RasterInput input, int tile, long start, long size) throws DataException {
    if (count == MAX_PARTS) {
      throw input.damaged("it has more than " + MAX_PARTS + " tile-parts");
    }
    if (count == tiles.length) {
      tiles = Arrays.copyOf(tiles, 2 * count);
      starts = Arrays.copyOf(starts, 2 * count);
      sizes = Arrays.copyOf(sizes, 2 * count);
    }
    tiles[count] = tile;
    starts[count] = start;
    sizes[count++] = size;
  }

  /**
   * The byte ranges of some tiles, in file order.
   *
   * @param required by tile number
   * @throws DataException if the file does not contain one of the tiles
   */
  List<ByteRange> rangesOf(Codestream stream, boolean[] required) throws DataException {
    List<ByteRange> ranges = new ArrayList<>();
    boolean[] missing = required.clone();
    for (int i = 0; i < count; i++) {
      if (required[tiles[i]]) {
        missing[tiles[i]] = false;
        ranges.add(new ByteRange(starts[i], sizes[i]));
      }
    }
    for (int tile = 0; tile < missing.length; tile++) {
      if (missing[tile]) {
        throw stream.input().damaged("tile " + tile + " is missing");
      }
    }
    return ranges;
  }
}
