package io.terralapse.annotation;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of annotations, one entry of the setting {@code furniture.overlays}.
 *
 * @param geojson features in longitude and latitude; for images without georeference in pixels,
 *     column and row from the upper left corner
 * @param label the property that holds a feature's label; empty takes {@code label}, {@code title}
 *     or {@code name}, whichever a feature has
 */
public record AnnotationFile(Path geojson, Optional<String> label) {}
