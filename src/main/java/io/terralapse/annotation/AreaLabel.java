package io.terralapse.annotation;

import java.nio.file.Path;
import java.time.Instant;

/**
 * An area that is outlined and labelled from some instant on, such as one that has changed.
 *
 * @param setting that names the file, for messages
 * @param geojson file with its polygons, as for {@link AnnotationFile}
 * @param text of the label
 * @param from frames of earlier dates do not show it
 */
public record AreaLabel(String setting, Path geojson, String text, Instant from) {}
