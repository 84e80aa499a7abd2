package io.terralapse.grid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Reads the polygons of a GeoJSON file (RFC 7946): a FeatureCollection, Feature,
 * GeometryCollection, Polygon or MultiPolygon, in longitude and latitude. Points and lines beside
 * polygons are left out.
 */
final class GeoJsonArea {
  private static final int MAX_BYTES = 10 << 20;
  private static final int MAX_DEPTH = 16;

  private final Path file;
  private final List<Polygon> polygons = new ArrayList<>();

  private GeoJsonArea(Path file) {
    this.file = file;
  }

  /**
   * The union of the file's polygons as written, unchecked for places off the globe.
   *
   * @throws UserError naming the file if it cannot be read, is no GeoJSON, or has no polygon
   */
  static Geometry read(Path file) {
    GeoJsonArea area = new GeoJsonArea(file);
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
        throw refuse("is larger than 10 MB; give a simpler outline");
      }
      JsonNode root = new ObjectMapper().readTree(bytes);
      if (root == null || !root.isObject()) {
        throw refuse("is not GeoJSON: it holds no object");
      }
      return root;
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      String where = at == null ? "" : " (line " + at.getLineNr() + ")";
      throw new UserError(
          ExitCode.USAGE, "aoi.geojson " + file + " is not JSON" + where + "; mend the file", e);
    } catch (IOException e) {
      throw new UserError(
          ExitCode.USAGE, "aoi.geojson " + file + " cannot be read; check the path", e);
    }
  }

  private void add(JsonNode node, int depth) {
    if (depth > MAX_DEPTH) {
      throw refuse("nests geometries too deeply; flatten it");
    }
    String type = node.path("type").asText("");
    switch (type) {
      case "FeatureCollection" -> each(node.path("features"), depth);
      case "GeometryCollection" -> each(node.path("geometries"), depth);
      case "Feature" -> {
        if (node.path("geometry").isObject()) {
          add(node.path("geometry"), depth + 1);
        }
      }
      case "Polygon" -> polygon(node.path("coordinates"));
      case "MultiPolygon" -> node.path("coordinates").forEach(this::polygon);
      case "Point", "MultiPoint", "LineString", "MultiLineString" -> {}
      default -> throw refuse("is not GeoJSON: \"" + type + "\" is not one of its types");
    }
  }

  private void each(JsonNode nodes, int depth) {
    nodes.forEach(n -> add(n, depth + 1));
  }

  private void polygon(JsonNode rings) {
    if (!rings.isArray() || rings.isEmpty()) {
      throw refuse("has a polygon without coordinates");
    }
    List<LinearRing> made = new ArrayList<>();
    rings.forEach(ring -> made.add(ring(ring)));
    LinearRing shell = made.get(0);
    LinearRing[] holes = made.subList(1, made.size()).toArray(LinearRing[]::new);
    polygons.add(Reprojection.GEOMETRY.createPolygon(shell, holes));
  }

  private LinearRing ring(JsonNode positions) {
    Coordinate[] ring = new Coordinate[positions.size()];
    for (int i = 0; i < ring.length; i++) {
      JsonNode lon = positions.path(i).path(0);
      JsonNode lat = positions.path(i).path(1);
      if (!lon.isNumber() || !lat.isNumber()) {
        throw refuse("has a position that is not a pair of numbers");
      }
      ring[i] = new Coordinate(lon.doubleValue(), lat.doubleValue());
    }
    if (ring.length < 4 || !ring[0].equals2D(ring[ring.length - 1])) {
      throw refuse(
          "has a ring that is not closed; repeat its first position at its end (four or more)");
    }
    return Reprojection.GEOMETRY.createLinearRing(ring);
  }

  private UserError refuse(String why) {
    return UserError.usage("aoi.geojson " + file + " " + why);
  }
}
