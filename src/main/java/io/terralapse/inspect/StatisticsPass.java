package io.terralapse.inspect;

import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.raster.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Reads the full resolution of a raster once, by rows of blocks, and gathers the statistics of all
 * bands. Memory does not depend on the size of the image. Used once.
 */
final class StatisticsPass {
  /** Samples in memory at a time, of all bands; a single block may be larger. */
  static final long PART_BYTES = 16L << 20;

  /** More rows at a time save nothing. */
  private static final int MOST_ROWS = 1024;

  private final Raster raster;
  private final RasterInfo info;
  private final OptionalInt alpha;
  private final long partBytes;
  private final int[] bands;
  private final List<BandAccumulator> accumulators = new ArrayList<>();

  /**
   * A pass over an open raster.
   *
   * @param info its header
   * @param nodata nodata value of each band
   * @param alpha band whose zero samples mark invalid pixels of the other bands
   * @param partBytes about how many bytes of samples are read at a time, see {@link #PART_BYTES}
   */
  StatisticsPass(
      Raster raster,
      RasterInfo info,
      List<OptionalDouble> nodata,
      OptionalInt alpha,
      long partBytes) {
    this.partBytes = partBytes;
    this.raster = raster;
    this.info = info;
    this.alpha = alpha;
    this.bands = new int[info.bands().size()];
    for (int i = 0; i < bands.length; i++) {
      bands[i] = i;
      accumulators.add(
          new BandAccumulator(info.sampleType(), nodata.get(i), info.width(), info.height()));
    }
  }

  /** The statistics of each band, in file order. */
  List<BandStatistics> run() throws IOException {
    long pixelBytes = (long) bands.length * info.sampleType().bytes() + 1;
    int blockHeight = Math.max(1, Math.min(raster.blockHeight(0), info.height()));
    int columns = columns(pixelBytes * blockHeight);
    long rowBytes = pixelBytes * columns;
    int rows = (int) Math.min(blockHeight, Math.max(1, partBytes / rowBytes));
    if (rows == blockHeight) {
      long blocks = Math.min(partBytes / (rowBytes * rows), MOST_ROWS / rows);
      rows = (int) Math.min(info.height(), rows * Math.max(1, blocks));
    }
    for (int top = 0; top < info.height(); top += rows) {
      readRows(top, Math.min(rows, info.height() - top), columns);
    }
    return accumulators.stream().map(BandAccumulator::result).toList();
  }

  /** Complete rows if they fit; else as many complete blocks as fit, one at least. */
  private int columns(long columnBytes) {
    RasterLevel level = info.levels().get(0);
    if (columnBytes * info.width() <= partBytes || level.blockWidth() == 1) {
      return info.width();
    }
    long blocks = Math.max(1, partBytes / (columnBytes * level.blockWidth()));
    return (int) Math.min(info.width(), blocks * level.blockWidth());
  }

  private void readRows(int top, int rows, int columns) throws IOException {
    accumulators.forEach(one -> one.begin(rows));
    for (int left = 0; left < info.width(); left += columns) {
      add(new PixelRect(left, top, Math.min(columns, info.width() - left), rows));
    }
    accumulators.forEach(BandAccumulator::end);
  }

  private void add(PixelRect part) throws IOException {
    int pixels = Math.multiplyExact(part.width(), part.height());
    byte[][] samples =
        new byte[bands.length][Math.multiplyExact(pixels, info.sampleType().bytes())];
    raster.expect(0, part, bands);
    raster.readNative(0, part, bands, samples);
    byte[] mask = mask(part, samples);
    for (int band : bands) {
      boolean isAlpha = alpha.isPresent() && alpha.getAsInt() == band;
      byte[] own = isAlpha ? new byte[0] : mask;
      accumulators.get(band).add(samples[band], own, part.width(), part.height());
    }
  }

  /** 0 where the mask of the file or the alpha band is 0; empty if the file has neither. */
  private byte[] mask(PixelRect part, byte[][] samples) throws IOException {
    if (info.internalMask()) {
      byte[] mask = new byte[part.width() * part.height()];
      raster.readMask(0, part, mask);
      return mask;
    }
    if (alpha.isEmpty()) {
      return new byte[0];
    }
    byte[] opacity = samples[alpha.getAsInt()];
    int bytes = info.sampleType().bytes();
    byte[] mask = new byte[part.width() * part.height()];
    for (int i = 0; i < mask.length; i++) {
      int bits = 0;
      for (int b = 0; b < bytes; b++) {
        bits |= opacity[i * bytes + b];
      }
      mask[i] = (byte) (bits == 0 ? 0 : 255);
    }
    return mask;
  }
}
