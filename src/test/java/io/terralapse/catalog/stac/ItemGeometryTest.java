package io.terralapse.catalog.stac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.DataFootprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemGeometryTest {
  private static final String ROTATED = "[[[15,46],[16,46.2],[15.8,47],[14.8,46.8],[15,46]]]";
  private static final String BOX =
      "[[[500000,5000000],[600000,5000000],[600000,5100000],[500000,5100000],[500000,5000000]]]";
  private static final String TRAPEZE =
      "[[[500000,5000000],[600000,5000000],[590000,5100000],[510000,5100000],[500000,5000000]]]";

  private static Optional<DataFootprint> find(String geometry, String properties) {
    String item = "{'geometry':" + geometry + ",'properties':{" + properties + "}}";
    try {
      return ItemGeometry.find(
          Json.parse(item.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String polygon(String coordinates) {
    return "{'type':'Polygon','coordinates':" + coordinates + "}";
  }

  private static String projected(String coordinates) {
    return "'proj:epsg':32633,'proj:geometry':" + polygon(coordinates);
  }

  @Test
  void aPolygonIsTheFootprintInDegrees() {
    DataFootprint found = find(polygon(ROTATED), "").orElseThrow();
    assertEquals("EPSG:4326", found.crs());
    assertEquals(
        List.of(
            new DataFootprint.Corner(15, 46),
            new DataFootprint.Corner(16, 46.2),
            new DataFootprint.Corner(15.8, 47),
            new DataFootprint.Corner(14.8, 46.8)),
        found.ring());
    assertEquals(
        Optional.of(found), find("{'type':'MultiPolygon','coordinates':[" + ROTATED + "]}", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "7",
        "{}",
        "{'type':'Point','coordinates':[15,46]}",
        "{'type':'Polygon','coordinates':[]}",
        "{'type':'Polygon','coordinates':[[[15,46],[16,46],[15,46]]]}",
        "{'type':'Polygon','coordinates':[[[15,46],[16,'x'],[15,47],[15,46]]]}",
        "{'type':'Polygon','coordinates':[[[15,46],[16],[15,47],[15,46]]]}",
        "{'type':'Polygon','coordinates':[[[15,46],[1e999,46],[15,47],[15,46]]]}",
        "{'type':'Polygon','coordinates':[[[15,46],[190,46],[15,47],[15,46]]]}",
        "{'type':'Polygon','coordinates':[[[15,46],[16,91],[15,47],[15,46]]]}",
        "{'type':'Polygon','coordinates':[[[-179,46],[179,46],[179,47],[-179,46]]]}",
        "{'type':'MultiPolygon','coordinates':[[[[15,46],[16,46],[15,47],[15,46]]],"
            + "[[[17,46],[18,46],[17,47],[17,46]]]]}"
      })
  void whatIsNoPolygonOfOnePartIsNoFootprint(String geometry) {
    assertEquals(Optional.empty(), find(geometry, ""));
  }

  @Test
  void coastlinesAreNoFootprints() {
    String corners =
        IntStream.range(0, 502)
            .mapToObj(i -> "[" + Math.cos(i / 80.0) + "," + Math.sin(i / 80.0) + "]")
            .collect(Collectors.joining(","));
    assertEquals(Optional.empty(), find(polygon("[[" + corners + "]]"), ""));
  }

  @Test
  void theProjectedGeometryWinsWhereItIsMoreThanTheOutline() {
    DataFootprint found = find(polygon(ROTATED), projected(TRAPEZE)).orElseThrow();
    assertEquals("EPSG:32633", found.crs());
    assertEquals(new DataFootprint.Corner(590000, 5100000), found.ring().get(2));
    assertEquals("EPSG:4326", find(polygon(ROTATED), projected(BOX)).orElseThrow().crs());
    assertEquals("EPSG:32633", find("null", projected(BOX)).orElseThrow().crs());
    assertTrue(find("null", "'proj:geometry':" + polygon(TRAPEZE)).isEmpty(), "of no CRS");
  }
}
