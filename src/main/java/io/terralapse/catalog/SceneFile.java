package io.terralapse.catalog;

import io.terralapse.model.Location;
import java.util.Locale;
import java.util.Optional;

/**
 * One raster file of a scene.
 *
 * @param location where it is
 * @param token which band of the product it is, if it is one of several files
 */
record SceneFile(Location location, Optional<BandToken> token) {
  private static final String[] EXTENSIONS = {
    ".tiff", ".tif", ".jp2", ".j2k", ".png", ".jpeg", ".jpg"
  };

  /** True for the names of the file types that can be read. */
  static boolean isRaster(String name) {
    return !name.startsWith(".") && stem(name).length() < name.length();
  }

  /** A file's name without its raster extension. */
  static String stem(Location file) {
    return stem(file.name());
  }

  private static String stem(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String extension : EXTENSIONS) {
      if (lower.endsWith(extension)) {
        return name.substring(0, name.length() - extension.length());
      }
    }
    return name;
  }

  String name() {
    return location.name();
  }
}
