package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.access.FileHash;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Issue;
import io.terralapse.model.UserError;
import io.terralapse.testkit.DecodedFrames;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings by which published frames are drawn are refused or reported when they change. */
@Slow
class DrawingLockTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FOCUS = "focus={te: [500200, 5099400, 500400, 5099600]}";
  private static final String STORY = "renditions=[{name: story, size: 64x64, crop: focus}]";

  @TempDir Path folder = Path.of("");
  private TinyJob job;

  @BeforeEach
  void publish() throws Exception {
    job = new TinyJob(folder, 2);
    assertEquals(List.of(), job.render(TinyJob.PLAIN, FOCUS, STORY).issues());
  }

  private static String[] with(String... sets) {
    List<String> all = new ArrayList<>(List.of(FOCUS, STORY));
    for (String set : sets) {
      all.removeIf(one -> one.split("=", 2)[0].equals(set.split("=", 2)[0]));
      all.add(set);
    }
    return all.toArray(String[]::new);
  }

  private String refusal(String set) {
    UserError refused =
        assertThrows(UserError.class, () -> job.render(TinyJob.LOCKED, with(set)), set);
    assertEquals(ExitCode.USAGE, refused.exitCode());
    return String.valueOf(refused.getMessage());
  }

  @Test
  void theLockHasNoAreasInPlain() throws Exception {
    String lock = Files.readString(folder.resolve("job.lock"));
    assertTrue(lock.contains("\"focus\":\""), lock);
    assertFalse(lock.contains("500200"), lock);
  }

  @Test
  void underLockedEachIsRefusedByItsName() throws Exception {
    Path areas =
        Files.writeString(
            folder.resolve("areas.geojson"), "{\"type\": \"FeatureCollection\", \"features\": []}");
    String before = FileHash.sha256(job.output("job.mp4"));
    for (String set :
        List.of(
            "grid.r=near",
            "focus={te: [500800, 5099400, 501000, 5099600]}",
            "renditions=[{name: story, size: 96x64, crop: focus}]",
            "furniture.overlays=[{geojson: " + areas + "}]",
            "look.background=white",
            "outputs.mp4.crf=40",
            "pace.transition=crossfade",
            "onset=[{name: Pier, geojson: " + areas + ", label: true}]",
            TinyJob.ALIGNED)) {
      String name = set.split("=", 2)[0].replace(".crf", "");
      String sentence = refusal(set);
      assertTrue(
          sentence.startsWith("--locked: job.lock was made for other settings under " + name),
          sentence);
    }
    assertTrue(refusal("title=Another").contains("title"));
    assertEquals(before, FileHash.sha256(job.output("job.mp4")));
  }

  private String relocked(RunOptions options, String... sets) throws Exception {
    return job.render(options, with(sets)).issues().stream()
        .filter(issue -> issue.code().equals("relocked"))
        .map(Issue::sentence)
        .collect(Collectors.joining(" "));
  }

  @Test
  void otherwiseTheyAreReportedOnce() throws Exception {
    for (String set : List.of("grid.r=near", "title=A")) {
      String said = relocked(TinyJob.PLAIN, set);
      assertTrue(said.contains(set.split("=", 2)[0]), said);
      assertEquals("", relocked(TinyJob.PLAIN, set), "nothing has changed since");
    }
    assertEquals("", relocked(TinyJob.RELOCK));
  }

  @Test
  void whatChangesNoPublishedFrameIsNotRefused() throws Exception {
    List<String> before = DecodedFrames.pictures(job.output("job.mp4"));
    RenderResult result =
        job.render(
            TinyJob.LOCKED,
            with(
                "pace.seconds_per_frame=0.4",
                "pace.ending=wipe",
                "reveal_location=false",
                "outputs.gif=true",
                "renditions=[{name: story, size: 64x64, crop: focus}, {name: b, size: 32x32}]"));
    assertEquals("rendered", result.status());
    assertEquals(before, DecodedFrames.pictures(job.output("job.mp4")).subList(0, 2));
  }

  @Test
  void aLockOfTheVersionBeforeIsAcceptedAndCompleted() throws Exception {
    Path file = folder.resolve("job.lock");
    ObjectNode lock = (ObjectNode) JSON.readTree(file.toFile());
    JsonNode drawing = lock.remove("drawing");
    assertEquals("cubic", drawing.path("grid.r").asText());
    JSON.writeValue(file.toFile(), lock);
    job.render(TinyJob.LOCKED, with("outputs.captions=true"));
    assertEquals(drawing, JSON.readTree(file.toFile()).path("drawing"));
  }

  @Test
  void anOverlayThatMovesOnTheDiskOnlyIsTheSame() throws IOException {
    String polygon =
        "{\"type\": \"Polygon\", \"coordinates\": [[[9,46],[9.1,46],[9,46.1],[9,46]]]}";
    List<Object> texts = new ArrayList<>();
    for (String name : List.of("a.geojson", "b.geojson")) {
      Path file = Files.writeString(folder.resolve(name), polygon);
      texts.add(DrawingSettings.of(job.settings("furniture.overlays=[{geojson: " + file + "}]")));
    }
    assertEquals(texts.get(0), texts.get(1));
  }
}
