package io.terralapse.raster.jp2;

import io.terralapse.access.ByteRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where each tile's packed bytes lie, found by stepping from one tile-part to the next. */
final class TileParts {
  /** A tile may come in 255 parts; no writer makes use of it for all of its tiles. */
  private static final int MAX_PARTS = 1 << 20;

  private static final int SOT_BYTES = 12;
  private static final int END_OF_CODESTREAM = 0xffd9;

  private int count;
  private int[] tiles = new int[64];
  private long[] starts = new long[64];
  private long[] sizes = new long[64];

  private TileParts() {}

  /**
   * Walks the tile-parts of a codestream.
   *
   * @throws IOException if the last of them is cut short
   */
  static TileParts of(Codestream stream) throws IOException {
    Jp2Input input = stream.input();
    TileParts parts = new TileParts();
    int most = stream.tilesAcross() * stream.tilesDown();
    long end = stream.span().end();
    long at = stream.span().start() + stream.headerBytes();
    while (end - at >= SOT_BYTES) {
      ByteBuffer sot = input.read(at, SOT_BYTES);
      int marker = Short.toUnsignedInt(sot.getShort());
      if (marker == END_OF_CODESTREAM) {
        return parts;
      }
      sot.getShort();
      int tile = Short.toUnsignedInt(sot.getShort());
      long size = Integer.toUnsignedLong(sot.getInt());
      if (size == 0) {
        // Only the last may leave its length open.
        size = end - at;
      }
      if (marker != Codestream.SOT || tile >= most || size < SOT_BYTES) {
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

  private void add(Jp2Input input, int tile, long start, long size) throws IOException {
    if (count == MAX_PARTS) {
      throw input.damaged("it holds more than " + MAX_PARTS + " tile-parts");
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
   * The parts of some tiles, as ranges of the file, in the order of the file.
   *
   * @param wanted by tile number
   * @throws IOException if one of the tiles has none
   */
  List<ByteRange> rangesOf(Codestream stream, boolean[] wanted) throws IOException {
    List<ByteRange> ranges = new ArrayList<>();
    boolean[] missing = wanted.clone();
    for (int i = 0; i < count; i++) {
      if (wanted[tiles[i]]) {
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
