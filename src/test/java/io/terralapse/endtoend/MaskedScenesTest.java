package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.model.SampleType;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import io.terralapse.testkit.TinyTiff;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cloud inside the area, on small scenes whose clouds are known, with their masks and without. */
@Slow
class MaskedScenesTest {
  private static final int WIDTH = 400;
  private static final int HEIGHT = 300;
  private static final int COUNT = 7;
  private static final SyntheticScenes SCENES =
      new SyntheticScenes(new SyntheticScenes.Options(WIDTH, HEIGHT, COUNT, 11, 1.5, true, false));

  /** Columns 100 to 299, rows 80 to 219. */
  private static final String AREA = "aoi: {te: [501000, 5097800, 503000, 5099200]}";

  private static final String BARE =
      "furniture: {date: false, title: false, scale_bar: false, north_arrow: false, credit: false}";

  @TempDir static Path root = Path.of("");
  private static Path masked;
  private static Path bare;

  @BeforeAll
  static void write() throws IOException {
    bare = root.resolve("bare");
    masked = root.resolve("masked");
    SCENES.write(bare);
    SCENES.write(masked);
    for (int i = 0; i < COUNT; i++) {
      float[] scl = new float[WIDTH * HEIGHT];
      for (int p = 0; p < scl.length; p++) {
        scl[p] = isCloud(i, p) ? 9 : 4;
      }
      String name = SCENES.dates().get(i).fileName().replace(".tif", "_SCL.tif");
      new TinyTiff(WIDTH, HEIGHT, SampleType.UINT8)
          .tiled(128)
          .deflated()
          .georeferenced(SyntheticScenes.EPSG, SyntheticScenes.TRANSFORM)
          .write(masked.resolve(name), scl);
    }
  }

  private static boolean isCloud(int date, int pixel) {
    return SCENES.dates().get(date).cloudy() && clouds(date)[pixel] > 0.02;
  }

  private static final List<float[]> CLOUDS = new ArrayList<>();

  private static float[] clouds(int date) {
    while (CLOUDS.size() <= date) {
      CLOUDS.add(SCENES.clouds(CLOUDS.size()));
    }
    return CLOUDS.get(date);
  }

  private static double cloudPercent(int date) {
    int cloud = 0;
    for (int row = 80; row < 220; row++) {
      for (int column = 100; column < 300; column++) {
        cloud += isCloud(date, row * WIDTH + column) ? 1 : 0;
      }
    }
    return cloud / (2.0 * 140);
  }

  private static List<JsonNode> scenes(Job job) throws IOException {
    return StreamSupport.stream(job.ledger().path("scenes").spliterator(), false).toList();
  }

  @Test
  void theMaskIsCountedInsideTheAreaAndCloudyDatesAreDropped() throws IOException {
    Job job = Job.in(root.resolve("mask"), masked, AREA, "select: {max_cloud: 5}");
    job.run("render").exits(0);
    List<JsonNode> scenes = scenes(job);
    assertEquals(COUNT, scenes.size());
    for (int i = 0; i < COUNT; i++) {
      JsonNode scene = scenes.get(i);
      assertEquals("mask", scene.path("cloudSource").asText());
      assertEquals(cloudPercent(i), scene.path("cloudPercent").asDouble(), 1.0);
      boolean cloudy = cloudPercent(i) > 5;
      assertEquals(cloudy ? "cloud" : "null", scene.path("reason").asText("null"));
    }
    assertTrue(cloudPercent(2) > 5, "the test needs a cloudy date");
  }

  @Test
  void theBestOfEachMonthIsKept() throws IOException {
    Job job =
        Job.in(root.resolve("best"), masked, AREA, "select: {best_per: month, keep: [2024-01-25]}");
    job.run("render").exits(0);
    List<String> fates =
        scenes(job).stream()
            .map(s -> s.path("acquired").asText().substring(5, 10) + s.path("reason").asText(""))
            .map(s -> s.replace("null", ""))
            .toList();
    assertEquals(
        List.of(
            "01-05best_per",
            "01-15best_per",
            "01-25",
            "02-04",
            "02-14best_per",
            "02-24best_per",
            "03-05"),
        fates);
  }

  @Test
  void aZoomThatIsDrawnAloneSaysWhatTheStillBeforeItSays() throws IOException {
    Job job =
        Job.in(
            root.resolve("zoom"),
            masked,
            AREA,
            "select: {max_cloud: 100, to: 2024-01-25}",
            "coregister: {model: off}",
            "look: {fill: nearest}",
            "focus: {te: [501500, 5098200, 502000, 5098550]}",
            "pace: {fps: variable}",
            "motion: {zoom: 1}");
    job.run("render").exits(0);
    assertTrue(scenes(job).get(2).path("filledPercent").asDouble() > 1, "the last date is filled");
    assertEquals(2, job.codedPictures().size(), "stills, and the zoom");
    // One of two segments: the second, which is drawn before anything else.
    String out = job.run("verify", "--segments", "1").exits(0).out();
    assertTrue(out.contains("identical"), out);
  }

