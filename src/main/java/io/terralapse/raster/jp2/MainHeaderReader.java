package io.terralapse.raster.jp2;

import io.terralapse.model.DataException;
import io.terralapse.model.IntMath;
import io.terralapse.raster.RasterInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the main header of a codestream: its marker segments up to the first tile-part (ISO/IEC
 * 15444-1 Annex A). Used once; not thread-safe.
 */
final class MainHeaderReader {
  /** Start of a tile-part, the marker that ends the main header. */
  static final int SOT = 0xff90;

  private static final int SOC = 0xff4f;
  private static final int SIZ = 0xff51;
  private static final int COD = 0xff52;
  private static final int COC = 0xff53;

  private static final int FIRST_MARKER = 0xff00;
  private static final int SIZ_BYTES = 36;

  /** Largest number of decomposition levels (table A.15). */
  private static final int MAX_DECOMPOSITIONS = 32;

  /** log2 of {@link #MAX_SIDE}: no image of at most that size can be halved more often. */
  private static final int MAX_HALVINGS = 26;

  private static final int MAX_SIDE = 1 << MAX_HALVINGS;
  private static final int MAX_BANDS = 4096;

  /** Tile numbers have 16 bits. */
  private static final int MAX_TILES = 65535;

  private static final int MAX_HEADER = 1 << 24;

  private final RasterInput input;
  private final Jp2Boxes.Span span;
  private int width;
  private int height;
  private int tileWidth;
  private int tileHeight;
  private Codestream.Origin origin = new Codestream.Origin(0, 0, 0, 0);
  private final List<Codestream.Component> components = new ArrayList<>();
  private int decompositions = MAX_HALVINGS;
  private boolean hasCodingStyle;

  MainHeaderReader(RasterInput input, Jp2Boxes.Span span) {
    this.input = input;
    this.span = span;
  }

  Codestream read() throws IOException {
    if (marker(0) != SOC || marker(2) != SIZ) {
      throw input.damaged("its codestream does not begin with a size");
    }
    long at = 2;
    int marker = marker(at);
    while (marker != SOT) {
      int length = Short.toUnsignedInt(bytes(at + 2, 2).getShort());
      if (marker < FIRST_MARKER || length < 2 || at > MAX_HEADER) {
        throw input.damaged("a marker segment of its codestream is malformed");
      }
      readSegment(marker, bytes(at + 4, length - 2));
      at += 2 + length;
      marker = marker(at);
    }
    if (!hasCodingStyle) {
      throw input.damaged("its codestream has no coding style");
    }
    return new Codestream(
        input,
        span,
        width,
        height,
        origin,
        components,
        tileWidth,
        tileHeight,
        decompositions,
        (int) at);
  }

  private void readSegment(int marker, ByteBuffer segment) throws IOException {
    switch (marker) {
      case SIZ -> readSize(segment);
      case COD -> {
        limitDecompositions(segment, 5);
        hasCodingStyle = true;
      }
      // The component's index before it has one byte, or two where there are more than 256.
      case COC -> limitDecompositions(segment, components.size() < 257 ? 2 : 3);
      default -> {}
    }
  }

  private void limitDecompositions(ByteBuffer segment, int at) throws IOException {
    if (segment.remaining() <= at) {
      throw input.damaged("a coding style of its codestream is truncated");
    }
    int count = Byte.toUnsignedInt(segment.get(at));
    if (count > MAX_DECOMPOSITIONS) {
      throw input.damaged("it claims " + count + " decomposition levels");
    }
    decompositions = Math.min(decompositions, count);
  }

  private void readSize(ByteBuffer siz) throws IOException {
    if (siz.remaining() < SIZ_BYTES) {
      throw input.damaged("its size segment is truncated");
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
    boolean possible = x1 <= MAX_SIDE && y1 <= MAX_SIDE && x0 < x1 && y0 < y1 && tw >= 1 && th >= 1;
    if (!possible) {
      throw input.damaged(
          "it claims " + (x1 - x0) + " x " + (y1 - y0) + " pixels in tiles of " + tw + " x " + th);
    }
    if (tx0 > x0 || ty0 > y0 || tx0 + tw <= x0 || ty0 + th <= y0) {
      throw input.damaged("its first tile has no pixel of the image");
    }
    origin = new Codestream.Origin((int) x0, (int) y0, (int) tx0, (int) ty0);
    width = (int) (x1 - x0);
    height = (int) (y1 - y0);
    // A tile that is larger than all of the image is the only one.
    tileWidth = (int) Math.min(tw, x1 - tx0);
    tileHeight = (int) Math.min(th, y1 - ty0);
    long tiles =
        (long) IntMath.ceilDiv((int) (x1 - tx0), tileWidth)
            * IntMath.ceilDiv((int) (y1 - ty0), tileHeight);
    if (tiles > MAX_TILES) {
      throw input.damaged("it claims " + tiles + " tiles");
    }
    readComponents(siz);
  }

  private void readComponents(ByteBuffer siz) throws IOException {
    int bands = Short.toUnsignedInt(siz.getShort());
    if (bands < 1 || bands > MAX_BANDS || siz.remaining() < 3 * bands) {
      throw input.damaged("it claims " + bands + " components");
    }
    for (int i = 0; i < bands; i++) {
      int depth = Byte.toUnsignedInt(siz.get());
      int columnStep = Byte.toUnsignedInt(siz.get());
      int rowStep = Byte.toUnsignedInt(siz.get());
      if ((depth & 127) + 1 > 16) {
        String what = "has " + ((depth & 127) + 1) + "-bit samples";
        // GDAL converts all bands to the depth of the first, and clips them.
        throw i == 0
            ? input.unsupported(what)
            : input.unsupported(what, "export it again with at most 16 bits in each band");
      }
      if (columnStep == 0 || rowStep == 0) {
        throw input.damaged("component " + i + " has no size");
      }
      components.add(new Codestream.Component((depth & 127) + 1, depth > 127, columnStep, rowStep));
    }
    checkResolutions();
  }

  /** Colour differences may have half the resolution; nothing else is common or supported. */
  private void checkResolutions() throws DataException {
    for (int i = 0; i < components.size(); i++) {
      Codestream.Component one = components.get(i);
      boolean chroma = (i == 1 || i == 2) && (components.size() == 3 || components.size() == 4);
      boolean half = one.columnStep() <= 2 && one.rowStep() <= 2 && one.bits() == 8;
      if (one.isSubsampled() && !(chroma && half && !one.signed())) {
        throw input.unsupported(
            "has bands of different resolutions",
            "save it again with one resolution by the program that wrote it");
      }
    }
    boolean pair =
        components.size() < 3
            || (components.get(1).columnStep() == components.get(2).columnStep()
                && components.get(1).rowStep() == components.get(2).rowStep()
                && (components.get(0).bits() == 8 || !components.get(1).isSubsampled()));
    if (!pair) {
      throw input.unsupported(
          "has bands of different resolutions",
          "save it again with one resolution by the program that wrote it");
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
      throw input.damaged("its codestream is truncated");
    }
    return input.read(span.start() + at, length, ByteOrder.BIG_ENDIAN);
  }
}
