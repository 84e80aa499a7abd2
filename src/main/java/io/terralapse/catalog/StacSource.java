package io.terralapse.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * A search of a STAC API among a job's scenes.
 *
 * @param address the API's first page or its search
 * @param collections names of collections; empty for all
 * @param bbox west, south, east, north in degrees
 * @param intersects GeoJSON geometry in degrees, which goes before {@code bbox}
 * @param datetime RFC 3339 instant or interval
 * @param query conditions of the query extension, as JSON
 * @param filter CQL2 filter, as JSON
 * @param maxItems most items to take
 */
public record StacSource(
    @JsonProperty("stac") String address,
    List<String> collections,
    Optional<List<Double>> bbox,
    Optional<String> intersects,
    Optional<String> datetime,
    Optional<String> query,
    Optional<String> filter,
    int maxItems) {
  /** Copies the lists. */
  public StacSource {
    collections = List.copyOf(collections);
    bbox = bbox.map(List::copyOf);
  }

  /** The search within a place and a time, where it names none of its own. */
  StacSource within(Optional<List<Double>> place, Optional<String> time) {
    return new StacSource(
        address,
        collections,
        intersects.isPresent() ? bbox : bbox.or(() -> place),
        intersects,
        datetime.or(() -> time),
        query,
        filter,
        maxItems);
  }
}
