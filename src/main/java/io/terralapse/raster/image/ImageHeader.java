package io.terralapse.raster.image;

import io.terralapse.model.BandInfo;
import io.terralapse.model.ColourInterpretation;
import io.terralapse.model.DataException;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SampleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The header of a PNG or JPEG file.
 *
 * @param jpeg true for JPEG, false for PNG
 * @param width columns
 * @param height rows
 * @param colour meaning of the samples of a pixel
 * @param depth bit depth of a stored sample: 1, 2, 4, 8 or 16
 * @param palette red, green and blue of every entry; empty without a palette
 * @param transparency PNG's tRNS: alpha of the first palette entries, or one colour of two bytes
 *     per sample; empty without
 * @param tags dates, under the names that {@link RasterInfo#tags()} uses
 */
// The arrays are never compared, and not visible outside of the package.
@SuppressWarnings("ArrayRecordComponent")
record ImageHeader(
    boolean jpeg,
    int width,
    int height,
    Colour colour,
    int depth,
    byte[] palette,
    byte[] transparency,
    Map<String, String> tags) {

  /** Limit against decompression bombs: a few bytes can claim any number of pixels. */
  static final long MAX_PIXELS = 100_000_000;

  /** Meaning of the samples of a pixel. */
  enum Colour {
    GREY(1),
    GREY_ALPHA(2),
    RGB(3),
    RGBA(4),
    PALETTE(1),
    /** JPEG's luma and two chroma components, converted to RGB when read. */
    YCBCR(3),
    /** JPEG's four inks, stored inverted, converted to RGB when read. */
    CMYK(4),
    /** Luma and chroma of three inverted inks, and black. */
    YCCK(4);

    /** Stored samples per pixel. */
    final int samples;

    Colour(int samples) {
      this.samples = samples;
    }
  }

  /** Bytes of a sample as it is read. */
  int bytes() {
    return depth == 16 ? 2 : 1;
  }

  boolean hasAlpha() {
    return switch (colour) {
      case GREY_ALPHA, RGBA -> true;
      case PALETTE, RGB -> transparency.length > 0;
      case GREY, YCBCR, CMYK, YCCK -> false;
    };
  }

  int bands() {
    int colours = colour == Colour.GREY || colour == Colour.GREY_ALPHA ? 1 : 3;
    return colours + (hasAlpha() ? 1 : 0);
  }

  /** One sample of the transparent colour of tRNS, as stored. */
  int transparent(int sample) {
    return ((transparency[2 * sample] & 0xff) << 8) | (transparency[2 * sample + 1] & 0xff);
  }

  RasterInfo info() {
    boolean greyNodata = colour == Colour.GREY && transparency.length >= 2;
    return new RasterInfo(
        width,
        height,
        depth == 16 ? SampleType.UINT16 : SampleType.UINT8,
        interpretations().stream().map(BandInfo::of).toList(),
        greyNodata ? OptionalDouble.of(widened(transparent(0))) : OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(new RasterLevel(width, height)),
        hasAlpha() ? OptionalInt.of(bands() - 1) : OptionalInt.empty(),
        false,
        tags);
  }

  private List<ColourInterpretation> interpretations() {
    boolean grey = colour == Colour.GREY || colour == Colour.GREY_ALPHA;
    List<ColourInterpretation> all =
        new ArrayList<>(
            grey
                ? List.of(ColourInterpretation.GRAY)
                : List.of(
                    ColourInterpretation.RED,
                    ColourInterpretation.GREEN,
                    ColourInterpretation.BLUE));
    if (hasAlpha()) {
      all.add(ColourInterpretation.ALPHA);
    }
    return all;
  }

  /** A grey sample of fewer than 8 bits, scaled to 8 bits. */
  int widened(int sample) {
    return depth < 8 ? sample * 255 / ((1 << depth) - 1) : sample;
  }

  /**
   * Checks the size before any memory is allocated for pixels.
   *
   * @param name of the file, for messages
   * @param fileBytes length of the file, which limits the pixels in it: deflate compresses at most
   *     1032 bytes into one (RFC 1951), JPEG at most an 8 x 8 block into a bit
   * @return this header
   * @throws DataException if it has no pixels, too many, or more than the file can hold
   */
  ImageHeader checked(String name, long fileBytes) throws DataException {
    if (width < 1 || height < 1) {
      throw new DataException(name + " claims a size of " + size() + " pixels; download it again");
    }
    if ((long) width * height > MAX_PIXELS) {
      throw new DataException(
          name
              + " has "
              + size()
              + " pixels, more than 100 million; crop it, or convert it to a tiled GeoTIFF"
              + " (gdal_translate -of COG)");
    }
    long most = jpeg ? 512 * fileBytes : 1032 * fileBytes;
    long needed =
        jpeg ? (long) width * height : ((long) width * colour.samples * depth + 7) / 8 * height;
    if (needed > most) {
      throw new DataException(
          name
              + " claims "
              + size()
              + " pixels, which its "
              + fileBytes
              + " bytes cannot hold; download it again");
    }
    return this;
  }

  private String size() {
    return width + " x " + height;
  }
}
