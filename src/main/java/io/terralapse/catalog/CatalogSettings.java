package io.terralapse.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where scenes are and how their dates are read.
 *
 * @param base folder that relative paths and globs start from (the config's own folder)
 * @param scenes folders, files, globs and addresses, as the user wrote them
 * @param searches STAC APIs to search
 * @param sources overrides; the first whose {@code match} fits a scene's file name is used
 * @param datePattern regular expression with named groups {@code year}, {@code month}, {@code day},
 *     {@code doy}, {@code hour}, {@code minute}, {@code second}, or {@code date} (eight digits);
 *     searched in the file's name
 * @param manifest CSV (path glob, date) or JSON file of dates, which wins over every other source
 */
public record CatalogSettings(
    Path base,
    List<String> scenes,
    List<StacSource> searches,
    List<SourceOverride> sources,
    @JsonProperty("pattern") Optional<Pattern> datePattern,
    Optional<Path> manifest) {

  /** Copies the lists. */
  public CatalogSettings {
    scenes = List.copyOf(scenes);
    searches = List.copyOf(searches);
    sources = List.copyOf(sources);
  }

  /**
   * These settings with a place and a time for the searches that name none.
   *
   * @param place west, south, east, north in degrees
   * @param time RFC 3339 interval
   */
  public CatalogSettings within(Optional<List<Double>> place, Optional<String> time) {
    return new CatalogSettings(
        base,
        scenes,
        searches.stream().map(search -> search.within(place, time)).toList(),
        sources,
        datePattern,
        manifest);
  }
}
