package io.terralapse.raster.tiff;

import io.terralapse.model.DataException;
import io.terralapse.raster.RasterInput;
import java.util.Map;

/** The compression of tiles and strips. */
enum Compression {
  NONE,
  LZW,
  JPEG,
  DEFLATE,
  PACKBITS,
  ZSTD;

  private static final Map<Long, String> NAMES =
      Map.ofEntries(
          Map.entry(2L, "CCITT RLE"),
          Map.entry(3L, "CCITT fax 3"),
          Map.entry(4L, "CCITT fax 4"),
          Map.entry(6L, "old-style JPEG"),
          Map.entry(34676L, "SGI log"),
          Map.entry(34712L, "JPEG 2000"),
          Map.entry(34887L, "LERC"),
          Map.entry(34925L, "LZMA"),
          Map.entry(50001L, "WebP"),
          Map.entry(50002L, "JPEG XL"));

  /**
   * The compression of a value of the Compression tag.
   *
   * @throws DataException if it is not supported
   */
  static Compression of(long code, RasterInput input) throws DataException {
    if (code == 1) {
      return NONE;
    } else if (code == 5) {
      return LZW;
    } else if (code == 7) {
      return JPEG;
    } else if (code == 8 || code == 32946) {
      return DEFLATE;
    } else if (code == 32773) {
      return PACKBITS;
    } else if (code == 50000) {
      return ZSTD;
    }
    throw input.unsupported(
        "uses " + NAMES.getOrDefault(code, "unknown (" + code + ")") + " compression");
  }
}
