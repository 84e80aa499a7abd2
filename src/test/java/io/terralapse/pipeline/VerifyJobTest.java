package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileHash;
import io.terralapse.inventory.Fingerprint;
import io.terralapse.model.Issue;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Slow
class VerifyJobTest {
  @TempDir Path folder = Path.of("");
  private TinyJob job;

  @BeforeEach
  void publish() throws Exception {
    job = new TinyJob(folder, 3);
    job.render(TinyJob.PLAIN);
  }

  private VerifyResult verify(String... sets) throws Exception {
    return new TimelapseJobs().verify(job.request(TinyJob.PLAIN, sets), 0);
  }

  private Issue onlyDifference(String... sets) throws Exception {
    VerifyResult result = verify(sets);
    assertEquals("different", result.status());
    assertEquals(1, result.differences().size(), result.differences().toString());
    return result.differences().get(0);
  }

  private void assertDifference(String code, String words, String... sets) throws Exception {
    Issue issue = onlyDifference(sets);
    assertEquals(code, issue.code(), issue.sentence());
    assertTrue(issue.sentence().contains(words), issue.sentence());
    assertTrue(issue.sentence().endsWith("."), issue.sentence());
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (var walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(file.toString(), FileHash.sha256(file) + Files.getLastModifiedTime(file));
      }
    }
    return files;
  }

  @Test
  void whatWasPublishedIsIdenticalAndNothingIsChanged() throws Exception {
    Map<String, String> before = files();
    VerifyResult result = verify();
    assertEquals(new VerifyResult("identical", 3, 3, 0, 0, List.of(), List.of()), result);
    assertEquals(before, files());
    for (int i = 0; i < 3; i++) {
      Files.setLastModifiedTime(job.scene(i), FileTime.fromMillis(1_700_000_000_000L));
    }
    Files.move(folder.resolve("scenes"), folder.resolve("moved"));
    VerifyResult moved = verify("scenes=[moved]");
    assertEquals(List.of("settings"), moved.differences().stream().map(Issue::code).toList());
    assertEquals(3, moved.scenes());
  }

  @Test
  void aCacheThatCannotBeWrittenIsNotNeeded() throws Exception {
    // No user can make a folder below a file; permissions do not stop an administrator.
    String below = "cache.dir=job.yaml/cache";
    Map<String, String> before = files();
    assertEquals(
        new VerifyResult("identical", 3, 3, 1, 0, List.of(), List.of()),
        drawAgain(job, Integer.MAX_VALUE, below));
    assertEquals(before, files());
  }

  @Test
  void anotherBuildOfTheProgramIsNoDifference() throws Exception {
    String earlier = job.earlierLedger();
    String other =
        earlier.replaceFirst(
            "\"settingsHash\" : \"[0-9a-f]+\"",
            "\"codeVersion\" : \"other\", \"settingsHash\" : \""
                + Fingerprint.settingsHash(job.settings(), "0.1.0", "other")
                + "\"");
    assertNotEquals(earlier, other);
    Files.writeString(job.output("job.ledger.json"), other);
    assertEquals(new VerifyResult("identical", 3, 3, 0, 0, List.of(), List.of()), verify());
    assertEquals(List.of("settings"), codes(verify("title=Other").differences()));
    RenderResult again = job.render(TinyJob.LOCKED);
    assertEquals("The program is another build of its version.", again.changes().why());
    assertEquals(List.of(), again.changes().changedFrames());
    assertEquals("unchanged", job.render(TinyJob.LOCKED).status());
  }

  @Test
  void aChangedMissingOrDamagedOutputIsNamed() throws Exception {
    Path poster = job.output("job-poster.jpg");
    byte[] good = Files.readAllBytes(poster);
    Files.delete(poster);
    assertDifference("output", "job-poster.jpg is missing");
    byte[] bytes = good.clone();
    bytes[bytes.length / 2] ^= 1;
    Files.write(poster, bytes);
    assertDifference("output", "job-poster.jpg has other content than in the ledger");
    Files.write(poster, new byte[10]);
    List<Issue> all = verify().differences();
    assertTrue(all.get(0).sentence().contains("has 10 bytes, and " + good.length));
    assertTrue(all.get(1).sentence().contains("cannot be shown"), all.toString());
    Files.write(poster, good);
    byte[] video = Files.readAllBytes(job.output("job.mp4"));
    Files.write(job.output("job.mp4"), java.util.Arrays.copyOf(video, video.length / 2));
    assertTrue(verify().differences().size() >= 2, verify().toString());
  }

  @Test
  void theLedgersNumbersAreComparedWithTheVideo() throws Exception {
    Path ledger = job.output("job.ledger.json");
    String text = job.earlierLedger();
    Files.writeString(ledger, text.replaceFirst("\"frames\" : 108", "\"frames\" : 109"));
    assertDifference("output", "job.mp4 plays 108 frames with 0 warnings, and the ledger has 109");
    Files.writeString(
        ledger, text.replaceFirst("\"durationSeconds\" : 3.6", "\"durationSeconds\" : 3.2"));
    assertDifference("output", "job.mp4 lasts 3.60 s, and 3.20 s in the ledger");
    Files.writeString(ledger, "{}");
    assertDifference("ledger", "is missing or is not a ledger");
  }

  @Test
  void aLockThatIsNotThatOfTheVideoIsNamed() throws Exception {
    Path lock = folder.resolve("job.lock");
    String text = Files.readString(lock);
    Files.delete(lock);
    assertDifference("lock", "job.lock is missing");
    Files.writeString(lock, "{");
    assertDifference("lock", "job.lock");
    Files.writeString(
        lock,
        text.replaceFirst(
            "(\"settings\" *: *\")[0-9a-f]",
            "$1"
                + "0123"
                    .charAt(
                        text.replaceFirst("(?s).*\"settings\" *: *\"([0-9a-f]).*", "$1").equals("0")
                            ? 1
                            : 0)));
    assertTrue(
        verify().differences().stream()
            .anyMatch(d -> d.sentence().contains("is not the one that the video was made with")),
        verify().toString());
  }

  @Test
  void scenesThatChangedAreMissingOrNewAreNamed() throws Exception {
    Path kept = Files.copy(job.scene(1), folder.resolve("kept.tif"));
    Files.copy(job.scene(0), job.scene(1), StandardCopyOption.REPLACE_EXISTING);
    assertDifference("scene-changed", job.id(1) + " has other content");
    Files.delete(job.scene(1));
    assertDifference("scene-missing", job.id(1) + " is in the video and is not there any more");
    Files.move(kept, job.scene(1));
    Files.copy(job.scene(0), folder.resolve("scenes/S_20250101.tif"));
    assertDifference("scene-new", "S_20250101 is new");
    assertTrue(
        verify("select.drop=[2024-01-15]").differences().stream()
            .anyMatch(d -> d.sentence().contains("would be dropped now: ")));
  }

  @Test
  void aDateThatAManifestChangesIsNamedUntilItIsRendered() throws Exception {
    Path manifest = folder.resolve("dates.csv");
    String[] dated = {"dates.manifest=dates.csv"};
    Files.writeString(manifest, "path,date\nscenes/" + job.id(0) + ".tif,2020-02-02\n");
    job.render(TinyJob.PLAIN, dated);
    assertEquals("identical", verify(dated).status());
    Files.writeString(manifest, "path,date\nscenes/" + job.id(0) + ".tif,2020-02-03\n");
    assertDifference(
        "scene-changed",
        " is dated 2020-02-03 (manifest), and 2020-02-02 in the ledger; restore it, or run"
            + " `terralapse render`.",
        dated);
    job.render(TinyJob.PLAIN, dated);
    assertEquals("identical", verify(dated).status());
  }

  @Test
  void withoutScenesOrWithOtherSettingsTheRestIsStillCompared() throws Exception {
    assertDifference("settings", "Settings have changed", "title=Another");
    Files.move(folder.resolve("scenes"), folder.resolve("away"));
    assertDifference("scenes", "scenes");
    assertEquals(3, verify().outputs());
  }

  @Test
  void anotherVersionOfTheProgramIsNoDifference() throws Exception {
    VerifyResult result =
        new TimelapseJobs()
            .verify(
                new RunRequest(
                    job.settings(),
                    RunOptions.plain("9.9.9"),
                    job.request(TinyJob.PLAIN).progress(),
                    job.cancellation()),
                0);
    assertEquals("identical", result.status(), result.toString());
  }

  private VerifyResult drawAgain(TinyJob of, int segments, String... sets) throws Exception {
    return new TimelapseJobs().verify(of.request(TinyJob.PLAIN, sets), segments);
  }

  @Test
  void everySegmentIsTheSameWhenItIsDrawnElsewhereWithoutACache(@TempDir Path other)
      throws Exception {
    TinyJob there = new TinyJob(other.resolve("there"), 10);
    there.render(TinyJob.PLAIN, TinyJob.ALIGNED, "look.fill=nearest");
    Path here = other.resolve("here");
    Files.move(there.folder(), here);
    try (var files = Files.walk(here.resolve(".terralapse"))) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
    // Writes the same scenes there, with other times.
    TinyJob moved = new TinyJob(here, 10);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      VerifyResult result =
          drawAgain(moved, Integer.MAX_VALUE, TinyJob.ALIGNED, "look.fill=nearest");
      assertEquals(new VerifyResult("identical", 3, 10, 2, 0, List.of(), List.of()), result);
    } finally {
      Locale.setDefault(before);
    }
    assertEquals(1, drawAgain(moved, 1, TinyJob.ALIGNED, "look.fill=nearest").segments());
  }

  @Test
  void aVideoOfOtherPicturesIsRecognisedAndTheDifferenceMeasured() throws Exception {
    job.render(TinyJob.PLAIN, "look.gamma=1.6");
    List<Issue> all = drawAgain(job, 1).differences();
    assertEquals(List.of("settings", "segments"), codes(all), all.toString());
    String sentence = all.get(1).sentence();
    assertTrue(
        sentence.matches(
            "job.mp4 shows something else in frames 1 to 3 \\(2024-\\S+ to 2024-\\S+\\) than these"
                + " scenes and settings give \\(\\d+\\.\\d\\d % of the samples differ, by up to"
                + " \\d+ of 255 levels\\); run `terralapse render --no-cache` to make it again\\."),
        sentence);
  }

  @Test
  void aVideoThatWasFittedIntoALimitIsDrawnWithThatQuality() throws Exception {
    long bytes = Files.size(job.output("job.mp4"));
    String limit = "outputs.mp4.max_bytes=" + (bytes * 2 / 3) + "B";
    RenderResult fitted = job.render(TinyJob.PLAIN, limit);
    assertTrue(fitted.notices().get(0).contains("instead of crf auto"), fitted.toString());
    assertEquals(
        new VerifyResult("identical", 3, 3, 1, 0, List.of(), List.of()), drawAgain(job, 1, limit));
    // Another quality in the ledger is another video, and one that is not known is no difference.
    Path ledger = job.output("job.ledger.json");
    String text = job.earlierLedger();
    String crf = text.replaceFirst("(?s).*\"crf\" : (\\d+).*", "$1");
    Files.writeString(ledger, text.replace("\"crf\" : " + crf, "\"crf\" : 51"));
    assertEquals(List.of("segments"), codes(drawAgain(job, 1, limit).differences()));
    Files.writeString(ledger, text.replace("\"crf\" : " + crf, "\"none\" : 51"));
    VerifyResult unknown = drawAgain(job, 1, limit);
    assertEquals("identical", unknown.status());
    assertEquals(List.of("not-compared"), codes(unknown.notes()));
  }

  private static final String[] FORMATS = {
    "outputs={mp4: true, hevc: true, av1: true, webm: true, avif: true, ffv1: true, mezzanine:"
        + " true, gif: {max_bytes: 9kB}, webp: true, frames: true}"
  };

  @Test
  void filesOfOtherEncodersAreMadeAgain() throws Exception {
    job.render(TinyJob.PLAIN, FORMATS);
    VerifyResult all = drawAgain(job, Integer.MAX_VALUE, FORMATS);
    assertEquals(new VerifyResult("identical", 14, 3, 1, 11, List.of(), List.of()), all);
    VerifyResult some = drawAgain(job, 1, FORMATS);
    assertEquals("identical", some.status());
    assertEquals(1, some.segments());
    assertEquals(0, some.remade());
    assertEquals(9, some.notes().size(), "eight files, and the frames: " + some.notes());
    assertTrue(
        some.notes().get(0).sentence().startsWith("job-hevc.mp4 was compared with the ledger only"),
        some.notes().toString());
  }

  @Test
  void aFileOfAnotherEncoderThatTheScenesDoNotGiveIsNamed() throws Exception {
    String[] outputs = {"outputs={mp4: false, webm: true, frames: true}"};
    job.render(TinyJob.PLAIN, outputs);
    String[] other = {outputs[0], "look.gamma=1.6"};
    VerifyResult result = drawAgain(job, Integer.MAX_VALUE, other);
    assertEquals(
        List.of("settings", "segments", "segments", "segments", "segments"),
        codes(result.differences()));
    assertTrue(
        result
            .differences()
            .get(1)
            .sentence()
            .startsWith("job.webm is not the file that these scenes and settings give (SHA-256 "),
        result.toString());
    assertEquals(0, result.segments());
    assertEquals(4, result.remade());
    // A video that the settings do not ask for any more is no video of another encoder.
    job.render(TinyJob.PLAIN);
    VerifyResult without = drawAgain(job, 1, "outputs.mp4=false");
    assertTrue(
        without.differences().stream()
            .anyMatch(d -> d.sentence().contains("is a video that the settings no longer ask for")),
        without.toString());
  }

  @Test
  void aVideoOfASingleDateIsDrawnAgain(@TempDir Path other) throws Exception {
    TinyJob single = new TinyJob(other, 1);
    String outputs = "outputs={mp4: true, webm: true, frames: true}";
    RunOptions allowed =
        new RunOptions(false, false, false, false, false, false, true, TinyJob.PLAIN.toolVersion());
    single.render(allowed, outputs);
    assertEquals(
        new VerifyResult("identical", 5, 1, 1, 2, List.of(), List.of()),
        drawAgain(single, Integer.MAX_VALUE, outputs));
    // One of several dates is another video.
    new TinyJob(other, 2);
    assertTrue(codes(drawAgain(single, 1, outputs).differences()).contains("scene-new"));
  }

  @Test
  void aVideoOfMoreFramesThanTheScenesGiveIsNotDrawn() throws Exception {
    Files.delete(job.scene(2));
    VerifyResult result = drawAgain(job, Integer.MAX_VALUE);
    assertEquals(0, result.segments());
    assertTrue(
        result.differences().stream()
            .anyMatch(d -> d.sentence().startsWith("job.mp4 has 3 frames, and these scenes")),
        result.toString());
  }

  @Test
  void aSampleIsSpreadOverTheVideo() {
    assertEquals(List.of(2), SegmentsCheck.sample(5, 1));
    assertEquals(List.of(1, 5, 8), SegmentsCheck.sample(10, 3));
    assertEquals(List.of(0, 1), SegmentsCheck.sample(2, Integer.MAX_VALUE));
    assertEquals(List.of(0, 1, 2, 3), SegmentsCheck.sample(4, 4));
  }

  private static List<String> codes(List<Issue> issues) {
    return issues.stream().map(Issue::code).toList();
  }

  @Test
  void aLockThatCouldNotBeWrittenIsWrittenByTheNextRun() throws Exception {
    Path lock = folder.resolve("job.lock");
    byte[] before = Files.readAllBytes(lock);
    Path inTheWay = Files.createDirectories(folder.resolve(".job.lock.tmp/in/the"));
    RenderResult unwritten = job.render(TinyJob.PLAIN, "look.gamma=1.6");
    assertTrue(codes(unwritten.issues()).contains("lock"), unwritten.toString());
    assertArrayEquals(before, Files.readAllBytes(lock));
    assertTrue(codes(verify("look.gamma=1.6").differences()).contains("lock"));
    Files.delete(inTheWay);
    Files.delete(inTheWay.getParent());
    Files.deleteIfExists(folder.resolve(".job.lock.tmp"));
    RenderResult next = job.render(TinyJob.PLAIN, "look.gamma=1.6");
    assertEquals("rendered", next.status());
    assertFalse(codes(next.issues()).contains("lock"), next.toString());
    assertEquals("identical", verify("look.gamma=1.6").status());
    assertEquals("unchanged", job.render(TinyJob.PLAIN, "look.gamma=1.6").status());
  }
}
