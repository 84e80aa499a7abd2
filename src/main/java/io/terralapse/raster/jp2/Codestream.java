package io.terralapse.raster.jp2;

import io.terralapse.access.ByteSource;
import io.terralapse.model.IntMath;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SampleType;
import io.terralapse.raster.RasterInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The content of the main header of a codestream (ISO/IEC 15444-1 Annex A).
 *
 * @param input the file, for messages and reads
 * @param span the bytes of the codestream in it
 * @param width columns
 * @param height rows
 * @param bands components, all of one bit depth and one size
 * @param bits bit depth, 1 to 16
 * @param signed true if samples are signed
 * @param tileWidth columns of a tile, at most {@code width}
 * @param tileHeight rows of a tile, at most {@code height}
 * @param decompositions wavelet decomposition levels: how often the codec can halve the resolution
 * @param headerBytes length of the main header: the first tile-part follows it
 */
record Codestream(
    RasterInput input,
    Jp2Boxes.Span span,
    int width,
    int height,
    int bands,
    int bits,
    boolean signed,
    int tileWidth,
    int tileHeight,
    int decompositions,
    int headerBytes) {

  /** Reads the main header. */
  static Codestream read(RasterInput input, Jp2Boxes.Span span) throws IOException {
    return new MainHeaderReader(input, span).read();
  }

  /** The codestream alone, without the boxes around it. */
  ByteSource bytes() {
    return new SourcePart(input.source(), span.start(), span.size());
  }

  SampleType sampleType() {
    if (bits <= 8) {
      return signed ? SampleType.INT8 : SampleType.UINT8;
    }
    return signed ? SampleType.INT16 : SampleType.UINT16;
  }

  int tilesAcross() {
    return IntMath.ceilDiv(width, tileWidth);
  }

  int tilesDown() {
    return IntMath.ceilDiv(height, tileHeight);
  }

  /**
   * The resolution levels that the codec can decode: full resolution, and every halving of it at
   * which tiles still begin at a pixel border.
   */
  List<RasterLevel> levels() {
    List<RasterLevel> levels = new ArrayList<>();
    for (int r = 0; r <= decompositions; r++) {
      boolean alignedTiles =
          (tilesAcross() == 1 || tileWidth % (1 << r) == 0)
              && (tilesDown() == 1 || tileHeight % (1 << r) == 0);
      if (!alignedTiles || (r > 0 && Math.max(width, height) >> r == 0)) {
        break;
      }
      levels.add(
          new RasterLevel(
              reduced(width, r),
              reduced(height, r),
              reduced(Math.min(tileWidth, width), r),
              reduced(Math.min(tileHeight, height), r)));
    }
    return levels;
  }

  /** A length after {@code level} halvings, rounded up. */
  static int reduced(int length, int level) {
    return (int) (((long) length + (1L << level) - 1) >> level);
  }

  /** The tile columns and rows that cover a rectangle of a level. */
  PixelRect tiles(int level, PixelRect rect) {
    int left = (int) (((long) rect.column() << level) / tileWidth);
    int top = (int) (((long) rect.row() << level) / tileHeight);
    int right = (int) (((long) (rect.endColumn() - 1) << level) / tileWidth);
    int bottom = (int) (((long) (rect.endRow() - 1) << level) / tileHeight);
    return new PixelRect(left, top, right - left + 1, bottom - top + 1);
  }
}
