package io.terralapse.raster.tiff;

import io.terralapse.model.DataException;
import io.terralapse.raster.RasterInput;
import java.util.Map;

/** The compression of tiles and strips. */
enum Compression {
  NONE("no", 1),
  CCITT_RLE("CCITT RLE", 2),
  CCITT_T4("CCITT fax 3", 3),
  CCITT_T6("CCITT fax 4", 4),
  LZW("LZW", 5),
  JPEG("JPEG", 7),
  DEFLATE("deflate", 8),
  PACKBITS("PackBits", 32773),
  LERC("LERC", 34887),
  LZMA("LZMA", 34925),
  ZSTD("Zstandard", 50000),
  WEBP("WebP", 50001);

  /** The code of deflate before it was registered. */
  private static final int OLD_DEFLATE = 32946;

  private static final int OLD_JPEG = 6;

  /** PhotometricInterpretation of red, green and blue. */
  private static final int RGB = 2;

  /** Compressions that GDAL reads if its libtiff was built with them. */
  private static final Map<Long, String> OF_GDAL =
      Map.of(
          6L, "old-style JPEG",
          32766L, "NeXT",
          32771L, "CCITT RLE of words",
          32809L, "ThunderScan",
          32909L, "PixarLog",
          34661L, "JBIG",
          34676L, "SGI LogLuv",
          34677L, "SGI LogLuv of 24 bits");

  private static final Map<Long, String> JPEG_XL =
      Map.of(50002L, "JPEG XL", 52546L, "JPEG XL (DNG)");

  private static final Map<Long, String> OF_OTHERS =
      Map.of(
          33003L, "JPEG 2000 (Aperio, YCbCr)",
          33005L, "JPEG 2000 (Aperio, RGB)",
          34712L, "JPEG 2000",
          34892L, "lossy JPEG of DNG",
          34926L, "JPEG 2000 (34926)",
          50003L, "experimental (50003)");

  private final String title;
  private final int code;

  Compression(String title, int code) {
    this.title = title;
    this.code = code;
  }

  /** Its name, for messages. */
  String title() {
    return title;
  }

  /** The value of the Compression tag. */
  int code() {
    return code;
  }

  /** True if a decoder can only decode complete blocks; the others stop after any row. */
  boolean decodesCompleteBlocks() {
    return switch (this) {
      case ZSTD, LERC, WEBP, CCITT_RLE, CCITT_T4, CCITT_T6 -> true;
      case NONE, LZW, JPEG, DEFLATE, PACKBITS, LZMA -> false;
    };
  }

  /** True if the predictor tag applies; libtiff ignores it with the others. */
  boolean hasPredictor() {
    return this == LZW || this == DEFLATE || this == LZMA || this == ZSTD;
  }

  /**
   * The compression of a value of the Compression tag.
   *
   * @param photometric value of the PhotometricInterpretation tag, for the remedy
   * @throws DataException if it is not supported
   */
  static Compression of(long code, int photometric, RasterInput input) throws DataException {
    for (Compression one : values()) {
      if (one.code == code) {
        return one;
      }
    }
    if (code == OLD_DEFLATE) {
      return DEFLATE;
    }
    String name = OF_GDAL.get(code);
    // libtiff decodes old-style JPEG as a picture of three bands only.
    boolean decodable = code != OLD_JPEG || photometric == RGB || photometric == ImageLayout.YCBCR;
    if (name != null && decodable) {
      throw input.unsupported("uses " + name + " compression");
    }
    name = JPEG_XL.get(code);
    if (name != null) {
      throw input.unsupported(
          "uses " + name + " compression",
          "convert it with \"gdal_translate -co COMPRESS=DEFLATE -co TILED=YES\" of a GDAL that"
              + " lists JXL in \"gdalinfo --format GTiff\"");
    }
    String other = OF_OTHERS.getOrDefault(code, "unknown (" + code + ")");
    throw input.unsupported(
        "uses " + (decodable ? other : OF_GDAL.get(code)) + " compression",
        "export it again with deflate compression");
  }
}
