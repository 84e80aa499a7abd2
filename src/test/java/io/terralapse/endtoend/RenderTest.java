package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.access.FileHash;
import io.terralapse.encode.VideoCheck;
import io.terralapse.encode.VideoFacts;
import io.terralapse.testkit.DecodedFrames;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program on small scenes with known shifts, judged by what it publishes. */
@Slow
class RenderTest {
  private static final SyntheticScenes SCENES =
      new SyntheticScenes(SyntheticScenes.Options.of(560, 400, 7));
  private static final String AREA = "aoi: {te: [500600, 5096800, 505000, 5099400]}";

  @TempDir static Path root = Path.of("");
  private static Path scenes;
  private static Job job;

  @BeforeAll
  static void renderOnce() throws IOException {
    scenes = root.resolve("scenes");
    SCENES.write(scenes);
    job = Job.in(root.resolve("first"), scenes, AREA, "title: A river");
    job.run("render").exits(0);
  }

  @Test
  void theVideoIsAsConfigured() throws IOException {
    VideoFacts facts = VideoCheck.inspect(job.video(), true);
    assertEquals(440, facts.width());
    assertEquals(260, facts.height());
    assertEquals(6 * 24 + 60, facts.decodedFrames());
    assertFalse(facts.editList());
    assertEquals(0, facts.warnings());
    assertTrue(facts.indexFirst());
    assertEquals(
        List.of("yuv420p", "bt709", "tv"),
        List.of(facts.pixelFormat(), facts.colorMatrix(), facts.colorRange()));
    assertEquals(6 * 0.8 + 2.0, facts.durationMicros() / 1e6, 0.001);
    assertEquals(Set.of(33_333L), Set.copyOf(facts.frameMicros()));
  }

  @Test
  void thePosterShowsTheLastDateAndIsNotBlack() throws IOException {
    BufferedImage poster = ImageIO.read(job.output("job-poster.jpg").toFile());
    assertEquals(440, poster.getWidth());
    long sum = 0;
    for (int y = 60; y < 200; y++) {
      for (int x = 0; x < 440; x++) {
        sum += poster.getRGB(x, y) >> 8 & 255;
      }
    }
    double mean = sum / (140.0 * 440);
    assertTrue(mean > 30 && mean < 225, "mean green " + mean);
  }

  @Test
  void theLedgerHasEverySceneInOrderWithTheTrueShift() throws IOException {
    JsonNode ledger = job.ledger();
    assertEquals(7, ledger.path("scenes").size());
    Map<String, SyntheticScenes.Date> truth = new HashMap<>();
    SCENES.dates().forEach(date -> truth.put(date.day().toString(), date));
    SyntheticScenes.Date anchor = null;
    for (JsonNode scene : ledger.path("scenes")) {
      if (scene.path("shift").path("status").asText().equals("reference")) {
        assertEquals(null, anchor, "more than one reference");
        anchor = truth.get(scene.path("acquired").asText().substring(0, 10));
        assertEquals(ledger.path("reference").path("sceneId"), scene.path("id"));
      }
    }
    int index = 0;
    int aligned = 0;
    for (JsonNode scene : ledger.path("scenes")) {
      assertEquals(index, scene.path("frameIndex").asInt());
      assertEquals(index * 0.8, scene.path("startSeconds").asDouble(), 1e-6);
      assertEquals(SCENES.dates().get(index).day() + "T10:00:31Z", scene.path("acquired").asText());
      assertEquals("filename", scene.path("dateSource").asText());
      assertEquals("used", scene.path("status").asText());
      JsonNode shift = scene.path("shift");
      SyntheticScenes.Date date = SCENES.dates().get(index++);
      if (shift.path("status").asText().equals("aligned")) {
        aligned++;
        assertEquals(date.dxPx() - anchor.dxPx(), shift.path("dxPx").asDouble(), 0.1);
        assertEquals(date.dyPx() - anchor.dyPx(), shift.path("dyPx").asDouble(), 0.1);
        assertEquals(10 * shift.path("dxPx").asDouble(), shift.path("dxM").asDouble(), 0.01);
      }
    }
    assertTrue(aligned >= 5, "aligned " + aligned);
    String csv = Files.readString(job.output("job.ledger.csv"));
    assertEquals(8, csv.lines().count());
    for (JsonNode output : ledger.path("outputs")) {
      Path file = job.output(output.path("file").asText());
      assertEquals(Files.size(file), output.path("bytes").asLong());
      assertEquals(FileHash.sha256(file), output.path("sha256").asText());
    }
  }

  @Test
  void theSameInputsGiveTheSameBytesOnOneThreadAndOnTwo() throws IOException {
    Job again = Job.in(root.resolve("again"), scenes, AREA, "title: A river", "jobs: 1");
    again.run("render").exits(0);
    for (String file : List.of("job.mp4", "job-poster.jpg")) {
      assertArrayEquals(
          Files.readAllBytes(job.output(file)), Files.readAllBytes(again.output(file)), file);
    }
    assertEquals(job.ledger().path("job"), again.ledger().path("job"));
  }

  @Test
  void aSecondRunDoesNothingAndAChangedSettingDoesSomething() throws IOException {
    Job own = Job.in(root.resolve("second"), scenes, AREA);
    own.run("render").exits(0);
    String before = FileHash.sha256(own.video());
    var time = Files.getLastModifiedTime(own.video());
    assertTrue(own.run("render").exits(0).out().startsWith("Up to date"));
    assertEquals(time, Files.getLastModifiedTime(own.video()));

    assertTrue(
        own.run("render", "--if-changed", "--set", "outputs.mp4.crf=30")
            .exits(0)
            .out()
            .startsWith("Up to date"));
    own.run("render", "--set", "outputs.mp4.crf=30").exits(0);
    assertNotEquals(before, FileHash.sha256(own.video()));

    Files.write(own.video(), new byte[] {1, 2, 3});
    assertTrue(
        own.run("render", "--set", "outputs.mp4.crf=30").exits(0).out().startsWith("Rendered"));
    assertEquals(7, DecodedFrames.pictures(own.video()).size());
  }

  @Test
  void planListsScenesAndReadsNoPixels() throws IOException {
    Job own = Job.in(root.resolve("plan"), scenes, AREA);
    JsonNode plan = own.run("plan", "--json").exits(0).json();
    assertEquals(7, plan.path("scenes").size());
    assertEquals(7, plan.path("acquisitions").asInt());
    assertEquals(440, plan.path("grid").path("width").asInt());
    assertTrue(plan.path("storeBytes").asLong() > 440 * 260 * 7 * 7);
    assertFalse(Files.exists(own.folder().resolve("output")));
  }

  @Test
  void aStillIsTheVideosFrameAndADraftIsQuickerButThere() throws IOException {
    Path still = root.resolve("still.jpg");
    String last = SCENES.dates().get(6).day().toString();
    job.run("still", last, "-o", still.toString()).exits(0);
    assertArrayEquals(Files.readAllBytes(job.output("job-poster.jpg")), Files.readAllBytes(still));
    Path draft = root.resolve("draft.png");
    job.run("still", "--draft", "2024-01-25", "-o", draft.toString()).exits(0);
    assertEquals(260, ImageIO.read(draft.toFile()).getHeight());
    assertTrue(job.run("still", "1999", "-o", draft.toString()).exits(2).err().contains("1999"));
  }
}
