package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.model.DataFootprint;
import io.terralapse.model.DataFootprint.Corner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The footprint of an item: its GeoJSON polygon in degrees (RFC 7946), which for satellite scenes
 * is the part that has data, or {@code proj:geometry}, the same in the item's CRS. Stateless.
 */
final class ItemGeometry {
  private static final String DEGREES = "EPSG:4326";

  /** Footprints have a few corners; more than this are coastlines and the like. */
  private static final int MAX_CORNERS = 500;

  /** Coordinates of projected systems, in any unit of length. */
  private static final double LARGEST = 1e9;

  private ItemGeometry() {}

  /**
   * The footprint. {@code proj:geometry} is used where it says more than the outline of the raster,
   * which some catalogues write there, or where the geometry in degrees cannot be used.
   *
   * @return empty if there is no polygon, if it has several parts, or if it crosses the
   *     antimeridian
   */
  static Optional<DataFootprint> find(JsonNode item) {
    Optional<DataFootprint> degrees =
        ring(item.path("geometry"), 180, 90)
            .filter(ItemGeometry::isOneSided)
            .map(corners -> new DataFootprint(DEGREES, corners));
    JsonNode properties = item.path("properties");
    Optional<DataFootprint> projected =
        ItemRasters.findCrs(properties)
            .flatMap(
                crs ->
                    ring(properties.path("proj:geometry"), LARGEST, LARGEST)
                        .filter(corners -> !isBox(corners) || degrees.isEmpty())
                        .map(corners -> new DataFootprint(crs, corners)));
    return projected.or(() -> degrees);
  }

  /** True unless a ring in degrees crosses the antimeridian. */
  private static boolean isOneSided(List<Corner> ring) {
    double west = ring.stream().mapToDouble(Corner::x).min().orElse(0);
    double east = ring.stream().mapToDouble(Corner::x).max().orElse(0);
    return east - west < 180;
  }

  /** True for four corners with sides along the axes. */
  private static boolean isBox(List<Corner> ring) {
    return ring.size() == 4
        && ring.stream().mapToDouble(Corner::x).distinct().count() == 2
        && ring.stream().mapToDouble(Corner::y).distinct().count() == 2;
  }

  /** The corners of a polygon of one part, if none is beyond a limit. */
  private static Optional<List<Corner>> ring(JsonNode geometry, double mostX, double mostY) {
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
    for (int i = 0; i < corners; i++) {
      JsonNode position = ring.path(i);
      double x = position.path(0).asDouble(Double.NaN);
      double y = position.path(1).asDouble(Double.NaN);
      if (!(Math.abs(x) <= mostX && Math.abs(y) <= mostY)) {
        return Optional.empty();
      }
      found.add(new Corner(x, y));
    }
    return Optional.of(found);
  }
}
