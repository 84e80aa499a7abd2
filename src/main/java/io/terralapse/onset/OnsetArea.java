package io.terralapse.onset;

import java.nio.file.Path;
import java.util.Optional;

/**
 * An area whose first change is looked for.
 *
 * @param name what people call it, for example "north pier"
 * @param geojson file with its polygons in longitude and latitude; for images without georeference
 *     in pixels, column and row from the upper left corner
 * @param label whether frames say that and when it changed, from the date on that confirms it;
 *     empty is false
 */
public record OnsetArea(String name, Path geojson, Optional<Boolean> label) {

  /** Whether frames say that and when it changed. */
  public boolean isLabelled() {
    return label.orElse(false);
  }
}
