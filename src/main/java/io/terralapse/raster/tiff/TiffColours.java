package io.terralapse.raster.tiff;

import io.terralapse.model.BandInfo;
import io.terralapse.model.ColourInterpretation;
import io.terralapse.model.DataException;
import io.terralapse.model.PictureBands;
import io.terralapse.model.SampleType;
import io.terralapse.raster.Raster;
import io.terralapse.raster.colour.ColourConversion;
import io.terralapse.raster.colour.ColourTable;
import io.terralapse.raster.colour.ConvertedRaster;
import io.terralapse.raster.colour.InkConversion;
import io.terralapse.raster.colour.InvertedGrey;
import io.terralapse.raster.colour.LabConversion;
import io.terralapse.raster.colour.LumaConversion;
import io.terralapse.raster.colour.PictureRaster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The colours of a TIFF image by its PhotometricInterpretation. Colour spaces that GDAL converts
 * when it reads (inks, CIE L*a*b* and luma with colour differences, of 8 bits) replace the stored
 * bands by red, green and blue, as there (after inks and L*a*b* with an opaque alpha band); of all
 * others the stored bands remain, and the colours are bands of the picture.
 */
final class TiffColours {
  private static final int WHITE_IS_ZERO = 0;
  private static final int BLACK_IS_ZERO = 1;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int INKS = 5;
  private static final int LAB = 8;
  private static final int ICC_LAB = 9;
  private static final int ITU_LAB = 10;
  private static final int LOG_L = 32844;
  private static final int LOG_LUV = 32845;

  /** Values of the ExtraSamples tag for alpha, premultiplied or not. */
  private static final int ASSOCIATED_ALPHA = 1;

  private static final int UNASSOCIATED_ALPHA = 2;

  /** The InkSet tag's value for cyan, magenta, yellow and black. */
  private static final int CMYK = 1;

  private static final List<ColourInterpretation> PRIMARIES =
      List.of(ColourInterpretation.RED, ColourInterpretation.GREEN, ColourInterpretation.BLUE);

  private static final List<ColourInterpretation> INK_NAMES =
      List.of(
          ColourInterpretation.CYAN,
          ColourInterpretation.MAGENTA,
          ColourInterpretation.YELLOW,
          ColourInterpretation.BLACK);

  /** Chromaticity of D50, whose tristimulus values libtiff takes as 96.425, 100 and 82.468. */
  private static final double[] WHITE = {96.425 / 278.893, 100 / 278.893};

  private final ImageLayout image;

  private TiffColours(ImageLayout image) {
    this.image = image;
  }

  /**
   * The meaning of each stored band, without what GDAL's metadata say of it.
   *
   * @return one entry per band
   */
  static List<ColourInterpretation> interpretations(ImageLayout image) throws IOException {
    return new TiffColours(image).interpretations();
  }

  private List<ColourInterpretation> interpretations() throws IOException {
    List<ColourInterpretation> known =
        switch (image.photometric) {
          case WHITE_IS_ZERO -> image.bits == 1 ? List.of(ColourInterpretation.PALETTE) : List.of();
          case BLACK_IS_ZERO ->
              List.of(
                  image.bits == 1 && image.bandCount == 1
                      ? ColourInterpretation.PALETTE
                      : ColourInterpretation.GRAY);
          case RGB -> PRIMARIES;
          case ImageLayout.YCBCR -> isJpeg() ? PRIMARIES : List.of();
          case PALETTE -> List.of(ColourInterpretation.PALETTE);
          case INKS -> isInks() ? INK_NAMES : List.of();
          default -> List.of();
        };
    List<ColourInterpretation> all = new ArrayList<>();
    long[] extra = image.ifd.integers(Tag.EXTRA_SAMPLES, image.bandCount);
    for (int i = 0; i < image.bandCount; i++) {
      int k = i - (image.bandCount - extra.length);
      boolean alpha = k >= 0 && (extra[k] == ASSOCIATED_ALPHA || extra[k] == UNASSOCIATED_ALPHA);
      all.add(
          alpha
              ? ColourInterpretation.ALPHA
              : i < known.size() ? known.get(i) : ColourInterpretation.UNDEFINED);
    }
    return all;
  }

  /** True if the samples of two images mean the same colours: JPEG is converted to RGB. */
  static boolean isAlike(ImageLayout a, ImageLayout b) {
    return decodedPhotometric(a) == decodedPhotometric(b);
  }

  private static int decodedPhotometric(ImageLayout image) {
    return image.photometric == ImageLayout.YCBCR && image.compression == Compression.JPEG
        ? RGB
        : image.photometric;
  }

  private boolean isJpeg() {
    return image.compression == Compression.JPEG;
  }

  private boolean isInks() throws IOException {
    return image.bandCount >= INK_NAMES.size() && image.ifd.integer(Tag.INK_SET, CMYK) == CMYK;
  }

  /**
   * The raster in colour.
   *
   * @param raster with the stored bands
   * @param image its full resolution
   * @throws DataException if its colours are not supported
   */
  static Raster apply(Raster raster, ImageLayout image) throws IOException {
    return new TiffColours(image).apply(raster);
  }

  private Raster apply(Raster raster) throws IOException {
    return switch (image.photometric) {
      case WHITE_IS_ZERO -> inverted(raster);
      case PALETTE -> findTable().<Raster>map(table -> table(raster, table)).orElse(raster);
      case INKS -> isInks() ? inks(raster) : raster;
      case ImageLayout.YCBCR -> isJpeg() ? raster : luma(raster);
      case LAB, ICC_LAB -> lab(raster);
      case ITU_LAB -> throw refused("ITU L*a*b*");
      case LOG_L, LOG_LUV -> throw refused("logarithmic luminance");
      default -> raster;
    };
  }

