package io.terralapse.catalog.stac;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A search of a STAC API (STAC API Item Search 1.0.0).
 *
 * @param api the API's landing page, or its address that ends in {@code /search}
 * @param collections ids of collections; empty for all
 * @param bbox west, south, east, north in degrees (or six numbers with heights); ignored if {@code
 *     intersects} is given, because servers take only one of the two
 * @param intersects a GeoJSON geometry in degrees
 * @param datetime RFC 3339 instant or interval ({@code 2020-01-01T00:00:00Z/..})
 * @param query an object of the query extension, as JSON
 * @param filter an object in CQL2-JSON
 * @param maxItems most items of the search, at least 1
 */
public record StacSearch(
    @JsonProperty("stac") URI api,
    List<String> collections,
    Optional<List<Double>> bbox,
    Optional<String> intersects,
    Optional<String> datetime,
    Optional<String> query,
    Optional<String> filter,
    int maxItems) {
  /** Items per page that every server allows. */
  private static final int PAGE_SIZE = 100;

  /** Most items of one search unless the user says otherwise. */
  public static final int DEFAULT_MAX_ITEMS = 2000;

  /** Copies the lists. */
  public StacSearch {
    collections = List.copyOf(collections);
    bbox = bbox.map(List::copyOf);
    if (maxItems < 1) {
      throw new IllegalArgumentException("maxItems must be at least 1");
    }
  }

  /** Items requested per page. */
  int pageSize() {
    return Math.min(PAGE_SIZE, maxItems);
  }

  /** This search in an area and a time range, where it has none of its own. */
  public StacSearch within(Optional<List<Double>> area, Optional<String> time) {
    return new StacSearch(
        api,
        collections,
        intersects.isPresent() ? bbox : bbox.or(() -> area),
        intersects,
        datetime.or(() -> time),
        query,
        filter,
        maxItems);
  }
}
