package io.terralapse.raster.colour;

import io.terralapse.model.BandInfo;
import io.terralapse.model.ContentKey;
import io.terralapse.model.PixelRect;
import io.terralapse.model.SampleType;
import io.terralapse.raster.Raster;
import io.terralapse.raster.RasterFilter;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** A raster whose stored bands are replaced by calculated ones of 8 bits. */
public final class ConvertedRaster extends RasterFilter {
  /** Bytes of a calculated sample at most. */
  private static final int MOST_BYTES = 2;

  private final ColourConversion conversion;

  /**
   * Replaces all bands.
   *
   * @param bands the calculated bands, as many as {@link ColourConversion#outputs}
   */
  public ConvertedRaster(Raster file, ColourConversion conversion, List<BandInfo> bands) {
    super(file, file.info().withBands(bands, SampleType.UINT8));
    this.conversion = conversion;
  }

  private int[] inputs() {
    return IntStream.range(0, conversion.inputs()).toArray();
  }

  @Override
  public void expect(int level, PixelRect rect, int[] bands) throws IOException {
    file.expect(level, rect, inputs());
  }

  @Override
  public void readNative(int level, PixelRect rect, int[] bands, byte[][] out) throws IOException {
    int[] targets = bands.clone();
    for (int band : targets) {
      Objects.checkIndex(band, conversion.outputs());
    }
    read(file, conversion, level, rect, targets, out);
  }

  /** Differs from the key of the stored bands, which earlier versions read as they are. */
  @Override
  public ContentKey keyOf(int level, PixelRect rect) throws IOException {
    return ContentKey.of("colours " + file.keyOf(level, rect).hex());
  }

  /**
   * Reads the inputs of a conversion, and converts them.
   *
   * @param outputs indices of the calculated bands that are required, each once
   * @param out one array for each of them
   */
  static void read(
      Raster file,
      ColourConversion conversion,
      int level,
      PixelRect rect,
      int[] outputs,
      byte[][] out)
      throws IOException {
    int pixels = Math.multiplyExact(rect.width(), rect.height());
    int bytes = file.info().sampleType().bytes();
    int[] inputs = IntStream.range(0, conversion.inputs()).toArray();
    byte[][] stored = new byte[inputs.length][Math.multiplyExact(pixels, bytes)];
    file.readNative(level, rect, inputs, stored);
    byte[][] made = new byte[conversion.outputs()][];
    for (int i = 0; i < outputs.length; i++) {
      made[outputs[i]] = out[i];
    }
    for (int i = 0; i < made.length; i++) {
      made[i] = made[i] == null ? new byte[Math.multiplyExact(pixels, MOST_BYTES)] : made[i];
    }
    conversion.convert(stored, pixels, made);
  }
}
