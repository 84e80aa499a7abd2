package io.terralapse.grid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.geojson.GeoJsonReader;

/**
 * Reads the polygons of a GeoJSON file (RFC 7946): a FeatureCollection, Feature,
 * GeometryCollection, Polygon or MultiPolygon. Points, lines and features without geometry are
 * ignored.
 *
 * <p>JTS builds the polygons. Before that, Jackson parses the file and this class checks its size,
 * its nesting and its positions, because the reader of JTS recurses into nested features and
 * collections without a limit, fails on a feature whose geometry is null (which RFC 7946 allows),
 * and reads a missing ordinate as 0.
 */
final class GeoJsonArea {
  private static final int MAX_BYTES = 10 << 20;
  private static final int MAX_DEPTH = 16;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

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
    area.add(area.parse(), 0);
    if (area.polygons.isEmpty()) {
      throw area.refuse("has no polygon; draw the area as a Polygon or MultiPolygon");
    }
    return area.polygons.size() == 1
        ? area.polygons.get(0)
        : Reprojection.GEOMETRY.createMultiPolygon(area.polygons.toArray(Polygon[]::new));
  }

  private JsonNode parse() {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw refuse("is larger than 10 MB; simplify the outline");
      }
      JsonNode root = new ObjectMapper().readTree(bytes);
      if (root == null || !root.isObject()) {
        throw refuse("is not GeoJSON: it contains no JSON object");
      }
      return root;
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      String where = at == null ? "" : " (line " + at.getLineNr() + ")";
      throw new UserError(
          ExitCode.USAGE,
          setting + ": " + file + " is not valid JSON" + where + "; correct the file",
          e);
    } catch (IOException e) {
      throw new UserError(
          ExitCode.USAGE, setting + ": " + file + " cannot be read; check the path", e);
    }
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
    ArrayNode checked = JSON.arrayNode();
    if (type.equals("Polygon")) {
      checked.addAll(checkedPolygon(coordinates));
    } else {
      coordinates.forEach(polygon -> checked.add(checkedPolygon(polygon)));
    }
    // Other members, such as crs, may contain anything and are not passed on.
    ObjectNode geometry = JSON.objectNode().put("type", type).set("coordinates", checked);
    try {
      Geometry read = new GeoJsonReader(Reprojection.GEOMETRY).read(geometry.toString());
      for (Object polygon : PolygonExtracter.getPolygons(read)) {
        polygons.add((Polygon) polygon);
      }
    } catch (ParseException | RuntimeException e) {
      throw new UserError(
          ExitCode.USAGE,
          setting + ": " + file + " has coordinates that cannot be read; correct them",
          e);
    }
  }

  private ArrayNode checkedPolygon(JsonNode rings) {
    if (!rings.isArray() || rings.isEmpty()) {
      throw refuse("has a polygon without coordinates; draw it again or remove it");
    }
    ArrayNode checked = JSON.arrayNode();
    rings.forEach(ring -> checked.add(checkedRing(ring)));
    return checked;
  }

  /** A copy with longitude and latitude only; further numbers, such as a height, are left out. */
  private ArrayNode checkedRing(JsonNode ring) {
    ArrayNode checked = JSON.arrayNode();
    for (JsonNode position : ring) {
      JsonNode lon = position.path(0);
      JsonNode lat = position.path(1);
      if (!lon.isNumber() || !lat.isNumber()) {
        throw refuse("has a position that is not a pair of numbers; correct it");
      }
      checked.add(JSON.arrayNode().add(lon.doubleValue()).add(lat.doubleValue()));
    }
    if (checked.size() < 4 || !checked.get(0).equals(checked.get(checked.size() - 1))) {
      throw refuse(
          "has a ring that is not closed; repeat its first position at its end (four or more)");
    }
    return checked;
  }

  private UserError refuse(String why) {
    return UserError.usage(setting + ": " + file + " " + why);
  }
}
