package io.terralapse.raster.tiff;

import io.terralapse.model.DataException;
import io.terralapse.raster.RasterInput;

/**
 * Which combinations of compression, predictor and samples are read; the others are refused before
 * a pixel is read. Stateless.
 */
final class SupportedLayouts {
  private static final String EXPORT = "export it again with integers of 8, 16 or 32 bits";

  private SupportedLayouts() {}

  /**
   * Checks a layout.
   *
   * @throws DataException with a remedy, if its blocks cannot be decoded
   */
  static void check(ImageLayout image) throws DataException {
    RasterInput input = image.ifd.input();
    StoredSamples samples = image.samples;
    switch (image.compression) {
      case JPEG, WEBP -> {
        if (samples.bits() != 8) {
          throw input.unsupported(
              "has " + image.compression.title() + " tiles of " + samples.bits() + " bits",
              "convert it with \"gdal_translate -co COMPRESS=DEFLATE -co TILED=YES -co NBITS=16\" of"
                  + " a GDAL that reads JPEG of more than 8 bits");
        }
        if (image.compression == Compression.WEBP && (image.planar || notColour(image.bandCount))) {
          throw input.damaged("it claims WebP tiles of " + image.bandCount + " bands");
        }
      }
      case CCITT_RLE, CCITT_T4, CCITT_T6 -> {
        if (samples.bits() != 1 || image.samplesPerBlockPixel() != 1) {
          throw input.damaged("it claims fax compression of " + samples.bits() + "-bit samples");
        }
      }
      case LERC -> {
        if (!samples.isDirect()) {
          throw input.damaged("it claims LERC compression of " + samples.bits() + "-bit samples");
        }
      }
      case NONE, LZW, DEFLATE, PACKBITS, ZSTD, LZMA -> checkPredictor(image, input);
    }
  }

  private static boolean notColour(int bands) {
    return bands != 3 && bands != 4;
  }

  private static void checkPredictor(ImageLayout image, RasterInput input) throws DataException {
    int bits = image.samples.bits();
    boolean possible =
        switch (image.predictor) {
          case 1 -> true;
          case 2 -> bits == 8 || bits == 16 || bits == 32 || bits == 64;
          case 3 -> image.samples.coding() == StoredSamples.Coding.FLOAT;
          default -> false;
        };
    if (!possible) {
      throw input.unsupported(
          "uses predictor " + image.predictor + " on " + bits + "-bit samples",
          "export it again without a predictor");
    }
  }

  /** The exception for samples that are not read. */
  static DataException unsupportedSamples(RasterInput input, long format, int bits) {
    return input.unsupported("has " + StoredSamples.describe(format, bits), EXPORT);
  }
}
