package io.terralapse.raster.sidecar;

import io.terralapse.model.ContentKey;
import io.terralapse.model.DataException;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SampleType;
import io.terralapse.raster.Raster;
import io.terralapse.raster.RasterFilter;
import java.io.IOException;
import java.util.stream.IntStream;

/**
 * A raster whose mask is in a file beside it, as GDAL writes it: one band, or one for each band of
 * the raster; 0 is invalid. A pixel is valid if it is so in every band of the mask.
 */
final class MaskedRaster extends RasterFilter {
  /** The key of GDAL's metadata that says what a mask is for, followed by the number of a band. */
  private static final String FLAGS = "INTERNAL_MASK_FLAGS_";

  /** In the flags: one band is the mask of all. */
  private static final int PER_DATASET = 2;

  private final Raster mask;
  private final int[] bands;

  private MaskedRaster(Raster file, Raster mask, String maskName, int bandCount) {
    super(file, file.info().withMask(maskName));
    this.mask = mask;
    this.bands = IntStream.range(0, bandCount).toArray();
  }

  /**
   * Adds a mask.
   *
   * @param mask closed with the result, and at once if it is not used or refused
   * @param maskName name of its file
   * @param rasterName name of the raster's file
   * @return {@code file} itself if GDAL's metadata do not say that the file is its mask
   * @throws DataException if the mask has another size, or samples of more than 8 bits
   */
  static Raster of(Raster file, Raster mask, String maskName, String rasterName)
      throws IOException {
    RasterInfo full = file.info();
    RasterInfo info = mask.info();
    String flags = info.tags().get(FLAGS + 1);
    if (flags == null) {
      mask.close();
      return file;
    }
    if (info.width() != full.width() || info.height() != full.height()) {
      mask.close();
      throw new DataException(
          maskName
              + " is a mask of "
              + info.width()
              + " x "
              + info.height()
              + " pixels, but "
              + rasterName
              + " has "
              + full.width()
              + " x "
              + full.height()
              + "; delete it, or write it again");
    }
    if (info.sampleType() != SampleType.UINT8) {
      mask.close();
      throw new DataException(
          maskName + " is not a mask of 8 bits; delete it, or write it again with GDAL");
    }
    return new MaskedRaster(file, mask, maskName, isForAll(flags) ? 1 : info.bands().size());
  }

  private static boolean isForAll(String flags) {
    try {
      return (Integer.parseInt(flags.strip()) & PER_DATASET) != 0;
    } catch (NumberFormatException e) {
      return true;
    }
  }

  /** The level of the mask that has the size of a level of the raster; the first if none has. */
  private int levelFor(RasterLevel level) {
    return IntStream.range(0, mask.info().levels().size())
        .filter(i -> isSameSize(mask.info().levels().get(i), level))
        .findFirst()
        .orElse(0);
  }

  private static boolean isSameSize(RasterLevel a, RasterLevel b) {
    return a.width() == b.width() && a.height() == b.height();
  }

  @Override
  public long heldBytes(int level, PixelRect rect) throws IOException {
    int own = levelFor(info().levels().get(level));
    return file.heldBytes(level, rect) + mask.heldBytes(own, rect);
  }

  @Override
  public void expect(int level, PixelRect rect, int[] required) throws IOException {
    file.expect(level, rect, required);
    RasterLevel size = info().levels().get(level);
    int own = levelFor(size);
    mask.expect(own, MaskSampling.area(mask.info().levels().get(own), size, rect), bands);
  }

  @Override
  public void readMask(int level, PixelRect rect, byte[] out) throws IOException {
    RasterLevel size = info().levels().get(level);
    int own = levelFor(size);
    RasterLevel stored = mask.info().levels().get(own);
    if (isSameSize(stored, size)) {
      read(own, rect, out);
    } else {
      MaskSampling.read(
          (part, valid) -> read(own, part, valid), stored, mask.blockHeight(own), size, rect, out);
    }
  }

  private void read(int level, PixelRect rect, byte[] out) throws IOException {
    int pixels = Math.multiplyExact(rect.width(), rect.height());
    byte[][] stored = new byte[bands.length][pixels];
    mask.readNative(level, rect, bands, stored);
    for (int i = 0; i < pixels; i++) {
      int valid = 255;
      for (byte[] band : stored) {
        valid = band[i] == 0 ? 0 : valid;
      }
      out[i] = (byte) valid;
    }
  }

  @Override
  public ContentKey keyOf(int level, PixelRect rect) throws IOException {
    RasterLevel size = info().levels().get(level);
    int own = levelFor(size);
    PixelRect area = MaskSampling.area(mask.info().levels().get(own), size, rect);
    return ContentKey.of(file.keyOf(level, rect).hex() + mask.keyOf(own, area).hex());
  }

  @Override
  public void close() throws IOException {
    try (mask) {
      file.close();
    }
  }
}
