package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.terralapse.access.FileHash;
import io.terralapse.encode.VideoCheck;
import io.terralapse.encode.VideoFacts;
import io.terralapse.lock.LockJson;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Issue;
import io.terralapse.model.UserError;
import io.terralapse.publish.Publication;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a render makes a video, when it finds nothing to do, and when it refuses. */
class RenderJobTest {
  private static final Set<String> ALL =
      Set.of("job-poster.jpg", "job.ledger.csv", "job.ledger.json", "job.mp4");

  @TempDir Path folder = Path.of("");
  private TinyJob job;

  @BeforeEach
  void writeScenes() throws IOException {
    job = new TinyJob(folder, 3);
  }

  private JsonNode ledger(String name) throws IOException {
    return new ObjectMapper().readTree(job.output(name).toFile());
  }

  private UserError refused(RunOptions options, String... sets) {
    return assertThrows(UserError.class, () -> job.render(options, sets));
  }

  @Test
  void theVideoItsPosterAndItsLedgerArePublished() throws Exception {
    RenderResult result = job.render(TinyJob.PLAIN);
    assertEquals("rendered", result.status());
    assertEquals(List.of("job.mp4", "job-poster.jpg"), result.outputs());
    assertEquals(3, result.frames());
    assertEquals(3.6, result.durationSeconds(), 1e-9);
    assertEquals(ALL, job.published());
    VideoFacts facts = VideoCheck.inspect(job.output("job.mp4"), true);
    // At 30 frames a second: 0.8 s, 0.8 s, 2 s.
    assertEquals(24 + 24 + 60, facts.decodedFrames());
    assertEquals(TinyJob.WIDTH, facts.width());
    assertEquals(3, ledger("job.ledger.json").path("scenes").size());
  }

  @Test
  void aSecondRunOpensNoScene() throws Exception {
    job.render(TinyJob.PLAIN);
    String video = FileHash.sha256(job.output("job.mp4"));
    RenderResult second = job.render(TinyJob.PLAIN);
    assertEquals("unchanged", second.status());
    assertEquals(List.of(), second.outputs());
    assertEquals(List.of(), job.stages());
    assertEquals(video, FileHash.sha256(job.output("job.mp4")));
  }

  @Test
  void withoutTheCacheTheContentOfTheScenesDecides() throws Exception {
    job.render(TinyJob.PLAIN);
    Files.delete(folder.resolve(".terralapse/last-run/job.json"));
    assertEquals("unchanged", job.render(TinyJob.PLAIN).status());
    assertTrue(job.stages().contains("comparing with what is published"), job.stages().toString());
    assertFalse(job.stages().contains("drawing"), job.stages().toString());
    assertEquals("unchanged", job.render(TinyJob.PLAIN).status());
    assertEquals(List.of(), job.stages(), "the run before has remembered the state");
  }

  @Slow
  @Test
  void aChangedSettingSceneOrOutputIsRenderedAgain() throws Exception {
    job.render(TinyJob.PLAIN);
    assertEquals("rendered", job.render(TinyJob.PLAIN, "title=A river").status());
    assertEquals("unchanged", job.render(TinyJob.PLAIN, "title=A river").status());
    Files.delete(job.output("job-poster.jpg"));
    assertEquals("rendered", job.render(TinyJob.PLAIN, "title=A river").status());
    assertEquals(ALL, job.published());
    Files.delete(job.scene(2));
    RenderResult fewer = job.render(TinyJob.PLAIN, "title=A river");
    assertEquals("rendered", fewer.status());
    assertEquals(2, fewer.frames());
  }

  @Test
  void ifChangedIgnoresSettings() throws Exception {
    job.render(TinyJob.PLAIN);
    assertEquals("unchanged", job.render(TinyJob.IF_CHANGED, "title=A river").status());
    assertEquals(
        "rendered",
        job.render(TinyJob.PLAIN, "title=A river").status(),
        "the skipped run is not remembered as one with these settings");
    Files.delete(job.scene(2));
    assertEquals("rendered", job.render(TinyJob.IF_CHANGED, "title=A river").status());
  }

  @Test
  void noCacheRendersAgainAndKeepsNothing() throws Exception {
    assertEquals("rendered", job.render(TinyJob.NO_CACHE).status());
    String video = FileHash.sha256(job.output("job.mp4"));
    assertEquals("rendered", job.render(TinyJob.NO_CACHE).status());
    assertEquals(video, FileHash.sha256(job.output("job.mp4")), "the same bytes");
    assertFalse(Files.exists(folder.resolve(".terralapse/windows")));
    assertFalse(Files.exists(folder.resolve(".terralapse/last-run")));
  }

