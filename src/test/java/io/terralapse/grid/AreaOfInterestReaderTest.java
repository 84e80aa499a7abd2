package io.terralapse.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.geo.Crs;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaOfInterestReaderTest {
  private static RequestedArea geoJson(Path folder, String text) throws IOException {
    Path file = folder.resolve("a.geojson");
    Files.writeString(file, text);
    return AreaOfInterestReader.read(new AreaOfInterest.GeoJson(file), Crs.lonLat());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1]]]} | ring that is not closed",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,2]]]} | not closed",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,\"x\"],[0,0]]]} | pair of numbers",
        "{\"type\":\"Polygon\",\"coordinates\":[[[5,0],[5,100],[6,100],[5,0]]]} | latitude 100; lon",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1],[1,1],[0,0]]]} | pair of numbers",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1e20,0],[1,1],[0,0]]]} | longitude",
        "{\"type\":\"Polygon\"} | without coordinates",
        "{\"type\":\"MultiPolygon\",\"coordinates\":[[]]} | without coordinates",
        "{\"type\":\"Point\",\"coordinates\":[0,0]} | has no polygon",
        "{\"type\":\"Feature\",\"geometry\":null} | has no polygon",
        "{\"type\":\"Topology\"} | \"Topology\" is not one of the types",
        "{\"type\":  | is not valid JSON (line 1)",
        "[] | contains no JSON object",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1],[2,2],[0,0]]]} | encloses no area",
      })
  void invalidGeoJsonIsRejectedNamingTheSetting(String text, String why, @TempDir Path folder) {
    UserError error = assertThrows(UserError.class, () -> geoJson(folder, text));
    assertTrue(
        HeaderScenes.sentence(error).startsWith("aoi.geojson"), HeaderScenes.sentence(error));
    assertTrue(HeaderScenes.sentence(error).contains(why), HeaderScenes.sentence(error));
  }

  @Test
  void aMissingFileIsNamed(@TempDir Path folder) {
    var missing = new AreaOfInterest.GeoJson(folder.resolve("none.geojson"));
    UserError error =
        assertThrows(UserError.class, () -> AreaOfInterestReader.read(missing, Crs.lonLat()));
    assertTrue(
        HeaderScenes.sentence(error).contains("none.geojson cannot be read"),
        HeaderScenes.sentence(error));
  }

  @Test
  void holesAndSeveralPolygonsAreKept(@TempDir Path folder) throws IOException {
    RequestedArea area =
        geoJson(
            folder,
            "{\"type\":\"MultiPolygon\",\"coordinates\":["
                + "[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[2,1],[2,2],[1,2],[1,1]]],"
                + "[[[6,0],[7,0],[7,1],[6,1],[6,0]]]]}");
    assertEquals(16, area.geometry().getArea(), 1e-12);
  }

  @Test
  void nullGeometriesForeignMembersAndHeightsAreIgnored(@TempDir Path folder) throws IOException {
    RequestedArea area =
        geoJson(
            folder,
            "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"none\"},\"features\":["
                + "{\"type\":\"Feature\",\"geometry\":null},"
                + "{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[]}},"
                + "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"crs\":7,"
                + "\"coordinates\":[[[0,0,9],[2,0,null],[2,1,[[5]]],[0,1],[0,0]]]}}]}");
    assertEquals(2, area.geometry().getArea(), 1e-12);
  }

  @Test
  void nestingIsBoundedBeforeJtsReadsAnything(@TempDir Path folder) {
    String open = "{\"type\":\"GeometryCollection\",\"geometries\":[";
    String polygon = "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}";
    for (int levels : new int[] {17, 400, 100_000}) {
      String nested = open.repeat(levels) + polygon + "]}".repeat(levels);
      UserError error = assertThrows(UserError.class, () -> geoJson(folder, nested));
      String why =
          levels > 400
              ? "nests brackets hundreds of levels deep"
              : "nests geometries more than 16 levels deep";
      assertTrue(HeaderScenes.sentence(error).contains(why), HeaderScenes.sentence(error));
    }
  }

  @Test
  void aFileAboveTenMegabytesIsRejected(@TempDir Path folder) {
    String padded = "{\"type\":\"Point\"}" + " ".repeat(10 << 20);
    UserError error = assertThrows(UserError.class, () -> geoJson(folder, padded));
    assertTrue(
        HeaderScenes.sentence(error).contains("larger than 10 MB"), HeaderScenes.sentence(error));
  }

  @Test
  void halvesCutAtTheAntimeridianAreJoined(@TempDir Path folder) throws IOException {
    RequestedArea area =
        geoJson(
            folder,
            "{\"type\":\"MultiPolygon\",\"coordinates\":["
                + "[[[179,-1],[180,-1],[180,1],[179,1],[179,-1]]],"
                + "[[[-180,-1],[-179,-1],[-179,1],[-180,1],[-180,-1]]]]}");
    assertEquals(2, area.geometry().getEnvelopeInternal().getWidth(), 1e-12);
    assertEquals(180, Math.abs(area.centreLonLat()[0]), 1e-9);
  }

  @Test
  void aSelfIntersectingPolygonIsFixed() {
    var wkt = new AreaOfInterest.Wkt("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))");
    assertEquals(2, AreaOfInterestReader.read(wkt, Crs.lonLat()).geometry().getArea(), 1e-9);
  }

  @ParameterizedTest
  @CsvSource({
    "'POLYGON ((0 0, 1 0, 1 1))', is not a WKT polygon",
    "'POLYGON ((0 0, 1 0', is not a WKT polygon",
    "hello, is not a WKT polygon",
    "POINT (1 2), must be a polygon",
    "POLYGON EMPTY, must be a polygon",
    "'POLYGON ((45 170, 46 170, 46 171, 45 170))', the two look swapped",
  })
  void invalidWktIsRejected(String text, String why) {
    UserError error =
        assertThrows(
            UserError.class,
            () -> AreaOfInterestReader.read(new AreaOfInterest.Wkt(text), Crs.lonLat()));
    assertTrue(HeaderScenes.sentence(error).startsWith("aoi.wkt "), HeaderScenes.sentence(error));
    assertTrue(HeaderScenes.sentence(error).contains(why), HeaderScenes.sentence(error));
  }
}