  /** The account of the scenes needs every frame, and further formats every picture. */
  @Test
  void withoutVideoNoSegmentIsEncodedAndTheRestIsTheSame() throws IOException {
    String[] rules = {
      AREA,
      "select: {max_cloud: 100, to: 2024-01-25}",
      "coregister: {model: off}",
      "look: {fill: nearest}",
      "renditions: [{name: small, size: 100x70, outputs: {mp4: false, frames: true}}]"
    };
    Job with = Job.in(root.resolve("video"), masked, rules);
    with.run("render").exits(0);
    assertEquals(1, segments(with), "those of the job's own video");
    Job without = Job.in(root.resolve("pictures"), masked, rules);
    without.run("render", "--set", "outputs={mp4: false, frames: true}").exits(0);
    assertEquals(0, segments(without));
    for (String file : List.of("job-poster.jpg", "job-small-poster.jpg")) {
      assertArrayEquals(
          Files.readAllBytes(with.output(file)), Files.readAllBytes(without.output(file)), file);
    }
    assertEquals(pictures(with, "small"), pictures(without, "small"));
    assertEquals(3, pictures(without, "small").size());
    for (String field : List.of("filledPercent", "filledFrom")) {
      assertEquals(fields(with, field), fields(without, field), field);
    }
    assertTrue(scenes(without).get(2).path("filledPercent").asDouble() > 1);

    // Nothing is drawn of what is at hand, and the account stays as it is.
    List<String> account = fields(without, "filledPercent");
    without.run("render", "--set", "outputs={mp4: false, frames: true, poster: false}").exits(0);
    assertEquals(account, fields(without, "filledPercent"));
    assertEquals(0, segments(without));
  }

  private static long segments(Job job) throws IOException {
    try (Stream<Path> files = Files.walk(job.folder().resolve(".terralapse"))) {
      return files.filter(file -> file.toString().endsWith(".seg")).count();
    }
  }

  private static List<String> fields(Job job, String field) throws IOException {
    return scenes(job).stream().map(scene -> scene.path(field).toString()).toList();
  }

  /** Hashes of the frames of a rendition that are published as pictures. */
  private static List<String> pictures(Job job, String rendition) throws IOException {
    return StreamSupport.stream(job.ledger().path("outputs").spliterator(), false)
        .filter(one -> one.path("rendition").asText().equals(rendition))
        .filter(one -> one.path("file").asText().endsWith(".png"))
        .map(one -> one.path("sha256").asText())
        .toList();
  }

  @Test
  void whatIsMaskedIsFilledOnlyWhenAsked() throws IOException {
    Path plain = root.resolve("plain.png");
    Path filled = root.resolve("filled.png");
    String[] rules = {AREA, BARE, "select: {max_cloud: 100}", "look: {stretch: [0, 0.4]}"};
    Job without = Job.in(root.resolve("unfilled"), masked, rules);
    without.run("still", "2024-01-25", "-o", plain.toString()).exits(0);
    Job with = Job.in(root.resolve("filled"), masked, rules);
    with.run("still", "2024-01-25", "-o", filled.toString(), "--set", "look.fill=nearest").exits(0);
    assertTrue(white(plain) > 0.1, "white without: " + white(plain));
    assertEquals(0, white(filled), 0.005);
  }

  /** Share of pixels that are nearly white. */
  private static double white(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    int white = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        white += (image.getRGB(x, y) & 255) > 235 ? 1 : 0;
      }
    }
    return white / (double) (image.getWidth() * image.getHeight());
  }

  @Test
  void theLedgerSaysWhatWasFilledAndTheBytesDoNotDependOnThreads() throws IOException {
    String[] rules = {AREA, "select: {max_cloud: 100}", "look: {fill: previous}"};
    Job job = Job.in(root.resolve("previous"), masked, rules);
    job.run("render").exits(0);
    List<JsonNode> scenes = scenes(job);
    for (int i = 0; i < COUNT; i++) {
      JsonNode scene = scenes.get(i);
      if (cloudPercent(i) > 1) {
        assertEquals(cloudPercent(i), scene.path("filledPercent").asDouble(), 4.0);
        assertEquals(
            scenes.get(i - 1).path("acquisitionId").asText(),
            scene.path("filledFrom").path(0).asText());
      } else if (i == 0) {
        assertEquals(0, scene.path("filledPercent").asDouble());
        assertEquals(0, scene.path("filledFrom").size());
      }
    }
    Job again = Job.in(root.resolve("again"), masked, rules[0], rules[1], rules[2], "jobs: 1");
    again.run("render").exits(0);
    assertArrayEquals(Files.readAllBytes(job.video()), Files.readAllBytes(again.video()));
  }

  @Test
  void withoutAMaskTheCloudIsEstimatedAndSaidToBe() throws IOException {
    Job job = Job.in(root.resolve("estimate"), bare, AREA);
    job.run("render").exits(0);
    List<JsonNode> scenes = scenes(job);
    for (int i = 0; i < COUNT; i++) {
      JsonNode scene = scenes.get(i);
      assertEquals("estimate", scene.path("cloudSource").asText());
      double percent = scene.path("cloudPercent").asDouble();
      boolean cloudy = SCENES.dates().get(i).cloudy();
      assertTrue(percent <= cloudPercent(i) + 0.01, i + ": " + percent);
      assertTrue(!cloudy || percent > cloudPercent(i) / 5, i + ": " + percent);
    }
  }
}
