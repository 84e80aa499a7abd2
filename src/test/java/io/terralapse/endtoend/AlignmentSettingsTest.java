package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the settings of coregister do to shifts that are known. */
@Slow
class AlignmentSettingsTest {
  private static final int COUNT = 5;
  private static final SyntheticScenes SCENES =
      new SyntheticScenes(new SyntheticScenes.Options(480, 360, COUNT, 9, 2.0, false, true));

  @TempDir static Path root = Path.of("");
  private static Path scenes;

  @BeforeAll
  static void write() throws IOException {
    scenes = root.resolve("scenes");
    SCENES.write(scenes);
  }

  private static JsonNode shifts(String name, String coregister) throws IOException {
    Job job = Job.in(root.resolve(name), scenes, "coregister: " + coregister);
    job.run("render").exits(0);
    return job.ledger().path("scenes");
  }

  private static double shift(JsonNode scenes, int scene, String axis) {
    return scenes.get(scene).path("shift").path(axis).asDouble();
  }

  private static void assertTrueDifferences(JsonNode scenes) {
    for (int i = 1; i < COUNT; i++) {
      assertEquals("aligned", scenes.get(i).path("shift").path("status").asText());
      assertEquals(
          SCENES.dates().get(i).dxPx() - SCENES.dates().get(0).dxPx(),
          shift(scenes, i, "dxPx") - shift(scenes, 0, "dxPx"),
          0.05);
      assertEquals(
          SCENES.dates().get(i).dyPx() - SCENES.dates().get(0).dyPx(),
          shift(scenes, i, "dyPx") - shift(scenes, 0, "dyPx"),
          0.05);
    }
  }

  @Test
  void theMedianOfTheSequenceCanBeTheReference() throws IOException {
    JsonNode dates = shifts("median", "{reference: median}");
    for (String axis : new String[] {"dxPx", "dyPx"}) {
      double[] all = new double[COUNT];
      for (int i = 0; i < COUNT; i++) {
        all[i] = shift(dates, i, axis);
      }
      Arrays.sort(all);
      assertEquals(0, all[COUNT / 2], 1e-9);
    }
    assertTrueDifferences(dates);
  }

  @Test
  void aPictureOutsideOfTheVideoCanBeTheReference() throws IOException {
    Path picture = root.resolve("base map.tif");
    Files.copy(scenes.resolve(SCENES.dates().get(2).fileName()), picture);
    Job job = Job.in(root.resolve("outside"), scenes, "coregister: {reference: '" + picture + "'}");
    job.run("render").exits(0);
    JsonNode dates = job.ledger().path("scenes");
    assertEquals(COUNT, dates.size(), "the picture is no frame");
    for (int i = 0; i < COUNT; i++) {
      assertEquals("aligned", dates.get(i).path("shift").path("status").asText());
      SyntheticScenes.Date truth = SCENES.dates().get(i);
      SyntheticScenes.Date third = SCENES.dates().get(2);
      assertEquals(truth.dxPx() - third.dxPx(), shift(dates, i, "dxPx"), 0.05);
      assertEquals(truth.dyPx() - third.dyPx(), shift(dates, i, "dyPx"), 0.05);
    }
    assertTrue(job.run("render").exits(0).out().contains("Up to date"));
    Files.copy(
        scenes.resolve(SCENES.dates().get(0).fileName()),
        picture,
        StandardCopyOption.REPLACE_EXISTING);
    assertTrue(job.run("render").exits(0).out().contains("Rendered"), "another picture");
  }

  @Test
  void aReferenceThatIsNotThereIsRefused() throws IOException {
    Job job = Job.in(root.resolve("gone"), scenes, "coregister: {reference: gone.tif}");
    Job.Outcome outcome = job.run("render").exits(2);
    assertTrue(outcome.err().contains("there is no file gone.tif"), outcome.err());
  }

  /** Columns and rows of the scenes' pixels as a GeoJSON polygon in degrees. */
  private static Path polygon(String name, int left, int top, int right, int bottom)
      throws IOException {
    Path file = root.resolve(name);
    Files.writeString(file, SyntheticScenes.polygon(left, top, right, bottom));
    return file;
  }

  @Test
  void anExcludedAreaIsIgnored() throws IOException {
    Path half = polygon("half.geojson", -50, -50, 160, 410);
    JsonNode without = shifts("all", "{reference: 2024-01-05}");
    JsonNode dates = shifts("half", "{reference: 2024-01-05, exclude: '" + half + "'}");
    assertTrueDifferences(dates);
    // Other windows are used, so the last digits differ; a polygon without effect would change
    // nothing.
    assertNotEquals(
        without.get(1).path("shift").path("dxPx").asDouble(),
        dates.get(1).path("shift").path("dxPx").asDouble());
  }

  @Test
  void withEverythingExcludedNothingIsAligned() throws IOException {
    Path all = polygon("all.geojson", -50, -50, 530, 410);
    JsonNode dates = shifts("none", "{exclude: '" + all + "'}");
    long refused = 0;
    for (JsonNode date : dates) {
      refused += date.path("shift").path("status").asText().equals("refused") ? 1 : 0;
    }
    assertEquals(COUNT - 1, refused);
  }

  @Test
  void aFileWithoutPolygonsIsRefusedWithASentence() throws IOException {
    Path file = root.resolve("empty.geojson");
    Files.writeString(file, "{\"type\":\"FeatureCollection\",\"features\":[]}");
    Job job = Job.in(root.resolve("bad"), scenes, "coregister: {exclude: '" + file + "'}");
    Job.Outcome outcome = job.run("render").exits(2);
    assertTrue(outcome.err().contains("empty.geojson has no polygon"), outcome.err());
  }
}
