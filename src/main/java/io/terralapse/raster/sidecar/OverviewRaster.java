package io.terralapse.raster.sidecar;

import io.terralapse.model.ContentKey;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.raster.Raster;
import io.terralapse.raster.RasterFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A raster whose overviews are in a file beside it. */
final class OverviewRaster extends RasterFilter {
  /** Writers round the sides of an overview up or down. */
  private static final double ROUNDING = 1;

  private final Raster overviews;

  /** Level of {@code overviews} by level of this raster minus 1. */
  private final List<Integer> used;

  private OverviewRaster(Raster file, Raster overviews, List<Integer> used) {
    super(file, info(file.info(), overviews.info(), used));
    this.overviews = overviews;
    this.used = used;
  }

  private static RasterInfo info(RasterInfo full, RasterInfo overviews, List<Integer> used) {
    List<RasterLevel> levels = new ArrayList<>(List.of(full.levels().get(0)));
    used.forEach(level -> levels.add(overviews.levels().get(level)));
    return full.withLevels(levels);
  }

  /**
   * Adds the overviews that fit: reduced images of the same proportions, bands and sample type.
   *
   * @param overviews closed with the result; at once if nothing fits
   * @return {@code file} itself if it has overviews, or nothing fits
   */
  static Raster of(Raster file, Raster overviews) throws IOException {
    RasterInfo full = file.info();
    RasterInfo reduced = overviews.info();
    boolean alike =
        full.bands().size() == reduced.bands().size()
            && full.sampleType() == reduced.sampleType()
            && full.picture().equals(reduced.picture());
    List<Integer> used =
        IntStream.range(0, reduced.levels().size())
            .filter(i -> fits(full, reduced.levels().get(i)))
            .boxed()
            .toList();
    if (!alike || used.isEmpty() || full.levels().size() > 1) {
      overviews.close();
      return file;
    }
    return new OverviewRaster(file, overviews, used);
  }

  private static boolean fits(RasterInfo full, RasterLevel level) {
    double factor = full.width() / (double) level.width();
    return level.width() < full.width()
        && Math.abs(full.height() / factor - level.height()) <= ROUNDING;
  }

  @Override
  public int blockHeight(int level) {
    return level == 0 ? file.blockHeight(0) : overviews.blockHeight(used.get(level - 1));
  }

  @Override
  public long heldBytes(int level, PixelRect rect) throws IOException {
    return level == 0
        ? file.heldBytes(level, rect)
        : overviews.heldBytes(used.get(level - 1), rect);
  }

  @Override
  public void expect(int level, PixelRect rect, int[] bands) throws IOException {
    if (level == 0) {
      file.expect(level, rect, bands);
    } else {
      overviews.expect(used.get(level - 1), rect, bands);
    }
  }

  @Override
  public void readNative(int level, PixelRect rect, int[] bands, byte[][] out) throws IOException {
    if (level == 0) {
      file.readNative(level, rect, bands, out);
    } else {
      overviews.readNative(used.get(level - 1), rect, bands, out);
    }
  }

  @Override
  public void readMask(int level, PixelRect rect, byte[] out) throws IOException {
    if (level == 0) {
      file.readMask(level, rect, out);
    } else if (overviews.info().internalMask()) {
      overviews.readMask(used.get(level - 1), rect, out);
    } else {
      RasterLevel full = info().levels().get(0);
      MaskSampling.read(
          (part, mask) -> file.readMask(0, part, mask),
          full,
          file.blockHeight(0),
          info().levels().get(level),
          rect,
          out);
    }
  }

  @Override
  public ContentKey keyOf(int level, PixelRect rect) throws IOException {
    if (level == 0) {
      return file.keyOf(level, rect);
    }
    ContentKey pixels = overviews.keyOf(used.get(level - 1), rect);
    if (!info().internalMask() || overviews.info().internalMask()) {
      return pixels;
    }
    PixelRect area = MaskSampling.area(info().levels().get(0), info().levels().get(level), rect);
    return ContentKey.of(pixels.hex() + file.keyOf(0, area).hex());
  }

  @Override
  public void close() throws IOException {
    try (overviews) {
      file.close();
    }
  }
}
