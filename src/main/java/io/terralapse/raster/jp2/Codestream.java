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
 * @param origin positions of image and tiles on the reference grid
 * @param components the bands: the first has a sample for every pixel
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
    Origin origin,
    List<Component> components,
    int tileWidth,
    int tileHeight,
    int decompositions,
    int headerBytes) {

  /**
   * Positions on the reference grid, from its origin.
   *
   * @param x first column of the image
   * @param y first row of the image
   * @param tileX first column of the first tile, at most {@code x}
   * @param tileY first row of the first tile, at most {@code y}
   */
  record Origin(int x, int y, int tileX, int tileY) {
    private boolean isMultipleOf(int step) {
      return x % step == 0 && y % step == 0 && tileX % step == 0 && tileY % step == 0;
    }
  }

  /**
   * A component.
   *
   * @param bits bit depth, 1 to 16
   * @param signed true if samples are signed
   * @param columnStep columns of the reference grid from one sample to the next
   * @param rowStep the same for rows
   */
  record Component(int bits, boolean signed, int columnStep, int rowStep) {
    boolean isSubsampled() {
      return columnStep > 1 || rowStep > 1;
    }
  }

  Codestream {
    components = List.copyOf(components);
  }

  int bands() {
    return components.size();
  }

  /** Bit depth of the deepest component. */
  int bits() {
    return components.stream().mapToInt(Component::bits).max().orElseThrow();
  }

  /** True if samples of any component are signed. */
  boolean signed() {
    return components.stream().anyMatch(Component::signed);
  }

  /** True if the second and third component are colour differences of a lower resolution. */
  boolean isSubsampled() {
    return components.stream().anyMatch(Component::isSubsampled);
  }

  /**
   * The samples of a component that cover a rectangle of level 0 or, unless the stream is
   * subsampled, of any level.
   *
   * @return columns and rows
   */
  int[] sizeOf(Component component, PixelRect rect) {
    if (!component.isSubsampled()) {
      return new int[] {rect.width(), rect.height()};
    }
    int left = origin.x + rect.column();
    int top = origin.y + rect.row();
    return new int[] {
      IntMath.ceilDiv(left + rect.width(), component.columnStep)
          - IntMath.ceilDiv(left, component.columnStep),
      IntMath.ceilDiv(top + rect.height(), component.rowStep)
          - IntMath.ceilDiv(top, component.rowStep)
    };
  }

  /** Reads the main header. */
  static Codestream read(RasterInput input, Jp2Boxes.Span span) throws IOException {
    return new MainHeaderReader(input, span).read();
  }

  /** The codestream alone, without the boxes around it. */
  ByteSource bytes() {
    return new SourcePart(input.source(), span.start(), span.size());
  }

  SampleType sampleType() {
    if (bits() <= 8) {
      return signed() ? SampleType.INT8 : SampleType.UINT8;
    }
    return signed() ? SampleType.INT16 : SampleType.UINT16;
  }

  int tilesAcross() {
    return IntMath.ceilDiv(origin.x - origin.tileX + width, tileWidth);
  }

  int tilesDown() {
    return IntMath.ceilDiv(origin.y - origin.tileY + height, tileHeight);
  }

  /**
   * The resolution levels that the codec can decode: full resolution, and every halving of it at
   * which image and tiles still begin at a pixel border. Of a subsampled image there is only the
   * full resolution.
   */
  List<RasterLevel> levels() {
    List<RasterLevel> levels = new ArrayList<>();
    for (int r = 0; r <= decompositions; r++) {
      boolean aligned =
          origin.isMultipleOf(1 << r)
              && (tilesAcross() == 1 || tileWidth % (1 << r) == 0)
              && (tilesDown() == 1 || tileHeight % (1 << r) == 0);
      boolean whole = r == 0 || !isSubsampled();
      if (!aligned || !whole || (r > 0 && Math.max(width, height) >> r == 0)) {
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
    int x = origin.x - origin.tileX;
    int y = origin.y - origin.tileY;
    int left = (int) ((x + ((long) rect.column() << level)) / tileWidth);
    int top = (int) ((y + ((long) rect.row() << level)) / tileHeight);
    int right = (int) ((x + ((long) (rect.endColumn() - 1) << level)) / tileWidth);
    int bottom = (int) ((y + ((long) (rect.endRow() - 1) << level)) / tileHeight);
    return new PixelRect(left, top, right - left + 1, bottom - top + 1);
  }
}
