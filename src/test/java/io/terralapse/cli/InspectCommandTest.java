package io.terralapse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.SampleType;
import io.terralapse.testkit.TinyTiff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verb {@code inspect}: its JSON is a contract. */
class InspectCommandTest {
  @TempDir Path folder = Path.of("");
  private Path known = Path.of("");
  private Path unknown = Path.of("");
  private final FakeJob job = new FakeJob();

  @BeforeEach
  void writeFiles() throws IOException {
    known = folder.resolve("site_20240115.tif");
    new TinyTiff(2, 2, SampleType.UINT8)
        .georeferenced(32631, GeoTransform.northUp(500_000, 1000, 10))
        .write(known, new float[] {1, 2, 3, 4});
    unknown = folder.resolve("other.tif");
    new TinyTiff(2, 2, SampleType.UINT8).write(unknown, new float[4], new float[4]);
  }

  private static JsonNode array(Console console) throws IOException {
    JsonNode tree = new ObjectMapper().readTree(console.out());
    assertTrue(tree.isArray(), console.out());
    return tree;
  }

  private static List<String> fields(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void theFieldsHaveTheOrderOfTheContract() throws IOException {
    JsonNode file = array(Console.run(job, "inspect", "--json", "--stats", known).exits(0)).path(0);
    assertEquals(
        List.of(
            "file",
            "format",
            "width",
            "height",
            "bands",
            "levels",
            "mask",
            "crs",
            "transform",
            "center",
            "corners",
            "date",
            "sensor"),
        fields(file));
    JsonNode band = file.path("bands").path(0);
    assertEquals(
        List.of(
            "name", "role", "type", "colorInterpretation", "nodata", "scale", "offset", "stats"),
        fields(band));
    assertEquals(List.of("min", "max", "mean", "valid", "crc32"), fields(band.path("stats")));
    assertEquals(List.of("name", "authority", "wkt", "accuracyM"), fields(file.path("crs")));
    assertEquals(List.of("value", "source"), fields(file.path("date")));
    assertEquals(2, file.path("center").size());
    assertEquals(4, file.path("corners").size());
    assertEquals(2.5, band.path("stats").path("mean").asDouble());
    assertTrue(band.path("stats").path("crc32").isIntegralNumber());
  }

  @Test
  void unknownsAreNullAndStatisticsAreLeftOut() throws IOException {
    JsonNode file = array(Console.run(job, "inspect", unknown, "--json").exits(0)).path(0);
    for (String name : List.of("mask", "crs", "transform", "center", "corners", "date", "sensor")) {
      assertTrue(file.path(name).isNull(), name + " of " + file);
    }
    JsonNode band = file.path("bands").path(0);
    for (String name : List.of("role", "nodata")) {
      assertTrue(band.path(name).isNull(), name + " of " + band);
    }
    assertEquals("gray", band.path("colorInterpretation").asText());
    assertFalse(band.has("stats"), band.toString());
  }

  @Test
  void oneRefusedFileExitsWith3AndTheOthersAreShown() throws IOException {
    Path none = folder.resolve("none.tif");
    Console console = Console.run(job, "inspect", "--json", none, known).exits(3);
    JsonNode array = array(console);
    assertEquals(2, array.size());
    assertEquals(List.of("file", "error"), fields(array.path(0)));
    assertEquals(none.toString(), array.path(0).path("file").asText());
    assertEquals(none + " does not exist; correct the path.", array.path(0).path("error").asText());
    assertEquals(known.toString(), array.path(1).path("file").asText());
    assertEquals("", console.err());
  }

  @Test
  void peopleGetOneBlockPerFile() {
    Console console =
        Console.run(job, "inspect", "--stats", known, folder.resolve("none.tif")).exits(3);
    String out = console.out().replace("\r", "");
    assertTrue(out.startsWith(known + "\n  format     GTiff, 2x2, 1 band, 1 level\n"), out);
    assertTrue(out.contains("\n  band 1     1, grey, uint8, colour gray\n"), out);
    assertTrue(out.contains("min 1.0, max 4.0, mean 2.5, 100.00 % valid, CRC-32 "), out);
    assertTrue(out.contains("\n  CRS        WGS 84 / UTM zone 31N (EPSG:32631)\n"), out);
    assertTrue(out.contains("\n  date       2024-01-15 (filename)\n"), out);
    assertTrue(out.contains("\n\n" + folder.resolve("none.tif") + "\n  refused    "), out);
  }
}
