package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.encode.VideoCheck;
import io.terralapse.encode.VideoFacts;
import io.terralapse.testkit.DecodedFrames;
import io.terralapse.testkit.SyntheticScenes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several shapes of one time-lapse. */
class RenditionsTest {
  private static final SyntheticScenes SCENES =
      new SyntheticScenes(new SyntheticScenes.Options(300, 300, 10, 13, 0, false, true));

  private static final String RENDITIONS =
      "renditions: [{name: square, shape: '1:1', size: 200}, "
          + "{name: story, shape: '9:16', size: 270, outputs: {poster: false}}, "
          + "{name: letter, shape: newsletter, size: 300, crop: focus, outputs: {mp4: {crf: 30}}}, "
          + "{name: small, size: 160x120, outputs: {mp4: false}}]";

  @TempDir static Path root = Path.of("");
  private static Path scenes;

  @BeforeAll
  static void write() throws IOException {
    scenes = root.resolve("scenes");
    SCENES.write(scenes);
  }

  private static Job job(String name, Path folder) throws IOException {
    return Job.in(
        root.resolve(name),
        folder,
        "look: {stretch: [300, 2600]}",
        "aoi: {te: [501000, 5097700, 502000, 5098300]}",
        "focus: {te: [501100, 5097800, 501200, 5097900], te_srs: 'EPSG:32633'}",
        "grid: {tr: 2.5}",
        RENDITIONS);
  }

  private static void assertSize(Job job, String rendition, int width, int height)
      throws IOException {
    VideoFacts facts = VideoCheck.inspect(job.output("job-" + rendition + ".mp4"), true);
    assertEquals(width, facts.width());
    assertEquals(height, facts.height());
    assertEquals(0, facts.warnings());
    assertEquals(10, DecodedFrames.pictures(job.output("job-" + rendition + ".mp4")).size());
  }

  @Test
  void anotherOutlineInTheFileOfTheFocusIsNoticed() throws IOException {
    Path focus = root.resolve("focus.geojson");
    Files.writeString(focus, SyntheticScenes.polygon(110, 110, 130, 130));
    Job job =
        Job.in(
            root.resolve("focus"),
            scenes,
            "focus: {geojson: '" + focus + "'}",
            "grid: {size: 160x90}",
            "renditions: [{name: square, shape: '1:1', size: 80, crop: focus}]");
    job.run("render").exits(0);
    byte[] before = Files.readAllBytes(job.output("job-square.mp4"));
    assertTrue(job.run("render").exits(0).out().contains("Up to date"));
    Files.writeString(focus, SyntheticScenes.polygon(170, 170, 190, 190));
    assertTrue(job.run("render").exits(0).out().contains("Rendered"));
    assertFalse(Arrays.equals(before, Files.readAllBytes(job.output("job-square.mp4"))));
  }

  /**
   * A frame of 640 x 360 and one video of it fit into 250 MiB; three videos of three sizes do not.
   */
  @Test
  void whatDoesNotFitIntoMemoryTogetherIsDrawnOneAfterTheOther() throws IOException {
    List<Map<String, String>> published = new ArrayList<>();
    List<Integer> drawn = new ArrayList<>();
    for (String memory : List.of("1GiB", "250MiB")) {
      Job job =
          Job.in(
              root.resolve("memory-" + memory),
              scenes,
              "grid: {size: 640x360}",
              "memory: " + memory,
              "renditions: [{name: a, within: 500x500}, {name: b, within: 640x640},"
                  + " {name: c, within: 320x320, outputs: {mp4: {gop: 1}}}]");
      String log = job.run("render").exits(0).err();
      Matcher count = Pattern.compile("drawing \\((\\d+)\\)").matcher(log);
      assertTrue(count.find(), log);
      drawn.add(Integer.parseInt(count.group(1)));
      published.add(new LinkedHashMap<>());
      for (JsonNode output : job.ledger().path("outputs")) {
        published
            .get(published.size() - 1)
            .put(output.path("file").asText(), output.path("sha256").asText());
      }
    }
    assertEquals(List.of(10, 20), drawn, "dates times passes");
    assertEquals(
        List.copyOf(published.get(0).entrySet()), List.copyOf(published.get(1).entrySet()));
  }

