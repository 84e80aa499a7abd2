package io.terralapse.raster.jp2;

import io.terralapse.model.BandInfo;
import io.terralapse.model.ColourInterpretation;
import io.terralapse.model.DataException;
import io.terralapse.model.PictureBands;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SampleType;
import io.terralapse.raster.Raster;
import io.terralapse.raster.RasterInput;
import io.terralapse.raster.colour.ColourConversion;
import io.terralapse.raster.colour.ColourTable;
import io.terralapse.raster.colour.InkConversion;
import io.terralapse.raster.colour.LumaConversion;
import io.terralapse.raster.colour.PictureRaster;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the boxes of a JP2 header say of colours (ISO/IEC 15444-1 Annex I.5.3): colour space,
 * palette, mapping of components to channels, definition of channels. Filled while the boxes are
 * read; not thread-safe before that.
 */
final class ColourBoxes {
  private static final int ENUMERATED = 1;
  private static final int CMYK = 12;
  private static final int CIE_LAB = 14;
  private static final int SRGB = 16;
  private static final int GREY = 17;
  private static final int SYCC = 18;

  private static final int OPACITY = 1;
  private static final int PREMULTIPLIED_OPACITY = 2;

  /** Limit of the standard. */
  private static final int MAX_ENTRIES = 1024;

  private static final List<ColourInterpretation> PRIMARIES =
      List.of(ColourInterpretation.RED, ColourInterpretation.GREEN, ColourInterpretation.BLUE);
  private static final List<ColourInterpretation> LUMA =
      List.of(
          ColourInterpretation.YCBCR_Y,
          ColourInterpretation.YCBCR_CB,
          ColourInterpretation.YCBCR_CR);
  private static final List<ColourInterpretation> INKS =
      List.of(
          ColourInterpretation.CYAN,
          ColourInterpretation.MAGENTA,
          ColourInterpretation.YELLOW,
          ColourInterpretation.BLACK);

  /** A component that the palette is applied to, or that is a channel itself. */
  private record Mapping(int component, boolean palette, int column) {}

  private final Map<Integer, ColourInterpretation> channels = new HashMap<>();
  private final List<Mapping> mappings = new ArrayList<>();
  private int space;

  /** {@code [entry][column]}, of 8 bits. */
  private int[][] palette = {};

  /** Reads a colour specification; the first counts. */
  void readSpace(ByteBuffer box) {
    if (space == 0 && box.remaining() >= 7 && box.get(box.position()) == ENUMERATED) {
      space = box.getInt(box.position() + 3);
    }
  }

  /** Reads a palette; a malformed one is left out. */
  void readPalette(ByteBuffer box) {
    if (box.remaining() < 3) {
      return;
    }
    int entries = Short.toUnsignedInt(box.getShort());
    int columns = Byte.toUnsignedInt(box.get());
    if (entries < 1 || entries > MAX_ENTRIES || columns < 1 || box.remaining() < columns) {
      return;
    }
    int[] bits = new int[columns];
    int row = 0;
    for (int c = 0; c < columns; c++) {
      bits[c] = (box.get() & 0x7f) + 1;
      row += bits[c] > Byte.SIZE ? 2 : 1;
      if (bits[c] > Short.SIZE) {
        return;
      }
    }
    if (box.remaining() < (long) row * entries) {
      return;
    }
    palette = new int[entries][columns];
    for (int[] entry : palette) {
      for (int c = 0; c < columns; c++) {
        int value =
            bits[c] > Byte.SIZE
                ? Short.toUnsignedInt(box.getShort())
                : Byte.toUnsignedInt(box.get());
        entry[c] = value * 255 / ((1 << bits[c]) - 1);
      }
    }
  }

  /** Reads the mapping of components to channels. */
  void readMapping(ByteBuffer box) {
    while (box.remaining() >= 4) {
      int component = Short.toUnsignedInt(box.getShort());
      boolean applied = box.get() == 1;
      mappings.add(new Mapping(component, applied, Byte.toUnsignedInt(box.get())));
    }
  }

  /** Reads the definition of a channel: index, type, association. */
  void readChannel(int channel, int type, int association) {
    if (type == OPACITY || type == PREMULTIPLIED_OPACITY) {
      channels.putIfAbsent(channel, ColourInterpretation.ALPHA);
    } else if (type == 0 && association >= 1 && association <= PRIMARIES.size()) {
      channels.putIfAbsent(channel, PRIMARIES.get(association - 1));
    }
  }

  /** Red, green and blue. */
  static List<BandInfo> primaries() {
    return PRIMARIES.stream().map(BandInfo::of).toList();
  }

