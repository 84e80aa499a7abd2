package io.terralapse.raster;

import io.terralapse.model.Location;
import io.terralapse.model.RasterInfo;
import java.io.IOException;

/** Opens raster files of every known format, wherever they are. Thread-safe. */
@FunctionalInterface
public interface RasterOpener {
  /**
   * Opens a raster; no pixel is read.
   *
   * @throws IOException if it cannot be reached or read, is malformed or of an unknown kind; the
   *     message is a sentence for the user
   */
  Raster open(Location location) throws IOException;

  /** The header alone. */
  default RasterInfo info(Location location) throws IOException {
    try (Raster raster = open(location)) {
      return raster.info();
    }
  }
}
