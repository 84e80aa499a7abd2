package io.terralapse.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.terralapse.catalog.build.SourceOverride;
import io.terralapse.catalog.files.NamePattern;
import io.terralapse.catalog.files.OwnFiles;
import io.terralapse.catalog.stac.StacSearch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where scenes are and how their dates are read.
 *
 * @param base folder that relative paths and globs start from (the config's own folder)
 * @param own what the job writes, which is never read as a scene
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
    OwnFiles own,
    List<String> scenes,
    List<StacSearch> searches,
    List<SourceOverride> sources,
    @JsonProperty("pattern") Optional<NamePattern> datePattern,
    Optional<Path> manifest) {

  /** Copies the lists. */
  public CatalogSettings {
    scenes = List.copyOf(scenes);
    searches = List.copyOf(searches);
    sources = List.copyOf(sources);
  }

  /**
   * These settings with an area and a time range for the searches that have none.
   *
   * @param bbox west, south, east, north in degrees
   * @param datetime RFC 3339 interval
   */
  public CatalogSettings within(Optional<List<Double>> bbox, Optional<String> datetime) {
    return new CatalogSettings(
        base,
        own,
        scenes,
        searches.stream().map(search -> search.within(bbox, datetime)).toList(),
        sources,
        datePattern,
        manifest);
  }

  /** These settings for one file alone, whose date is not needed. */
  CatalogSettings forFile(Path file) {
    return new CatalogSettings(
        base,
        own,
        List.of(file.toString()),
        List.of(),
        sources,
        Optional.empty(),
        Optional.empty());
  }
}