  private DataException refused(String colours) {
    return new DataException(
        image.ifd.input().name()
            + " stores its colours as "
            + colours
            + ", which is not supported; save it as RGB with the program that wrote it");
  }

  private Raster inverted(Raster raster) throws IOException {
    boolean grey = image.bandCount - extraSamples() == 1;
    if (!grey || image.type.isFloating() || image.bits > Short.SIZE || isSigned()) {
      return raster;
    }
    if (image.bits == 1) {
      ColourTable table = ColourTable.of(new byte[] {-1, -1, -1, -1, 0, 0, 0, -1});
      return table(raster, table);
    }
    InvertedGrey inversion = new InvertedGrey((1 << image.bits) - 1, image.type);
    return new PictureRaster(raster, inversion, inversion.bands(raster.info().decisiveNodata()));
  }

  private boolean isSigned() {
    return image.type == SampleType.INT8 || image.type == SampleType.INT16;
  }

  private long extraSamples() {
    return Math.min(image.ifd.count(Tag.EXTRA_SAMPLES), image.bandCount - 1);
  }

  private static PictureRaster table(Raster raster, ColourTable table) {
    return PictureRaster.of(raster, table, raster.info().decisiveNodata());
  }

  /**
   * The ColorMap tag: all reds, all greens, all blues, of 16 bits. Some writers store 8 bits; then
   * no value is above 255.
   */
  private Optional<ColourTable> findTable() throws IOException {
    long[] map = image.ifd.integers(Tag.COLOR_MAP, 3 * ColourTable.MAX_ENTRIES);
    int size = map.length / 3;
    if (size == 0 || image.type.isFloating() || image.bits > Short.SIZE) {
      return Optional.empty();
    }
    int shift = 0;
    for (long value : map) {
      shift = value > 255 ? Byte.SIZE : shift;
    }
    byte[] rgba = new byte[4 * size];
    for (int i = 0; i < size; i++) {
      for (int c = 0; c < 3; c++) {
        rgba[4 * i + c] = (byte) (map[c * size + i] >> shift);
      }
      rgba[4 * i + 3] = -1;
    }
    return Optional.of(ColourTable.of(rgba));
  }

  private Raster inks(Raster raster) throws IOException {
    if (isSigned() || image.type.isFloating() || image.type.bytes() > Short.BYTES) {
      throw refused("inks of " + image.bits + (isSigned() ? "-bit signed" : "-bit") + " samples");
    }
    long[] range = image.ifd.integers(Tag.DOT_RANGE, 2);
    boolean declared = range.length == 2 && range[0] != range[1];
    int none = declared ? (int) range[0] : 0;
    int full = declared ? (int) range[1] : (1 << image.bits) - 1;
    return image.bits == Byte.SIZE
        ? converted(raster, new InkConversion(1, none, full, 4))
        : picture(raster, new InkConversion(image.type.bytes(), none, full, 3));
  }

  private Raster luma(Raster raster) throws IOException {
    if (image.bits != Byte.SIZE || image.bandCount < 3) {
      throw refused("YCbCr of " + image.bits + " bits in " + image.bandCount + " bands");
    }
    double[] weights = image.ifd.doubles(Tag.YCBCR_COEFFICIENTS, 3);
    double[] range = image.ifd.doubles(Tag.REFERENCE_BLACK_WHITE, 6);
    return converted(
        raster,
        new LumaConversion(
            weights.length == 3 && weights[1] != 0 ? weights : new double[] {0.299, 0.587, 0.114},
            range.length == 6 ? range : new double[] {0, 255, 128, 255, 128, 255}));
  }

  private Raster lab(Raster raster) throws IOException {
    boolean icc = image.photometric == ICC_LAB;
    boolean wide = image.bits == Short.SIZE && !image.type.isFloating() && !icc;
    if (image.bandCount < 3 || !(image.bits == Byte.SIZE || wide)) {
      throw refused("L*a*b* of " + image.bits + " bits in " + image.bandCount + " bands");
    }
    double[] declared = image.ifd.doubles(Tag.WHITE_POINT, 2);
    double[] white = declared.length == 2 && declared[0] > 0 && declared[1] > 0 ? declared : WHITE;
    LabConversion.Encoding encoding =
        wide
            ? LabConversion.Encoding.SIGNED_16
            : icc ? LabConversion.Encoding.SHIFTED_8 : LabConversion.Encoding.SIGNED_8;
    if (wide || icc || image.bandCount != 3) {
      return picture(raster, new LabConversion(encoding, 3, white[0], white[1]));
    }
    return converted(raster, new LabConversion(encoding, 4, white[0], white[1]));
  }

  private static Raster picture(Raster raster, ColourConversion conversion) {
    return new PictureRaster(raster, conversion, PictureBands.of(PRIMARIES));
  }

  private static Raster converted(Raster raster, ColourConversion conversion) {
    List<ColourInterpretation> colours = new ArrayList<>(PRIMARIES);
    if (conversion.outputs() > colours.size()) {
      colours.add(ColourInterpretation.ALPHA);
    }
    return new ConvertedRaster(raster, conversion, colours.stream().map(BandInfo::of).toList());
  }
}
