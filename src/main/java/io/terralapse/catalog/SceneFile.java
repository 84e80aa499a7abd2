package io.terralapse.catalog;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * One raster file of a scene.
 *
 * @param path where it is
 * @param token which band of the product it is, if it is one of several files
 */
record SceneFile(Path path, Optional<BandToken> token) {

  /** A file's name without its raster extension. */
  static String stem(Path file) {
    String name = file.getFileName().toString();
    String lower = name.toLowerCase(Locale.ROOT);
    for (String extension : new String[] {".tiff", ".tif"}) {
      if (lower.endsWith(extension)) {
        return name.substring(0, name.length() - extension.length());
      }
    }
    return name;
  }

  String name() {
    return path.getFileName().toString();
  }
}
