package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.model.DataFootprint;
import io.terralapse.model.DataFootprint.Corner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The geometry of an item: a GeoJSON polygon in degrees (RFC 7946), which for satellite scenes is
 * the part that has data. Stateless.
 */
final class ItemGeometry {
  private static final String DEGREES = "EPSG:4326";

  /** Footprints have a few corners; more than this are coastlines and the like. */
  private static final int MAX_CORNERS = 500;

  private ItemGeometry() {}

  /**
   * The polygon; empty if there is none, if it has several parts, or if it crosses the
   * antimeridian.
   */
  static Optional<DataFootprint> find(JsonNode item) {
    JsonNode geometry = item.path("geometry");
    String type = Json.text(geometry, "type").orElse("");
    JsonNode polygon = geometry.path("coordinates");
    if (type.equals("MultiPolygon") && polygon.size() == 1) {
      polygon = polygon.path(0);
    } else if (!type.equals("Polygon")) {
      return Optional.empty();
    }
    JsonNode ring = polygon.path(0);
    int corners = ring.size() - 1;
    if (corners < 3 || corners > MAX_CORNERS) {
      return Optional.empty();
    }
    List<Corner> found = new ArrayList<>();
    double west = 180;
    double east = -180;
    for (int i = 0; i < corners; i++) {
      JsonNode position = ring.path(i);
      double x = position.path(0).asDouble(Double.NaN);
      double y = position.path(1).asDouble(Double.NaN);
      if (!(Math.abs(x) <= 180 && Math.abs(y) <= 90)) {
        return Optional.empty();
      }
      west = Math.min(west, x);
      east = Math.max(east, x);
      found.add(new Corner(x, y));
    }
    return east - west < 180 ? Optional.of(new DataFootprint(DEGREES, found)) : Optional.empty();
  }
}