  @Test
  void strictPublishesNothingIfThereIsAWarning() throws Exception {
    assertEquals("rendered", job.render(TinyJob.STRICT).status(), "without warnings");
    String video = FileHash.sha256(job.output("job.mp4"));
    String ledger = FileHash.sha256(job.output("job.ledger.json"));
    job.addUndatedScene();
    Files.delete(job.scene(2));
    UserError error = refused(TinyJob.STRICT);
    assertEquals(ExitCode.DIFFERENCE, error.exitCode());
    assertTrue(
        String.valueOf(error.getMessage())
            .startsWith("--strict: nothing was published, because of 1 warning: "),
        error.getMessage());
    assertEquals(video, FileHash.sha256(job.output("job.mp4")));
    assertEquals(ledger, FileHash.sha256(job.output("job.ledger.json")));
    RenderResult plain = job.render(TinyJob.PLAIN);
    assertEquals("rendered", plain.status());
    assertEquals("undated", plain.issues().get(0).code());
    assertNotEquals(video, FileHash.sha256(job.output("job.mp4")));
  }

  @Test
  void withoutAUsableSceneTheOldVideoStaysAndTheRefusedLedgerSaysWhy() throws Exception {
    job.render(TinyJob.PLAIN);
    String video = FileHash.sha256(job.output("job.mp4"));
    String ledger = FileHash.sha256(job.output("job.ledger.json"));

    UserError error = refused(TinyJob.PLAIN, "select.from=2030-01-01");

    assertEquals(ExitCode.NO_TIMELAPSE, error.exitCode());
    assertEquals(video, FileHash.sha256(job.output("job.mp4")));
    assertEquals(ledger, FileHash.sha256(job.output("job.ledger.json")));
    JsonNode refused = ledger("job.refused.ledger.json");
    List<String> scenes = new ArrayList<>();
    for (JsonNode scene : refused.path("scenes")) {
      scenes.add(scene.path("id").asText());
      assertEquals("dropped", scene.path("status").asText());
      assertEquals("dates", scene.path("reason").asText());
      assertTrue(scene.path("detail").asText().contains("select.from"), scene.toString());
    }
    assertEquals(List.of(job.id(0), job.id(1), job.id(2)), scenes);
    assertTrue(Files.exists(job.output("job.refused.ledger.csv")));
    assertEquals("unchanged", job.render(TinyJob.PLAIN).status(), "the video is still that one");
    assertFalse(Files.exists(job.output("job.refused.ledger.json")), "what it says is over");
    assertFalse(Files.exists(job.output("job.refused.ledger.csv")));
  }

  @Test
  void withoutAUsableSceneTheLedgerOfOtherFilesThanVideosStaysToo() throws Exception {
    String[] outputs = {"outputs={mp4: false, poster: false, gif: true}"};
    job.render(TinyJob.PLAIN, outputs);
    Set<String> published = job.published();
    String ledger = FileHash.sha256(job.output("job.ledger.json"));
    refused(TinyJob.PLAIN, outputs[0], "select.from=2030-01-01");
    assertEquals(ledger, FileHash.sha256(job.output("job.ledger.json")));
    assertTrue(Files.exists(job.output("job.refused.ledger.json")));
    assertEquals("unchanged", job.render(TinyJob.PLAIN, outputs).status());
    assertEquals(published, job.published());
  }

  @Test
  void scenesThatAreRefusedByTheirPixelsAreInTheRefusedLedgerToo() throws Exception {
    for (int i = 0; i < 3; i++) {
      byte[] file = Files.readAllBytes(job.scene(i));
      Arrays.fill(file, 8, file.length / 2, (byte) -1); // the compressed tiles
      Files.write(job.scene(i), file);
    }
    assertEquals(ExitCode.NO_TIMELAPSE, refused(TinyJob.PLAIN).exitCode());
    assertEquals(Set.of("job.ledger.csv", "job.ledger.json"), job.published());
    JsonNode scenes = ledger("job.ledger.json").path("scenes");
    assertEquals(3, scenes.size());
    for (JsonNode scene : scenes) {
      assertEquals("unreadable", scene.path("reason").asText());
    }
  }

  @Slow
  @Test
  void theLockIsWrittenBesideTheConfigurationAndItsHashIsInTheLedger() throws Exception {
    job.render(TinyJob.PLAIN, TinyJob.ALIGNED);
    assertEquals(
        3,
        LockJson.find(folder.resolve("job.lock"))
            .orElseThrow()
            .alignment()
            .orElseThrow()
            .dates()
            .size());
    assertFalse(ledger("job.ledger.json").path("job").path("lockHash").asText().isEmpty());
    assertEquals("unchanged", job.render(TinyJob.LOCKED, TinyJob.ALIGNED).status());
    Files.delete(folder.resolve("job.lock"));
    assertEquals(ExitCode.USAGE, refused(TinyJob.LOCKED, TinyJob.ALIGNED).exitCode());
    assertEquals("rendered", job.render(TinyJob.PLAIN, TinyJob.ALIGNED).status());
    assertTrue(Files.exists(folder.resolve("job.lock")));
  }