  /** The meaning of each of the stored components. */
  List<BandInfo> bands(int count) {
    List<BandInfo> bands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      bands.add(BandInfo.of(interpretation(i, count)));
    }
    return bands;
  }

  private ColourInterpretation interpretation(int band, int count) {
    if (isIndexed()) {
      return band == 0 ? ColourInterpretation.PALETTE : ColourInterpretation.UNDEFINED;
    }
    ColourInterpretation defined = channels.get(band);
    if (defined == ColourInterpretation.ALPHA) {
      return defined;
    }
    List<ColourInterpretation> usual =
        switch (space) {
          case SRGB -> PRIMARIES;
          case SYCC -> LUMA;
          case CMYK -> INKS;
          case GREY -> count <= 2 ? List.of(ColourInterpretation.GRAY) : List.of();
          default -> List.of();
        };
    // Only of red, green and blue do definitions change the order.
    boolean reordered =
        (space == SRGB || usual.isEmpty())
            && count >= PRIMARIES.size()
            && channels.values().containsAll(PRIMARIES);
    if (reordered) {
      return defined == null ? ColourInterpretation.UNDEFINED : defined;
    }
    return band < usual.size() ? usual.get(band) : ColourInterpretation.UNDEFINED;
  }

  private boolean isIndexed() {
    return palette.length > 0 && mappings.stream().anyMatch(m -> m.palette && m.component == 0);
  }

  /** The component that is alpha. */
  OptionalInt findAlpha(int count) {
    return RasterInfo.alphaOf(bands(count));
  }

  /**
   * The raster in colour.
   *
   * @param raster with the stored components
   * @throws DataException if its colours are not supported
   */
  Raster apply(Raster raster, RasterInput input) throws DataException {
    RasterInfo info = raster.info();
    Optional<ColourTable> table = findTable();
    if (table.isPresent()) {
      return PictureRaster.of(raster, table.get(), info.nodata());
    }
    int count = info.bands().size();
    boolean bytes = info.sampleType() == SampleType.UINT8;
    return switch (space) {
      case SYCC -> count < 3 ? raster : picture(raster, bytes ? luma() : null, input, "sYCC");
      case CMYK -> count < 4 ? raster : picture(raster, bytes ? inks() : null, input, "CMYK");
      case CIE_LAB -> picture(raster, null, input, "CIE L*a*b*");
      default -> raster;
    };
  }

  private static Raster picture(
      Raster raster, @Nullable ColourConversion conversion, RasterInput input, String space)
      throws DataException {
    if (conversion == null) {
      throw new DataException(
          input.name()
              + " stores its colours as "
              + space
              + (raster.info().sampleType() == SampleType.UINT8 ? "" : " of more than 8 bits")
              + ", which is not supported; save it as RGB with the program that wrote it");
    }
    return new PictureRaster(raster, conversion, PictureBands.of(PRIMARIES));
  }

  private static ColourConversion luma() {
    return new LumaConversion(
        new double[] {0.299, 0.587, 0.114}, new double[] {0, 255, 128, 255, 128, 255});
  }

  private static ColourConversion inks() {
    return new InkConversion(1, 0, 255, 3);
  }

  /** The palette as red, green, blue and alpha: channels in their order, unless defined. */
  private Optional<ColourTable> findTable() {
    if (!isIndexed()) {
      return Optional.empty();
    }
    int[] columns = {-1, -1, -1, -1};
    int next = 0;
    for (int channel = 0; channel < mappings.size(); channel++) {
      Mapping mapping = mappings.get(channel);
      if (!mapping.palette || mapping.component != 0 || mapping.column >= palette[0].length) {
        continue;
      }
      ColourInterpretation defined = channels.get(channel);
      int target =
          defined == ColourInterpretation.ALPHA
              ? 3
              : defined != null ? PRIMARIES.indexOf(defined) : next;
      if (target < columns.length && columns[target] < 0) {
        columns[target] = mapping.column;
      }
      next++;
    }
    // A palette of one column is grey.
    int grey = Arrays.stream(columns).limit(3).filter(c -> c >= 0).findFirst().orElse(0);
    byte[] rgba = new byte[4 * palette.length];
    for (int i = 0; i < palette.length; i++) {
      for (int c = 0; c < 3; c++) {
        rgba[4 * i + c] = (byte) palette[i][columns[c] < 0 ? grey : columns[c]];
      }
      rgba[4 * i + 3] = (byte) (columns[3] < 0 ? 255 : palette[i][columns[3]]);
    }
    return Optional.of(ColourTable.of(rgba));
  }
}
