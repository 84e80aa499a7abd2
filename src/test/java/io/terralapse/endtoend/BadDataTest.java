package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.access.FileHash;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.SampleType;
import io.terralapse.testkit.DecodedFrames;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import io.terralapse.testkit.TinyTiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What strangers' folders hold: the job goes on where it can, and says what it left out. */
@Slow
class BadDataTest {
  private static final SyntheticScenes SCENES =
      new SyntheticScenes(new SyntheticScenes.Options(200, 160, 4, 7, 1, false, false));

  @TempDir Path root = Path.of("");
  private Path scenes = Path.of("");
  private List<Path> files = List.of();

  @BeforeEach
  void writeScenes() throws IOException {
    scenes = root.resolve("scenes");
    files = SCENES.write(scenes);
  }

  private static float[] noise(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = 500 + i * 2654435761L % 997;
    }
    return values;
  }

  @Test
  void oneBadSceneIsNamedAndTheRestGoesOn() throws IOException {
    byte[] whole = Files.readAllBytes(files.get(1));
    Files.write(files.get(1), Arrays.copyOf(whole, whole.length / 2));
    byte[] torn = Files.readAllBytes(files.get(2));
    Arrays.fill(torn, 8, 200, (byte) -1); // the beginning of the first packed tile
    Files.write(files.get(2), torn);
    Files.writeString(scenes.resolve("20240401.tif"), "not a picture");
    Files.createDirectory(scenes.resolve("20240402.tif"));
    float[] n = noise(200 * 160);
    new TinyTiff(200, 160, SampleType.UINT16)
        .write(scenes.resolve("20240403_nowhere.tif"), n, n, n);
    new TinyTiff(200, 160, SampleType.UINT16)
        .georeferenced(SyntheticScenes.EPSG, SyntheticScenes.TRANSFORM)
        .write(scenes.resolve("undated.tif"), n, n, n);
    new TinyTiff(200, 160, SampleType.UINT16)
        .georeferenced(SyntheticScenes.EPSG, SyntheticScenes.TRANSFORM)
        .write(scenes.resolve("20241341_wrongday.tif"), n, n, n);

    Job job = Job.in(root.resolve("job"), scenes);
    Job.Outcome outcome = job.run("render").exits(0);
    assertEquals(2, DecodedFrames.pictures(job.video()).size());
    String cut = files.get(1).getFileName().toString().replace(".tif", "");
    for (String name :
        List.of(cut, "20240401", "20240403_nowhere", "undated", "20241341_wrongday")) {
      assertTrue(outcome.err().contains(name), name + " is not named in:\n" + outcome.err());
    }
    JsonNode ledger = job.ledger();
    assertEquals(4, ledger.path("scenes").size(), "scenes whose header can be read");
    JsonNode damaged = ledger.path("scenes").get(1);
    assertEquals("unreadable", damaged.path("reason").asText(), damaged.toString());
    assertTrue(ledger.path("issues").size() >= 6, ledger.path("issues").toString());
    job.run("render", "--no-cache", "--strict").exits(5);
  }

  @Test
  void withoutAUsableSceneTheLedgerSaysWhyAndTheOldVideoStands() throws IOException {
    Job job = Job.in(root.resolve("job"), scenes);
    job.run("render").exits(0);
    String video = FileHash.sha256(job.video());
    String ledger = FileHash.sha256(job.output("job.ledger.json"));
    Job.Outcome outcome = job.run("render", "--set", "select.from=2030-01-01").exits(3);
    assertTrue(outcome.err().contains("select.from"), outcome.err());
    assertEquals(video, FileHash.sha256(job.video()));
    assertEquals(ledger, FileHash.sha256(job.output("job.ledger.json")));
    assertTrue(Files.readString(job.output("job.refused.ledger.json")).contains("\"dates\""));
    assertTrue(job.run("render").exits(0).out().startsWith("Up to date"));
  }

  @Test
  void anAreaElsewhereIsReportedWithBothPositions() throws IOException {
    Job job = Job.in(root.resolve("job"), scenes, "aoi: {bbox: [30, 10, 30.1, 10.1]}");
    Job.Outcome outcome = job.run("render").exits(3);
    assertTrue(outcome.err().contains("10.05 N, 30.05 E"), outcome.err());
    for (JsonNode scene : job.ledger().path("scenes")) {
      assertEquals("elsewhere", scene.path("reason").asText());
    }
    assertEquals(4, job.ledger().path("scenes").size());
  }

  @Test
  void anOutputFolderThatCannotBeExitsWith4AndNamesTheSetting() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "");
    Job job = Job.in(root.resolve("job"), scenes, "output_dir: '" + file.resolve("out") + "'");
    assertTrue(job.run("render").exits(4).err().contains("output_dir"));
    Job cache = Job.in(root.resolve("cache"), scenes, "cache: {dir: '" + file.resolve("c") + "'}");
    assertTrue(cache.run("render").exits(4).err().contains("cache.dir"));
  }

  @Test
  void scenesOfTwoZonesAndPixelSizesAndOfOneBandShareOneGrid() throws IOException {
    Path mixed = Files.createDirectories(root.resolve("mixed"));
    float[] n = noise(200 * 160);
    GeoTransform here = GeoTransform.northUp(700_000, 5_000_000, 10);
    // The same ground from the next zone to the east: 11.5 E, 45.1 N is 228 km west of zone 33's
    // middle.
    GeoTransform there = GeoTransform.northUp(227_800, 5_002_500, 15);
    new TinyTiff(200, 160, SampleType.UINT16)
        .georeferenced(32632, here)
        .write(mixed.resolve("20240101.tif"), n, n, n);
    new TinyTiff(200, 160, SampleType.UINT8)
        .georeferenced(32632, here)
        .write(mixed.resolve("20240102.tif"), bytes(n), bytes(n), bytes(n));
    new TinyTiff(200, 160, SampleType.UINT16)
        .georeferenced(32633, there)
        .write(mixed.resolve("20240103.tif"), n, n, n);
    Job job = Job.in(root.resolve("job"), mixed, "select: {min_coverage: 0}");
    job.run("render").exits(0);
    assertEquals(3, DecodedFrames.pictures(job.video()).size());

    Path grey = Files.createDirectories(root.resolve("grey"));
    for (int day = 1; day <= 3; day++) {
      new TinyTiff(200, 160, SampleType.FLOAT32)
          .georeferenced(32632, here)
          .write(grey.resolve("2024-02-0" + day + ".tif"), n);
    }
    Job single = Job.in(root.resolve("single"), grey);
    single.run("render").exits(0);
    assertEquals(3, DecodedFrames.pictures(single.video()).size());
  }

  private static float[] bytes(float[] values) {
    float[] small = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      small[i] = (int) values[i] % 251;
    }
    return small;
  }

  @Test
  void tilesOfOneOverpassShareAFrameAndAShift() throws IOException {
    Path tiles = Files.createDirectories(root.resolve("tiles"));
    for (int date = 0; date < 3; date++) {
      float[][] all = SCENES.pixels(date);
      String day = SCENES.dates().get(date).day().toString().replace("-", "");
      for (int half = 0; half < 2; half++) {
        float[][] part = new float[3][100 * 160];
        for (int b = 0; b < 3; b++) {
          for (int r = 0; r < 160; r++) {
            System.arraycopy(all[b], r * 200 + half * 100, part[b], r * 100, 100);
          }
        }
        new TinyTiff(100, 160, SampleType.UINT16)
            .georeferenced(SyntheticScenes.EPSG, SyntheticScenes.TRANSFORM.shifted(half * 100, 0))
            .write(
                tiles.resolve(
                    "S2A_MSIL2A_"
                        + day
                        + "T100031_N0510_R122_T33TW"
                        + "MN".charAt(half)
                        + "_"
                        + day
                        + "T134500.tif"),
                part);
      }
    }
    Job job = Job.in(root.resolve("job"), tiles);
    job.run("render").exits(0);
    JsonNode entries = job.ledger().path("scenes");
    assertEquals(6, entries.size());
    assertEquals(200, job.ledger().path("grid").path("width").asInt());
    for (int i = 0; i < 6; i += 2) {
      assertEquals(entries.get(i).path("frameIndex"), entries.get(i + 1).path("frameIndex"));
      assertEquals(entries.get(i).path("shift"), entries.get(i + 1).path("shift"));
      assertEquals(entries.get(i).path("acquisitionId"), entries.get(i + 1).path("acquisitionId"));
    }
  }
}
