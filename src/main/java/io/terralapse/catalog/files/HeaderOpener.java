package io.terralapse.catalog.files;

import io.terralapse.model.Location;
import io.terralapse.model.RasterInfo;
import java.io.IOException;

/** Reads the header of a raster file. Thread-safe. */
@FunctionalInterface
public interface HeaderOpener {
  /**
   * The header of one file.
   *
   * @throws IOException if the file cannot be read or is not a valid raster; the message is shown
   *     to the user
   */
  RasterInfo open(Location file) throws IOException;
}
