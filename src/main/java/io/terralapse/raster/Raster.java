package io.terralapse.raster;

import io.terralapse.model.ContentKey;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import java.io.Closeable;
import java.io.IOException;

/**
 * A raster file of any format, read window by window.
 *
 * <p>Levels count from 0, the full resolution. Bands count from 0, in file order. Buffers run row
 * by row. Reading is positional and safe from several threads at once; {@link #close} must come
 * last. What is malformed or unsupported ends in an {@link IOException} whose message is one
 * sentence that names the file and the way out.
 */
public interface Raster extends Closeable {
  /** What the header says. */
  RasterInfo info();

  /**
   * Rows that are decoded together at a level: reading in steps that end at multiples of it decodes
   * each block once.
   */
  int blockHeight(int level);

  /**
   * Says what will be read next, so that a distant file can be fetched in few requests. A hint.
   *
   * @param rect inside the level, in its pixels
   */
  default void expect(int level, PixelRect rect, int[] bands) throws IOException {}

  /**
   * Reads stored samples as they are, little-endian, {@code info().sampleType().bytes()} each.
   *
   * @param rect inside the level, in its pixels
   * @param out one array a band, at least {@code rect.width() * rect.height() * bytes} long
   */
  void readNative(int level, PixelRect rect, int[] bands, byte[][] out) throws IOException;

  /**
   * Reads the internal mask: 255 where the picture is valid, 0 where it is not.
   *
   * @param out at least {@code rect.width() * rect.height()} long
   * @throws IllegalStateException if the file has no mask
   */
  void readMask(int level, PixelRect rect, byte[] out) throws IOException;

  /**
   * The key of what {@link #readNative} and {@link #readMask} would see in a rectangle. Equal keys
   * mean equal samples; the rectangle itself is not part of the key.
   */
  ContentKey keyOf(int level, PixelRect rect) throws IOException;
}
