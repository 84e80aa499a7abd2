package io.terralapse.window;

import io.terralapse.model.PixelRect;
import io.terralapse.model.SampleType;
import io.terralapse.model.SceneBand;
import io.terralapse.raster.Raster;
import io.terralapse.raster.Samples;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Tells which pixels of an open raster have data, by the mask, alpha and nodata value of its bands,
 * without the rules of {@link FlagPlane} on small regions. Where nothing marks nodata, zeros of
 * unsigned integers do. Not thread-safe.
 */
final class DataPixels {
  private final Raster raster;
  private final int level;
  private final List<SceneBand> bands;
  private final OptionalInt alpha;
  private final boolean zeroFill;

  /**
   * For one level of a file.
   *
   * @param bands bands of the file, at least one
   * @param alpha index of the band of the file whose zeros are no data, if there is one
   */
  DataPixels(Raster raster, int level, List<SceneBand> bands, OptionalInt alpha) {
    this.raster = raster;
    this.level = level;
    this.bands = bands;
    this.alpha = alpha;
    boolean declared = bands.stream().anyMatch(band -> band.nodata().isPresent());
    this.zeroFill =
        !declared
            && !raster.info().internalMask()
            && alpha.isEmpty()
            && bands.stream().allMatch(band -> FlagPlane.isUnsigned(typeOf(band)));
  }

  private SampleType typeOf(SceneBand band) {
    return raster.info().typeOf(band.index());
  }

  /** True for the pixels of a rectangle that have data, row by row. */
  boolean[] read(PixelRect rect) throws IOException {
    int count = rect.width() * rect.height();
    // Alpha together with the bands, so that a block of all of them is decoded once.
    int[] indices =
        IntStream.concat(bands.stream().mapToInt(SceneBand::index), alpha.stream()).toArray();
    byte[][] samples = new byte[indices.length][];
    for (int i = 0; i < indices.length; i++) {
      int bytes = raster.info().typeOf(indices[i]).bytes();
      samples[i] = new byte[Math.multiplyExact(count, bytes)];
    }
    raster.readNative(level, rect, indices, samples);
    byte[] empty = new byte[count];
    byte[] flags = new byte[count];
    boolean any = zeroFill || bands.stream().anyMatch(band -> band.nodata().isPresent());
    Arrays.fill(empty, (byte) (any ? 1 : 0));
    for (int i = 0; i < bands.size(); i++) {
      SampleType type = typeOf(bands.get(i));
      OptionalDouble fill = zeroFill ? OptionalDouble.of(0) : bands.get(i).nodata();
      if (fill.isPresent()) {
        Samples.keepEqual(type, samples[i], 0, count, fill.getAsDouble(), empty);
      }
      SampleFlags.markNotFinite(type, samples[i], 0, count, flags);
    }
    byte[] valid = new byte[count];
    Arrays.fill(valid, (byte) 1);
    if (raster.info().internalMask()) {
      raster.readMask(level, rect, valid);
    }
    if (alpha.isPresent()) {
      SampleType type = raster.info().typeOf(alpha.getAsInt());
      SampleFlags.invalidateTransparent(type, samples[bands.size()], valid);
    }
    boolean[] data = new boolean[count];
    for (int i = 0; i < count; i++) {
      data[i] = empty[i] == 0 && flags[i] == 0 && valid[i] != 0;
    }
    return data;
  }
}
