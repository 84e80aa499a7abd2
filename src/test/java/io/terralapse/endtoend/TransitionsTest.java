package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.encode.VideoCheck;
import io.terralapse.testkit.DecodedFrames;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Title card, crossfades and endings, through the real command line. */
@Slow
class TransitionsTest {
  private static final SyntheticScenes SCENES =
      new SyntheticScenes(new SyntheticScenes.Options(256, 144, 4, 13, 0, false, true));

  private static final String[] FIXED = {"coregister: {model: off}", "title: A river"};

  @TempDir static Path root = Path.of("");
  private static Path scenes;

  @BeforeAll
  static void write() throws IOException {
    scenes = root.resolve("scenes");
    SCENES.write(scenes);
  }

  private static Job job(String name, int count, String... lines) throws IOException {
    Path arrived = Files.createDirectories(root.resolve(name).resolve("arrived"));
    arrive(arrived, count);
    List<String> all = new ArrayList<>(List.of(FIXED));
    all.addAll(List.of(lines));
    return Job.in(root.resolve(name), arrived, all.toArray(String[]::new));
  }

  private static void arrive(Path folder, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      String file = SCENES.dates().get(i).fileName();
      if (!Files.exists(folder.resolve(file))) {
        Files.copy(scenes.resolve(file), folder.resolve(file));
      }
    }
  }

  private static List<String> segments(Job job, String field) throws IOException {
    List<String> values = new ArrayList<>();
    for (JsonNode segment : job.ledger().path("outputs").get(0).path("segments")) {
      values.add(segment.path(field).asText());
    }
    return values;
  }

  private static double seconds(Job job) throws IOException {
    return VideoCheck.inspect(job.video(), false).durationMicros() / 1e6;
  }

  private static void deleteCache(Job job) throws IOException {
    try (Stream<Path> files = Files.walk(job.folder().resolve(".terralapse"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void aDateThatArrivesLeavesEverySegmentBeforeItsTransitionAsItIs() throws IOException {
    Job job =
        job(
            "append",
            3,
            "pace: {title_card: 1, transition: {crossfade: 0.2}, ending: {wipe: 1}}",
            "outputs: {captions: true, page: true}");
    job.run("render").exits(0);
    assertEquals(List.of("1", "7", "7", "7", "30"), segments(job, "pictures"));
    assertEquals(1 + 3 * 0.8 + 29 / 30.0 + 2, seconds(job), 0.02);
    List<String> before = segments(job, "sha256");
    List<String> pictures = DecodedFrames.pictures(job.video());
    job.run("verify", "--segments", "all").exits(0);

    arrive(job.folder().resolve("arrived"), 4);
    // What the cache lost comes from the published video.
    deleteCache(job);
    job.run("render").exits(0);
    assertEquals(before.subList(0, 4), segments(job, "sha256").subList(0, 4));
    assertEquals(6, segments(job, "sha256").size());
    int same = 1 + 3 * 7;
    assertEquals(pictures.subList(0, same), DecodedFrames.pictures(job.video()).subList(0, same));
    job.run("verify", "--segments", "all").exits(0);
    // The card has the years only, and they are the same: nothing but the ending is coded again.
    List<String> after = segments(job, "sha256");
    deleteCache(job);
    job.run("render", "--no-cache").exits(0);
    assertEquals(after, segments(job, "sha256"), "the same from scratch");

    // Readers go to the stills, which follow the transitions.
    JsonNode first = job.ledger().path("scenes").get(0);
    assertEquals(1.2, first.path("startSeconds").asDouble(), 1e-6);
    assertEquals(2, first.path("endSeconds").asDouble(), 1e-6);
    String captions = Files.readString(job.output("job.vtt"));
    assertTrue(captions.contains("00:00:01.200 --> 00:00:02.000"), captions);
    assertTrue(Files.readString(job.output("job.html")).contains("\"start\":1.2"));
  }

  @Test
  void aCrossfadeIsSmoothAndItsStillsAreThoseOfCuts() throws IOException {
    Job cut = job("cut", 2, "pace: {fps: 25}");
    cut.run("render").exits(0);
    Job faded = job("faded", 2, "pace: {fps: 25, transition: crossfade}");
    faded.run("render").exits(0);
    assertEquals(List.of("1", "11"), segments(faded, "pictures"));
    assertEquals(seconds(cut), seconds(faded));
    List<String> pictures = DecodedFrames.pictures(faded.video());
    assertEquals(12, new HashSet<>(pictures).size(), "every step is another picture");
    assertEquals(DecodedFrames.pictures(cut.video()).get(0), pictures.get(0));
  }

  @Test
  void settingsOfTransitionsChangeTheirPicturesAndNoStill() throws IOException {
    Job job = job("settings", 2, "pace: {title_card: 1, transition: crossfade}");
    job.run("render").exits(0);
    List<String> keys = segments(job, "key");
    job.run("render", "--set", "pace.title_card=2").exits(0);
    assertEquals(keys, segments(job, "key"), "durations are not coded");
    job.run("render", "--set", "pace.transition.crossfade=0.2").exits(0);
    assertEquals(keys.get(0), segments(job, "key").get(0));
    assertNotEquals(keys.get(1), segments(job, "key").get(1));
    assertNotEquals(keys.get(2), segments(job, "key").get(2));
  }

  @Test
  void aZoomEndsAtTheFocusInEveryRendition() throws IOException {
    Job job =
        job(
            "zoom",
            2,
            "pace: {fps: variable}",
            "focus: {te: [500600, 5099100, 501100, 5099400], te_srs: 'EPSG:32633'}",
            "motion: {zoom: 1}",
            "renditions: [{name: square, size: 144x144}]");
    job.run("render").exits(0);
    assertEquals(List.of("2", "25"), segments(job, "pictures"));
    List<String> pictures = DecodedFrames.pictures(job.video());
    assertEquals(27, new HashSet<>(pictures).size());
    assertEquals(27, new HashSet<>(DecodedFrames.pictures(job.output("job-square.mp4"))).size());
    job.run("verify", "--segments", "all").exits(0);
  }

  @Test
  void combinationsThatMeanNothingAreRefused() throws IOException {
    Job job = job("refused", 2, "motion: zoom");
    assertTrue(job.run("render").exits(2).err().contains("motion: there is no focus"));
    String[] both = {"--set", "focus.te=[0,0,1,1]", "--set", "pace.ending=wipe"};
    assertTrue(job.run("render", both).exits(2).err().contains("zoom or with a wipe"));
    Job untitled =
        Job.in(root.resolve("untitled"), root.resolve("refused/arrived"), "pace: {title_card: 2}");
    assertTrue(untitled.run("render").exits(2).err().contains("there is no title"));
    Job large =
        job(
            "large",
            2,
            "motion: zoom",
            "focus: {te: [500000, 5098600, 502500, 5099990], te_srs: 'EPSG:32633'}");
    assertTrue(large.run("render").exits(2).err().contains("focus:"));
  }
}
