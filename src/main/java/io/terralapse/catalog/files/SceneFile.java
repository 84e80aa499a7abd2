package io.terralapse.catalog.files;

import io.terralapse.model.Location;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One raster file of a scene.
 *
 * @param location its location
 * @param token which band of the product it contains, if its name says so
 */
public record SceneFile(Location location, Optional<BandToken> token) {
  private static final List<String> TIFF =
      List.of(".tiff", ".tif", ".gtiff", ".gtif", ".geotiff", ".btf", ".tf8");

  private static final List<String> EXTENSIONS =
      Stream.concat(
              TIFF.stream(),
              Stream.of(
                  ".jp2", ".j2k", ".jpc", ".j2c", ".jpx", ".jpf", ".png", ".jpeg", ".jpg", ".jpe",
                  ".jfif"))
          .toList();

  /** True for names with an extension of a supported raster format. */
  public static boolean isRaster(String name) {
    return !name.startsWith(".") && stem(name).length() < name.length();
  }

  /** True for names with an extension of TIFF. */
  public static boolean isTiff(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return TIFF.stream().anyMatch(lower::endsWith);
  }

  /** A file's name without its raster extension. */
  public static String stem(Location file) {
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

  /** The file's name with its extension. */
  public String name() {
    return location.name();
  }
}
