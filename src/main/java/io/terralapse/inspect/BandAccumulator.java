package io.terralapse.inspect;

import io.terralapse.model.SampleType;
import io.terralapse.raster.Samples;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalDouble;

/** Gathers the statistics of one band. Not thread-safe. */
final class BandAccumulator {
  private final SampleType type;
  private final OptionalDouble nodata;
  private final long pixels;
  private final RowChecksums checksums;
  private ByteBuffer row = ByteBuffer.allocate(0);
  private long valid;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private double sum;

  /**
   * Statistics of nothing yet.
   *
   * @param width columns of the image
   * @param height rows of the image
   */
  BandAccumulator(SampleType type, OptionalDouble nodata, int width, int height) {
    this.type = type;
    this.nodata = nodata;
    this.pixels = (long) width * height;
    this.checksums = new RowChecksums((long) width * Double.BYTES);
  }

  /** Begins a row of blocks. */
  void begin(int rows) {
    checksums.begin(rows);
  }

  /**
   * Adds the next block of the row of blocks.
   *
   * @param samples little-endian, row by row
   * @param mask 0 where a pixel is invalid; empty if there is no mask
   */
  void add(byte[] samples, byte[] mask, int width, int height) {
    ByteBuffer in = ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN);
    if (row.capacity() < width * Double.BYTES) {
      row = ByteBuffer.allocate(width * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
    byte[] equal = isNodata(samples, width * height);
    for (int y = 0; y < height; y++) {
      row.clear();
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        double value = value(in, at);
        row.putDouble(value);
        boolean invalid = equal[at] != 0 || Double.isNaN(value);
        if (!invalid && (mask.length == 0 || mask[at] != 0)) {
          valid++;
          sum += value;
          min = Math.min(min, value);
          max = Math.max(max, value);
        }
      }
      checksums.add(y, row.array(), row.position());
    }
  }

  private double value(ByteBuffer in, int at) {
    return switch (type) {
      case UINT8 -> in.get(at) & 0xff;
      case INT8 -> in.get(at);
      case UINT16 -> in.getShort(2 * at) & 0xffff;
      case INT16 -> in.getShort(2 * at);
      case UINT32 -> in.getInt(4 * at) & 0xffffffffL;
      case INT32 -> in.getInt(4 * at);
      case FLOAT32 -> in.getFloat(4 * at);
      case FLOAT64 -> in.getDouble(8 * at);
    };
  }

  /** Not 0 where a sample has the nodata value. */
  private byte[] isNodata(byte[] samples, int count) {
    byte[] equal = new byte[count];
    if (nodata.isPresent()) {
      Arrays.fill(equal, (byte) 1);
      Samples.keepEqual(type, samples, 0, count, nodata.getAsDouble(), equal);
    }
    return equal;
  }

  /** Ends a row of blocks. */
  void end() {
    checksums.end();
  }

  /** The statistics of all that was added. */
  BandStatistics result() {
    return valid == 0
        ? new BandStatistics(null, null, null, 0, checksums.value())
        : new BandStatistics(min, max, sum / valid, valid / (double) pixels, checksums.value());
  }
}
