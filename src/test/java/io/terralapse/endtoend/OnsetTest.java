package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.model.SampleType;
import io.terralapse.testkit.SyntheticScenes;
import io.terralapse.testkit.TinyTiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnsetTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final int COUNT = 11;

  /** The first date with the building. */
  private static final int BUILT = 8;

  private static final SyntheticScenes SCENES =
      new SyntheticScenes(new SyntheticScenes.Options(WIDTH, HEIGHT, COUNT, 11, 1.5, false, false));

  @TempDir static Path root;
  private static Path scenes;

  /** Synthetic dates; from one on, a bright building of 30 by 20 pixels is on them. */
  @BeforeAll
  static void writeScenes() throws IOException {
    scenes = Files.createDirectories(root.resolve("scenes"));
    for (int date = 0; date < COUNT; date++) {
      float[][] bands = SCENES.pixels(date);
      if (date >= BUILT) {
        int left = 100 + (int) Math.round(SCENES.dates().get(date).dxPx());
        int top = 90 + (int) Math.round(SCENES.dates().get(date).dyPx());
        for (float[] band : bands) {
          for (int row = top; row < top + 20; row++) {
            Arrays.fill(band, row * WIDTH + left, row * WIDTH + left + 30, 3500);
          }
        }
      }
      new TinyTiff(WIDTH, HEIGHT, SampleType.UINT16)
          .georeferenced(SyntheticScenes.EPSG, SyntheticScenes.TRANSFORM)
          .write(scenes.resolve(SCENES.dates().get(date).fileName()), bands);
    }
    polygon("built.geojson", 98, 88, 132, 112);
    polygon("still.geojson", 200, 150, 234, 174);
    polygon("away.geojson", 900, 900, 930, 930);
  }

  private static void polygon(String name, int left, int top, int right, int bottom)
      throws IOException {
    Files.writeString(root.resolve(name), SyntheticScenes.polygon(left, top, right, bottom));
  }

  private static String area(String name) {
    return "{name: " + name + ", geojson: '" + root.resolve(name + ".geojson") + "'}";
  }

  @Test
  void theLedgerSaysWhenEachAreaChanged() throws IOException {
    Job job =
        Job.in(
            root.resolve("job"),
            scenes,
            "outputs: {page: true}",
            "onset: [" + area("built") + ", " + area("still") + ", " + area("away") + "]");
    String said = job.run("render").exits(0).err();
    JsonNode onset = job.ledger().path("onset");
    assertEquals(3, onset.size());
    JsonNode built = onset.get(0);
    assertEquals("built", built.path("name").asText());
    assertEquals("found", built.path("status").asText(), built.toString());
    assertEquals(
        SCENES.dates().get(BUILT - 1).day().toString(),
        built.path("lastBefore").asText().substring(0, 10));
    assertEquals(
        SCENES.dates().get(BUILT).day().toString(),
        built.path("firstAfter").asText().substring(0, 10));
    assertTrue(said.contains("built: changed after "), said);
    String page = Files.readString(job.output("job.html"));
    assertTrue(page.contains("What changed and when"), "the page says so too");
    assertTrue(page.contains("<li>built: first change between "), "with the dates");
    assertTrue(page.contains("<li>still: no change in "), "and what did not change");
    assertTrue(page.contains("<li>away: whether it changed is unknown"), "or is not known");
    assertEquals("none", onset.get(1).path("status").asText(), onset.get(1).toString());
    assertEquals("unknown", onset.get(2).path("status").asText());
    // An area whose outline changes is searched again.
    assertTrue(job.run("render").exits(0).out().contains("Up to date"));
    polygon("still.geojson", 210, 150, 244, 174);
    JsonNode result = job.run("render", "--json").exits(0).json();
    assertEquals("rendered", result.path("status").asText());
    assertEquals(built.path("firstAfter"), result.path("onset").path(0).path("firstAfter"));
    assertTrue(result.path("onset").path(2).path("statistic").isNull(), result.toString());
  }

  /** The pixels of the frame of a date. */
  private static byte[] frame(Job job, int date) throws IOException {
    String day = SCENES.dates().get(date).day().toString();
    try (var files = Files.list(job.output(""))) {
      Path file =
          files.filter(one -> one.toString().endsWith(day + ".png")).findFirst().orElseThrow();
      return Files.readAllBytes(file);
    }
  }

  private static Job labelled(String name, Path from, boolean label) throws IOException {
    return Job.in(
        root.resolve(name),
        from,
        "grid: {size: 640x480}",
        "outputs: {mp4: false, poster: false, frames: true}",
        "onset: [{name: Built, geojson: '"
            + root.resolve("built.geojson")
            + "', label: "
            + label
            + "}, {name: Still, geojson: '"
            + root.resolve("still.geojson")
            + "', label: "
            + label
            + "}]");
  }

  @Test
  void framesSayItFromTheDateOnThatConfirmsIt() throws IOException {
    Path arriving = Files.createDirectories(root.resolve("arriving"));
    for (int date = 0; date < COUNT - 1; date++) {
      String file = SCENES.dates().get(date).fileName();
      Files.copy(scenes.resolve(file), arriving.resolve(file));
    }
    Job without = labelled("without", arriving, false);
    without.run("render").exits(0);
    Job with = labelled("with", arriving, true);
    with.run("render").exits(0);
    assertEquals(
        SCENES.dates().get(BUILT + 1).day().toString(),
        with.ledger().at("/onset/0/confirmedBy").asText().substring(0, 10));
    for (int date = 0; date <= BUILT; date++) {
      assertArrayEquals(frame(without, date), frame(with, date), "frame " + date);
    }
    byte[] confirmed = frame(with, BUILT + 1);
    assertFalse(Arrays.equals(frame(without, BUILT + 1), confirmed), "has the label");
    String last = SCENES.dates().get(COUNT - 1).fileName();
    Files.copy(scenes.resolve(last), arriving.resolve(last));
    with.run("render").exits(0);
    assertArrayEquals(confirmed, frame(with, BUILT + 1), "a later date changes no label");
  }

  @Test
  void aFileThatIsNotThereIsRefused() throws IOException {
    Job job = Job.in(root.resolve("gone"), scenes, "onset: [{name: pier, geojson: gone.geojson}]");
    String said = job.run("render").exits(2).err();
    assertTrue(said.contains("onset: ") && said.contains("gone.geojson"), said);
  }
}