  @Test
  void eachShapeHasItsFilesAndAllShowTheSameDates() throws IOException {
    Job job = job("shapes", scenes);
    job.run("render").exits(0);
    assertSize(job, "square", 200, 200);
    assertSize(job, "story", 270, 480);
    assertSize(job, "letter", 300, 200);
    List<String> files = new ArrayList<>();
    List<String> renditions = new ArrayList<>();
    for (JsonNode output : job.ledger().path("outputs")) {
      files.add(output.path("file").asText());
      renditions.add(output.path("rendition").asText());
    }
    assertEquals(
        List.of(
            "job.mp4",
            "job-poster.jpg",
            "job-square.mp4",
            "job-square-poster.jpg",
            "job-story.mp4",
            "job-letter.mp4",
            "job-letter-poster.jpg",
            "job-small-poster.jpg",
            "job.ledger.csv"),
        files);
    assertEquals(List.of("main", "main", "square", "square", "story"), renditions.subList(0, 5));
    assertFalse(Files.exists(job.output("job-story-poster.jpg")));
    job.run("verify").exits(0);
    job.run("render").exits(0);
    BufferedImage small = ImageIO.read(job.output("job-small-poster.jpg").toFile());
    assertEquals(List.of(160, 120), List.of(small.getWidth(), small.getHeight()));
    Files.delete(job.output("job-story.mp4"));
    job.run("verify").exits(5);
    job.run("render").exits(0);
    job.run("verify").exits(0);
  }

  /** The poster's pixels around the middle, where there is no furniture: every shape shows them. */
  @Test
  void theGroundIsNotStretched() throws IOException {
    Job job = job("ground", scenes);
    job.run("render").exits(0);
    BufferedImage main = ImageIO.read(job.output("job-poster.jpg").toFile());
    BufferedImage square = ImageIO.read(job.output("job-square-poster.jpg").toFile());
    // The area is 1000 x 600 m: 400 x 240 pixels, and 200 pixels wide in the square.
    double error = 0;
    int count = 0;
    for (int y = -20; y < 20; y++) {
      for (int x = -40; x < 40; x++) {
        int a = square.getRGB(100 + x, 100 + y) >> 8 & 0xFF;
        int b =
            (main.getRGB(200 + 2 * x, 120 + 2 * y) >> 8 & 0xFF)
                + (main.getRGB(201 + 2 * x, 121 + 2 * y) >> 8 & 0xFF);
        error += Math.abs(a - b / 2.0);
        count++;
      }
    }
    assertTrue(error / count < 6, "mean difference " + error / count);
  }

  @Test
  void aSceneThatArrivesExtendsEveryShape() throws IOException {
    Path arrived = Files.createDirectories(root.resolve("arrived"));
    List<SyntheticScenes.Date> dates = SCENES.dates();
    for (int i = 0; i < 9; i++) {
      Files.copy(scenes.resolve(dates.get(i).fileName()), arrived.resolve(dates.get(i).fileName()));
    }
    Job job = job("append", arrived);
    job.run("render").exits(0);
    Map<String, String> before = job.hashes();
    Map<String, List<String>> frames = new TreeMap<>();
    for (String name : List.of("job.mp4", "job-square.mp4", "job-story.mp4", "job-letter.mp4")) {
      frames.put(name, DecodedFrames.pictures(job.output(name)));
    }
    job.run("render", "--if-changed").exits(0);
    assertEquals(before, job.hashes());

    Files.copy(scenes.resolve(dates.get(9).fileName()), arrived.resolve(dates.get(9).fileName()));
    job.run("render", "--locked").exits(0);
    for (String name : frames.keySet()) {
      assertNotEquals(before.get(name), job.hashes().get(name));
      List<String> after = DecodedFrames.pictures(job.output(name));
      assertEquals(frames.get(name), after.subList(0, 9), name);
      assertEquals(10, after.size());
    }
  }

  @Test
  void whatNoRenditionCanBeIsRefused() throws IOException {
    Job job = Job.in(root.resolve("refused"), scenes);
    for (String[] wrong :
        new String[][] {
          {"renditions=[{name: a}]", "has no shape"},
          {"renditions=[{name: a, size: 600}]", "has no shape"},
          {"renditions=[{name: a, shape: '1:1', crop: focus}]", "there is no focus"},
          {"renditions=[{name: a, shape: '1:1'}, {name: A, shape: '4:5'}]", "is given twice"},
          {"renditions=[{name: ../a, shape: '1:1'}]", "write a name of letters"},
        }) {
      Job.Outcome outcome = job.run("render", "--set", wrong[0]).exits(2);
      assertTrue(outcome.err().contains(wrong[1]), outcome.err());
    }
  }
}
