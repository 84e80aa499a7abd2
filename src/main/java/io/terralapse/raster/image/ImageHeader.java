package io.terralapse.raster.image;

import io.terralapse.model.BandInfo;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SampleType;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the first bytes of a PNG or JPEG file say.
 *
 * @param jpeg true for JPEG, false for PNG
 * @param colour what the samples of a pixel are
 * @param depth bits of a stored sample: 1, 2, 4, 8 or 16
 * @param palette red, green and blue of every entry; empty without a palette
 * @param transparency PNG's tRNS: alpha of the first palette entries, or one colour of two bytes a
 *     sample; empty without
 * @param tags dates, under the names that {@link RasterInfo#tags()} uses
 */
// The arrays stay inside the package and are never compared.
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

  /** Images with more pixels are not decoded: a few bytes can claim any number of them. */
  static final long MAX_PIXELS = 100_000_000;

  /** What the samples of a pixel are. */
  enum Colour {
    GREY(1),
    GREY_ALPHA(2),
    RGB(3),
    RGBA(4),
    PALETTE(1),
    /** JPEG's luminance and two differences of colour, to be turned into RGB. */
    YCBCR(3);

    /** Samples of a pixel as they are stored. */
    final int samples;

    Colour(int samples) {
      this.samples = samples;
    }
  }

  /** Bytes of a sample as it is handed out. */
  int bytes() {
    return depth == 16 ? 2 : 1;
  }

  boolean hasAlpha() {
    return switch (colour) {
      case GREY_ALPHA, RGBA -> true;
      case PALETTE, RGB -> transparency.length > 0;
      case GREY, YCBCR -> false;
    };
  }

  int bands() {
    int colours = colour == Colour.GREY || colour == Colour.GREY_ALPHA ? 1 : 3;
    return colours + (hasAlpha() ? 1 : 0);
  }

  /** The colour of tRNS that stands for no data, one stored value a sample. */
  int transparent(int sample) {
    return ((transparency[2 * sample] & 0xff) << 8) | (transparency[2 * sample + 1] & 0xff);
  }

  RasterInfo info() {
    boolean greyNodata = colour == Colour.GREY && transparency.length >= 2;
    return new RasterInfo(
        width,
        height,
        depth == 16 ? SampleType.UINT16 : SampleType.UINT8,
        Collections.nCopies(bands(), new BandInfo(Optional.empty(), 1, 0)),
        greyNodata ? OptionalDouble.of(widened(transparent(0))) : OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(new RasterLevel(width, height)),
        hasAlpha() ? OptionalInt.of(bands() - 1) : OptionalInt.empty(),
        false,
        tags);
  }

  /** A grey sample of less than eight bits on the scale of eight. */
  int widened(int sample) {
    return depth < 8 ? sample * 255 / ((1 << depth) - 1) : sample;
  }

  /**
   * Refuses what would be too much to decode.
   *
   * @param fileBytes the file's length, which bounds what can be in it: deflate packs at most 1032
   *     bytes into one (RFC 1951), JPEG at most an 8 x 8 block into a bit
   */
  ImageHeader checked(String name, long fileBytes) throws IOException {
    if (width < 1 || height < 1) {
      throw new IOException(name + " claims a size of " + size() + " pixels; fetch it again");
    }
    if ((long) width * height > MAX_PIXELS) {
      throw new IOException(
          name
              + " has "
              + size()
              + " pixels, more than 100 million; cut it smaller or turn it into a tiled GeoTIFF"
              + " (gdal_translate -of COG)");
    }
    long most = jpeg ? 512 * fileBytes : 1032 * fileBytes;
    long needed =
        jpeg ? (long) width * height : ((long) width * colour.samples * depth + 7) / 8 * height;
    if (needed > most) {
      throw new IOException(
          name
              + " claims "
              + size()
              + " pixels, which its "
              + fileBytes
              + " bytes cannot hold; fetch it again");
    }
    return this;
  }

  private String size() {
    return width + " x " + height;
  }
}