  @Test
  void aFolderInPlaceOfAnOutputStopsTheRunBeforeItReads() throws Exception {
    for (String name :
        List.of(
            "job.mp4",
            "job-poster.jpg",
            "job.ledger.csv",
            "job.ledger.json",
            "job.alignment.html")) {
      Path inPlace = Files.createDirectories(job.output(name));
      UserError error = refused(TinyJob.PLAIN, "outputs.alignment=true");
      assertEquals(ExitCode.ENVIRONMENT, error.exitCode());
      assertEquals(
          inPlace
              + ": is a folder, and a file of that name is to be written; rename the folder, or"
              + " change name or output_dir.",
          error.getMessage());
      assertEquals(List.of(), job.stages());
      Files.delete(inPlace);
    }
    Files.createDirectory(folder.resolve("job.lock"));
    assertTrue(
        String.valueOf(refused(TinyJob.PLAIN).getMessage()).contains("job.lock: is a folder"));
  }

  @Test
  void anUnchangedRunRepeatsEveryWarningOfTheRunThatMadeTheFiles() throws Exception {
    job.addUndatedScene();
    String[] cut = {"furniture.credit=" + "A very long line of credit ".repeat(10).strip()};
    RenderResult made = job.render(TinyJob.PLAIN, cut);
    List<String> codes = made.issues().stream().map(Issue::code).toList();
    assertEquals(List.of("undated", "furniture-left-out"), codes);
    RenderResult second = job.render(TinyJob.PLAIN, cut);
    assertEquals("unchanged", second.status());
    assertEquals(List.of(), job.stages(), "by the state of the files");
    assertEquals(made.issues(), second.issues());
    assertEquals(made.dropped(), second.dropped());
    Files.delete(folder.resolve(".terralapse/last-run/job.json"));
    RenderResult third = job.render(TinyJob.PLAIN, cut);
    assertEquals("unchanged", third.status());
    assertEquals(made.issues(), third.issues(), "by the ledger");
    assertEquals(made.dropped(), third.dropped());
    Files.delete(folder.resolve("scenes/no-date.tif"));
    RenderResult fixed = job.render(TinyJob.PLAIN, cut);
    assertEquals("unchanged", fixed.status());
    assertEquals(
        List.of("furniture-left-out"),
        fixed.issues().stream().map(Issue::code).toList(),
        "a warning of the search is gone with its cause");
  }

  @Test
  void aTitleThatIsCutIsAWarningThatNamesTheRendition() throws Exception {
    String title = "title=" + "Lakes of the prairie ".repeat(9).strip();
    List<Issue> issues =
        job.render(TinyJob.PLAIN, title, "renditions=[{name: wide, shape: '1:1', size: 480}]")
            .issues();
    List<Issue> cut = issues.stream().filter(one -> one.code().equals("text-cut")).toList();
    assertEquals(List.of("title"), cut.stream().map(Issue::subject).toList());
    String sentence = cut.get(0).sentence();
    assertTrue(sentence.contains("a frame of 480x480 (rendition wide)"), sentence);
  }

  @Test
  void everyStageIsPrintedOnceAndPublishingIsTheLast() throws Exception {
    job.render(TinyJob.PLAIN, "outputs.alignment=true", TinyJob.ALIGNED);
    assertEquals(Set.copyOf(job.stages()).size(), job.stages().size(), job.stages().toString());
    assertEquals("publishing", job.stages().get(job.stages().size() - 1));
  }

  @Test
  void aRunLeavesNothingBesideWhatItPublishes() throws Exception {
    job.render(TinyJob.PLAIN, "outputs.alignment=true");
    try (var files = Files.list(job.output(""))) {
      assertEquals(
          List.of(),
          files.map(f -> f.getFileName().toString()).filter(n -> n.startsWith(".")).toList());
    }
    Path cache = folder.resolve(".terralapse");
    assertEquals("*\n", Files.readString(cache.resolve(".gitignore")));
    for (String empty : List.of("segments", "running")) {
      try (var files = Files.list(cache.resolve(empty))) {
        assertEquals(0, files.count(), empty);
      }
    }
  }

  @Test
  void aCancelledRunPublishesNothing() throws Exception {
    RunRequest request = job.request(TinyJob.PLAIN);
    job.cancellation().cancel();
    assertThrows(CancellationException.class, () -> new TimelapseJobs().render(request));
    assertEquals(Set.of(), job.published());
  }

  @Test
  void twoRunsOfAJobDoNotPublishAtTheSameTime() throws Exception {
    try (Publication other = Publication.begin(job.output(""), "job")) {
      Files.writeString(other.stage("job.mp4"), "a video that is not complete");
      assertEquals(ExitCode.ENVIRONMENT, refused(TinyJob.PLAIN).exitCode());
      assertTrue(Files.exists(other.stage("job.mp4")), "the other run keeps its files");
    }
    assertEquals("rendered", job.render(TinyJob.PLAIN).status());
  }
}
