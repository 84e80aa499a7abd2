package io.terralapse.raster;

import io.terralapse.model.ContentKey;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import java.io.IOException;

/** A raster with other bands or levels than the file has; passes on what it does not change. */
public abstract class RasterFilter implements Raster {
  /** The raster that is changed; closed with this one. */
  protected final Raster file;

  private final RasterInfo info;

  /**
   * A filter of a raster.
   *
   * @param info the header that results
   */
  protected RasterFilter(Raster file, RasterInfo info) {
    this.file = file;
    this.info = info;
  }

  @Override
  public RasterInfo info() {
    return info;
  }

  @Override
  public int blockHeight(int level) {
    return file.blockHeight(level);
  }

  @Override
  public long heldBytes(int level, PixelRect rect) throws IOException {
    return file.heldBytes(level, rect);
  }

  @Override
  public void expect(int level, PixelRect rect, int[] bands) throws IOException {
    file.expect(level, rect, bands);
  }

  @Override
  public void readNative(int level, PixelRect rect, int[] bands, byte[][] out) throws IOException {
    file.readNative(level, rect, bands, out);
  }

  @Override
  public void readMask(int level, PixelRect rect, byte[] out) throws IOException {
    file.readMask(level, rect, out);
  }

  @Override
  public ContentKey keyOf(int level, PixelRect rect) throws IOException {
    return file.keyOf(level, rect);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
