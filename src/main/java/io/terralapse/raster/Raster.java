package io.terralapse.raster;

import io.terralapse.model.ContentKey;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import java.io.Closeable;
import java.io.IOException;

/**
 * An open raster file of any format, from which windows are read.
 *
 * <p>Level 0 is the full resolution, higher levels are overviews. Bands are counted from 0, in file
 * order. Buffers are row-major. Implementations are thread-safe; {@link #close} must come last.
 * Malformed and unsupported files lead to a {@link io.terralapse.model.DataException} with one
 * sentence that names the file and a remedy; other {@link IOException}s are failed reads.
 */
public interface Raster extends Closeable {
  /** The header. */
  RasterInfo info();

  /**
   * The height of the blocks of a level. Reads whose borders are at multiples of it decode each
   * block only once.
   */
  int blockHeight(int level);

  /**
   * Bytes of the heap that reading a part of a rectangle holds beside the samples, at most: a block
   * as it is stored and decoded; 0 if rows are decoded as they are read.
   */
  default long heldBytes(int level, PixelRect rect) throws IOException {
    return 0;
  }

  /**
   * Announces what will be read next, so that a remote file is downloaded in few requests. A hint.
   *
   * @param rect inside the level, in its pixels
   */
  default void expect(int level, PixelRect rect, int[] bands) throws IOException {}

  /**
   * Reads stored samples without conversion, little-endian, {@code info().sampleType().bytes()}
   * each.
   *
   * @param rect inside the level, in its pixels
   * @param out one array per band, at least {@code rect.width() * rect.height() * bytes} long
   */
  void readNative(int level, PixelRect rect, int[] bands, byte[][] out) throws IOException;

  /**
   * Reads the internal mask: 255 where pixels are valid, 0 where they are nodata.
   *
   * @param out at least {@code rect.width() * rect.height()} long
   * @throws IllegalStateException if the file has no mask
   */
  void readMask(int level, PixelRect rect, byte[] out) throws IOException;

  /**
   * A key of what {@link #readNative} and {@link #readMask} read in a rectangle. Equal keys mean
   * equal samples; the rectangle itself is not part of the key.
   */
  ContentKey keyOf(int level, PixelRect rect) throws IOException;
}
