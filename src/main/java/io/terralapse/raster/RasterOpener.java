package io.terralapse.raster;

import io.terralapse.model.Location;
import io.terralapse.model.RasterInfo;
import java.io.IOException;

/** Opens raster files on disk, in archives and on servers. Implementations are thread-safe. */
@FunctionalInterface
public interface RasterOpener {
  /**
   * Opens a raster and reads its header, but no pixels.
   *
   * @throws io.terralapse.model.DataException if it is malformed or not supported
   * @throws IOException if it cannot be read; the message is a sentence for the user
   */
  Raster open(Location location) throws IOException;

  /** Reads the header only. */
  default RasterInfo info(Location location) throws IOException {
    try (Raster raster = open(location)) {
      return raster.info();
    }
  }
}
