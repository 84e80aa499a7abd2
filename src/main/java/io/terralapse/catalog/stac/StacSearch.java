package io.terralapse.catalog.stac;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A question to a STAC API (STAC API Item Search 1.0.0).
 *
 * @param api the API's landing page, or its address that ends in {@code /search}
 * @param collections ids of collections; empty for all
 * @param bbox west, south, east, north in degrees (or six numbers with heights); left out when
 *     {@code intersectsGeoJson} is given, since servers take one of the two
 * @param intersectsGeoJson a GeoJSON geometry in degrees
 * @param datetime RFC 3339 instant or interval ({@code 2020-01-01T00:00:00Z/..})
 * @param queryJson an object of the query extension
 * @param filterJson an object in CQL2-JSON
 * @param limit items in a page, at least 1
 * @param maxItems most items in all, at least 1
 */
public record StacSearch(
    URI api,
    List<String> collections,
    Optional<double[]> bbox,
    Optional<String> intersectsGeoJson,
    Optional<String> datetime,
    Optional<String> queryJson,
    Optional<String> filterJson,
    int limit,
    int maxItems) {
  /** Items in a page that every server grants. */
  public static final int DEFAULT_LIMIT = 100;

  /** Most items of one search unless the user says otherwise. */
  public static final int DEFAULT_MAX_ITEMS = 2000;

  /** Copies the list. */
  public StacSearch {
    collections = List.copyOf(collections);
    if (limit < 1 || maxItems < 1) {
      throw new IllegalArgumentException("limit and maxItems must be at least 1");
    }
  }
}
