package io.terralapse.grid;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.model.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Reads the polygons of a GeoJSON file (RFC 7946): a FeatureCollection, Feature,
 * GeometryCollection, Polygon or MultiPolygon. Points, lines and features without geometry are
 * ignored.
 *
 * <p>Not read by the reader of JTS, which recurses into nested features and collections without a
 * limit, fails on a feature whose geometry is null (which RFC 7946 allows), and reads a missing
 * ordinate as 0. The size of the file, its nesting and the number of its positions are limited.
 */
final class GeoJsonArea {
  private static final int MAX_DEPTH = 16;

  private final String setting;
  private final Path file;
  private final List<Polygon> polygons = new ArrayList<>();

  private GeoJsonArea(String setting, Path file) {
    this.setting = setting;
    this.file = file;
  }

  /**
   * The file's polygons with their coordinates as written; not checked for overlaps, crossings or
   * valid degrees.
   *
   * @param setting the setting that names the file, for messages
   * @return a polygon, or a multipolygon if there are several
   * @throws UserError (usage) naming the setting and the file if it cannot be read, is not GeoJSON,
   *     or has no polygon
   */
  static Geometry read(String setting, Path file) {
    GeoJsonArea area = new GeoJsonArea(setting, file);
    area.add(GeoJsonDocument.read(setting, file), 0);
    if (area.polygons.isEmpty()) {
      throw area.refuse("has no polygon; draw the area as a Polygon or MultiPolygon");
    }
    return area.polygons.size() == 1
        ? area.polygons.get(0)
        : Reprojection.GEOMETRY.createMultiPolygon(area.polygons.toArray(Polygon[]::new));
  }

  private void add(JsonNode node, int depth) {
    if (depth > MAX_DEPTH) {
      throw refuse(
          "nests geometries more than " + MAX_DEPTH + " levels deep; use a FeatureCollection");
    }
    String type = node.path("type").asText("");
    switch (type) {
      case "FeatureCollection" -> addEach(node.path("features"), depth);
      case "GeometryCollection" -> addEach(node.path("geometries"), depth);
      case "Feature" -> {
        if (node.path("geometry").isObject()) {
          add(node.path("geometry"), depth + 1);
        }
      }
      case "Polygon", "MultiPolygon" -> addPolygons(type, node.path("coordinates"));
      case "Point", "MultiPoint", "LineString", "MultiLineString" -> {}
      default ->
          throw refuse("is not GeoJSON: \"" + type + "\" is not one of the types of RFC 7946");
    }
  }

  private void addEach(JsonNode nodes, int depth) {
    nodes.forEach(n -> add(n, depth + 1));
  }

  private void addPolygons(String type, JsonNode coordinates) {
    if (type.equals("Polygon")) {
      polygons.add(polygon(coordinates));
    } else {
      coordinates.forEach(polygon -> polygons.add(polygon(polygon)));
    }
  }

  private Polygon polygon(JsonNode rings) {
    if (!rings.isArray() || rings.isEmpty()) {
      throw refuse("has a polygon without coordinates; draw it again or remove it");
    }
    List<LinearRing> read = new ArrayList<>();
    rings.forEach(ring -> read.add(ring(ring)));
    return Reprojection.GEOMETRY.createPolygon(
        read.get(0), read.subList(1, read.size()).toArray(LinearRing[]::new));
  }

  /** Reads longitude and latitude only; further numbers, such as a height, are left out. */
  private LinearRing ring(JsonNode ring) {
    Coordinate[] points = new Coordinate[ring.size()];
    for (int i = 0; i < points.length; i++) {
      JsonNode lon = ring.path(i).path(0);
      JsonNode lat = ring.path(i).path(1);
      if (!lon.isNumber() || !lat.isNumber()) {
        throw refuse("has a position that is not a pair of numbers; correct it");
      }
      points[i] = new Coordinate(lon.doubleValue(), lat.doubleValue());
    }
    if (points.length < 4 || !points[0].equals2D(points[points.length - 1])) {
      throw refuse(
          "has a ring that is not closed; repeat its first position at its end (four or more)");
    }
    return Reprojection.GEOMETRY.createLinearRing(points);
  }

  private UserError refuse(String why) {
    return UserError.usage(setting + ": " + file + " " + why);
  }
}
