package io.terralapse.raster;

import io.terralapse.access.ByteOpener;
import io.terralapse.model.Location;
import java.io.IOException;

/** Opens a raster by the format that its first bytes show, whatever its name says. */
public final class RasterFormats implements RasterOpener {
  private final ByteOpener bytes;

  /** Rasters whose bytes come from {@code bytes}. */
  public RasterFormats(ByteOpener bytes) {
    this.bytes = bytes;
  }

  @Override
  public Raster open(Location location) throws IOException {
    return TiffRaster.open(bytes.open(location));
  }
}
