package io.terralapse.raster.sidecar;

import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SampleType;
import io.terralapse.raster.Raster;
import io.terralapse.raster.RasterFilter;
import io.terralapse.raster.Samples;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A raster whose invalid pixels have one nodata value for each band, in all bands at once: the
 * metadata item {@code NODATA_VALUES} of GDAL. It is before a nodata value in precedence, and after
 * a mask.
 */
final class NodataTuple extends RasterFilter {
  private static final String ITEM = "NODATA_VALUES";

  private final double[] values;
  private final int[] bands;

  private NodataTuple(Raster file, double[] values) {
    super(file, file.info().withInternalMask());
    this.values = values;
    this.bands = IntStream.range(0, values.length).toArray();
  }

  /**
   * The raster with the mask that its metadata mean.
   *
   * @return {@code file} itself if it has a mask, or no such item with a number for each band
   */
  static Raster of(Raster file) {
    RasterInfo info = file.info();
    String text = info.tags().get(ITEM);
    if (text == null || info.internalMask()) {
      return file;
    }
    List<String> words = Stream.of(text.strip().split("\\s+", -1)).toList();
    if (words.size() != info.bands().size()) {
      return file;
    }
    try {
      return new NodataTuple(file, words.stream().mapToDouble(Double::parseDouble).toArray());
    } catch (NumberFormatException e) {
      return file;
    }
  }

  @Override
  public void expect(int level, PixelRect rect, int[] required) throws IOException {
    file.expect(level, rect, bands);
  }

  @Override
  public void readMask(int level, PixelRect rect, byte[] out) throws IOException {
    RasterLevel size = info().levels().get(level);
    rect.checkInside(size.width(), size.height());
    SampleType type = info().sampleType();
    int pixels = Math.multiplyExact(rect.width(), rect.height());
    byte[][] samples = new byte[bands.length][Math.multiplyExact(pixels, type.bytes())];
    file.readNative(level, rect, bands, samples);
    byte[] nodata = new byte[pixels];
    Arrays.fill(nodata, (byte) 1);
    for (int band : bands) {
      Samples.keepEqual(type, samples[band], 0, pixels, values[band], nodata);
    }
    for (int i = 0; i < pixels; i++) {
      out[i] = (byte) (nodata[i] == 0 ? 255 : 0);
    }
  }
}
