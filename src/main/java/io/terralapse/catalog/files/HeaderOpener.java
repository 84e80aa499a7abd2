package io.terralapse.catalog.files;

import io.terralapse.model.Location;
import io.terralapse.model.RasterInfo;
import java.io.IOException;

/** Reads the header of a raster file. Called from several threads at once. */
@FunctionalInterface
public interface HeaderOpener {
  /**
   * The header of one file.
   *
   * @throws IOException if the file cannot be read or is not what it claims to be; its message is
   *     shown to the user
   */
  RasterInfo open(Location file) throws IOException;
}
