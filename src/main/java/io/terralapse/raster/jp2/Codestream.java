package io.terralapse.raster.jp2;

import io.terralapse.access.ByteSource;
import io.terralapse.model.IntMath;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SampleType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the main header of a codestream says (ISO/IEC 15444-1 Annex A).
 *
 * @param input the file, for messages and reads
 * @param span where the codestream lies in it
 * @param width columns
 * @param height rows
 * @param bands components, all of one depth and one size
 * @param bits depth, 1 to 16
 * @param signed true if samples are signed
 * @param tileWidth columns of a tile, at most {@code width}
 * @param tileHeight rows of a tile, at most {@code height}
 * @param decompositions wavelet decompositions: how often the codec can halve the picture
 * @param headerBytes length of the main header: the first tile-part begins there
 */
record Codestream(
    Jp2Input input,
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
  private static final int SOC = 0xff4f;
  private static final int SIZ = 0xff51;
  private static final int COD = 0xff52;
  private static final int COC = 0xff53;
  static final int SOT = 0xff90;

  /** Reads the main header. */
  static Codestream read(Jp2Input input, Jp2Boxes.Span span) throws IOException {
    return new MainHeader(input, span).read();
  }

  /** The codestream alone, without the boxes round it. */
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
   * The sizes that the codec gives: the picture, and every halving of it at which tiles still begin
   * at whole pixels.
   */
  List<RasterLevel> levels() {
    List<RasterLevel> levels = new ArrayList<>();
    for (int r = 0; r <= decompositions; r++) {
      boolean whole =
          (tilesAcross() == 1 || tileWidth % (1 << r) == 0)
              && (tilesDown() == 1 || tileHeight % (1 << r) == 0);
      if (!whole || (r > 0 && Math.max(width, height) >> r == 0)) {
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

  /** A length after {@code level} halvings, each of which rounds up. */
  static int reduced(int length, int level) {
    return (int) (((long) length + (1L << level) - 1) >> level);
  }

  /** Tile columns and rows that cover a rectangle of a level. */
  PixelRect tiles(int level, PixelRect rect) {
    int left = (int) (((long) rect.column() << level) / tileWidth);
    int top = (int) (((long) rect.row() << level) / tileHeight);
    int right = (int) (((long) (rect.endColumn() - 1) << level) / tileWidth);
    int bottom = (int) (((long) (rect.endRow() - 1) << level) / tileHeight);
    return new PixelRect(left, top, right - left + 1, bottom - top + 1);
  }

  /** Builds the record from the marker segments, in their order. */
  private static final class MainHeader {
    private static final int MAX_SIDE = 1 << 26;
    private static final int MAX_BANDS = 4096;

    /** A tile's number has 16 bits. */
    private static final int MAX_TILES = 65535;

    private static final int MAX_HEADER = 1 << 24;

    private final Jp2Input input;
    private final Jp2Boxes.Span span;
    private int width;
    private int height;
    private int tileWidth;
    private int tileHeight;
    private int bands;
    private int bits;
    private boolean signed;

    MainHeader(Jp2Input input, Jp2Boxes.Span span) {
      this.input = input;
      this.span = span;
    }

    Codestream read() throws IOException {
      if (marker(0) != SOC || marker(2) != SIZ) {
        throw input.damaged("its codestream does not begin with a size");
      }
      int decompositions = Integer.MAX_VALUE;
      boolean style = false;
      long at = 2;
      int marker = marker(at);
      while (marker != SOT) {
        int length = Short.toUnsignedInt(bytes(at + 2, 2).getShort());
        if (marker < 0xff00 || length < 2 || at > MAX_HEADER) {
          throw input.damaged("a marker segment of its codestream is malformed");
        }
        ByteBuffer segment = bytes(at + 4, length - 2);
        if (marker == SIZ) {
          size(segment);
        } else if (marker == COD) {
          decompositions = Math.min(decompositions, decompositions(segment, 5));
          style = true;
        } else if (marker == COC) {
          decompositions = Math.min(decompositions, decompositions(segment, bands < 257 ? 2 : 3));
        }
        at += 2 + length;
        marker = marker(at);
      }
      if (!style) {
        throw input.damaged("its codestream names no coding style");
      }
      return new Codestream(
          input,
          span,
          width,
          height,
          bands,
          bits,
          signed,
          Math.min(tileWidth, width),
          Math.min(tileHeight, height),
          decompositions,
          (int) at);
    }

    private int decompositions(ByteBuffer segment, int at) throws IOException {
      int count = segment.remaining() > at ? Byte.toUnsignedInt(segment.get(at)) : 99;
      if (count > 32) {
        throw input.damaged("it claims " + count + " decomposition levels");
      }
      // No picture that can be read here can be halved more often.
      return Math.min(count, 26);
    }

    private void size(ByteBuffer siz) throws IOException {
      if (siz.remaining() < 36) {
        throw input.damaged("its size segment is cut short");
      }
      siz.getShort();
      long x1 = unsigned(siz);
      long y1 = unsigned(siz);
      long x0 = unsigned(siz);
      long y0 = unsigned(siz);
      long tw = unsigned(siz);
      long th = unsigned(siz);
      long tx0 = unsigned(siz);
      long ty0 = unsigned(siz);
      if (x1 < 1 || y1 < 1 || x1 > MAX_SIDE || y1 > MAX_SIDE || tw < 1 || th < 1) {
        throw input.damaged(
            "it claims " + x1 + " x " + y1 + " pixels in tiles of " + tw + " x " + th);
      }
      if (x0 != 0 || y0 != 0 || tx0 != 0 || ty0 != 0) {
        throw input.unsupported("begins at an offset of its reference grid");
      }
      width = (int) x1;
      height = (int) y1;
      tileWidth = (int) Math.min(tw, width);
      tileHeight = (int) Math.min(th, height);
      long tiles = (long) IntMath.ceilDiv(width, tileWidth) * IntMath.ceilDiv(height, tileHeight);
      if (tiles > MAX_TILES) {
        throw input.damaged("it claims " + tiles + " tiles");
      }
      components(siz);
    }

    private void components(ByteBuffer siz) throws IOException {
      bands = Short.toUnsignedInt(siz.getShort());
      if (bands < 1 || bands > MAX_BANDS || siz.remaining() < 3 * bands) {
        throw input.damaged("it claims " + bands + " components");
      }
      int first = Byte.toUnsignedInt(siz.get(siz.position()));
      bits = (first & 127) + 1;
      signed = first > 127;
      if (bits > 16) {
        throw input.unsupported("holds samples of " + bits + " bits");
      }
      for (int i = 0; i < bands; i++) {
        if (Byte.toUnsignedInt(siz.get()) != first) {
          throw input.unsupported("mixes bands of different bit depths");
        }
        byte acrossStep = siz.get();
        byte downStep = siz.get();
        if (acrossStep != 1 || downStep != 1) {
          throw input.unsupported("stores bands at different resolutions");
        }
      }
    }

    private static long unsigned(ByteBuffer from) {
      return Integer.toUnsignedLong(from.getInt());
    }

    private int marker(long at) throws IOException {
      return Short.toUnsignedInt(bytes(at, 2).getShort());
    }

    private ByteBuffer bytes(long at, int length) throws IOException {
      if (at + length > span.size()) {
        throw input.damaged("its codestream is cut short");
      }
      return input.read(span.start() + at, length);
    }
  }
}
