package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.access.FileHash;
import io.terralapse.encode.VideoCheck;
import io.terralapse.testkit.DecodedFrames;
import io.terralapse.testkit.HeadlessBrowser;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scene that arrives leaves published frames as they are, and costs one segment. */
class AppendTest {
  private static final int COUNT = 18;
  private static final SyntheticScenes SCENES =
      new SyntheticScenes(new SyntheticScenes.Options(256, 144, COUNT, 13, 0, false, true));

  /** The stretch is given, so that it does not depend on which dates there are. */
  private static final List<String> FIXED =
      List.of("coregister: {model: off}", "look: {stretch: [300, 2600]}", "title: A river");

  @TempDir static Path root = Path.of("");
  private static Path scenes;

  @BeforeAll
  static void write() throws IOException {
    scenes = root.resolve("scenes");
    SCENES.write(scenes);
  }

  /** A job whose scenes arrive one by one. */
  private static final class Site {
    private final Path folder;
    private final Job job;

    Site(String name, String... lines) throws IOException {
      folder = Files.createDirectories(root.resolve(name).resolve("arrived"));
      job = Job.in(root.resolve(name), folder, FIXED, lines);
    }

    /** The first {@code count} dates have arrived. */
    Site with(int count) throws IOException {
      for (int i = 0; i < count; i++) {
        String name = SCENES.dates().get(i).fileName();
        if (!Files.exists(folder.resolve(name))) {
          Files.copy(scenes.resolve(name), folder.resolve(name));
        }
      }
      return this;
    }

    /** A date that has not arrived, or is gone again. */
    Site without(int date) throws IOException {
      Files.delete(folder.resolve(SCENES.dates().get(date).fileName()));
      return this;
    }

    Site render(String... options) {
      job.run("render", options).exits(0);
      return this;
    }

    List<String> frames() throws IOException {
      return DecodedFrames.pictures(job.video());
    }

    List<String> segments(String field) throws IOException {
      List<String> values = new ArrayList<>();
      for (JsonNode segment : job.ledger().path("outputs").get(0).path("segments")) {
        values.add(segment.path(field).asText());
      }
      return values;
    }

    Path cache(String section) {
      return job.folder().resolve(".terralapse").resolve(section);
    }

    Set<String> kept(String section) throws IOException {
      try (Stream<Path> files = Files.list(cache(section))) {
        return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
      }
    }

    void delete(String section) throws IOException {
      try (Stream<Path> files = Files.walk(cache(section))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** The same dates, rendered by a run that knows of no other. */
  private static Path alone(String name, Site site) throws IOException {
    Path config = root.resolve(name).resolve("config.yaml");
    Files.createDirectories(root.resolve(name));
    Files.copy(site.job.folder().resolve("config.yaml"), config);
    Path lock = site.job.folder().resolve("job.lock");
    Files.copy(lock, root.resolve(name).resolve("job.lock"));
    Job job = new Job(root.resolve(name));
    job.run("render").exits(0);
    return job.video();
  }

  @Test
  void publishedFramesStayBitIdenticalAndOnlyTheOpenSegmentIsEncoded() throws IOException {
    Site site = new Site("append").with(17).render();
    List<String> frames = site.frames();
    List<String> segments = site.segments("sha256");
    assertEquals(3, segments.size());
    Set<String> coded = site.kept("video");
    Set<String> pictures = site.kept("pictures");
    assertEquals(1, pictures.size(), "those of the open segment");

    site.with(18).render();

    assertEquals(frames, site.frames().subList(0, 17));
    assertEquals(18, site.frames().size());
    assertEquals(segments.subList(0, 2), site.segments("sha256").subList(0, 2));
    assertEquals(coded.size() + 1, site.kept("video").size());
    assertEquals(2, site.kept("pictures").size());
    assertTrue(site.kept("pictures").containsAll(pictures), "the old picture was not drawn again");
    assertEquals(
        FileHash.sha256(alone("append-alone", site)),
        FileHash.sha256(site.job.video()),
        "the same bytes as a run that encodes everything");
  }

  @Test
  void aSceneThatBeginsASegmentLeavesTheFullOneAsItIs() throws IOException {
    Site site = new Site("boundary").with(8).render();
    List<String> frames = site.frames();
    List<String> keys = site.segments("key");
    assertEquals(1, keys.size());
    site.with(9).render();
    assertEquals(keys, site.segments("key").subList(0, 1));
    assertEquals(frames, site.frames().subList(0, 8));
    assertEquals(1, site.kept("pictures").size(), "those of the full segment are not kept");
  }

  @Test
  void aLateSceneAndOneThatIsGoneChangeTheirSegmentOnly() throws IOException {
    Site site = new Site("late").with(18).without(3).render();
    List<String> frames = site.frames();
    List<String> segments = site.segments("sha256");
    assertEquals(List.of("8", "8", "1"), site.segments("pictures"));

    site.with(18).render();

    assertEquals(List.of("4", "5", "8", "1"), site.segments("pictures"));
    assertEquals(segments.subList(1, 3), site.segments("sha256").subList(2, 4));
    assertEquals(frames.subList(0, 3), site.frames().subList(0, 3));
    assertEquals(frames.subList(8, 17), site.frames().subList(9, 18));
    assertEquals(
        FileHash.sha256(alone("late-alone", site)),
        FileHash.sha256(site.job.video()),
        "the lock says where segments begin");
    site.job.run("verify", "--segments", "all").exits(0);

    segments = site.segments("sha256");
    site.without(10).render();
    assertEquals(List.of("4", "5", "7", "1"), site.segments("pictures"));
    assertEquals(segments.subList(0, 2), site.segments("sha256").subList(0, 2));
    assertEquals(segments.subList(3, 4), site.segments("sha256").subList(3, 4));
  }

  @Test
  void withoutACacheSealedSegmentsComeFromThePublishedVideo() throws IOException {
    Site site = new Site("lost-cache").with(17).render();
    List<String> segments = site.segments("sha256");
    site.delete("video");
    site.delete("pictures");
    site.delete("windows");
    site.with(18).render();
    assertEquals(segments.subList(0, 2), site.segments("sha256").subList(0, 2));
    assertEquals(3, site.kept("video").size(), "two from the video, one encoded");
    assertEquals(
        FileHash.sha256(alone("lost-cache-alone", site)), FileHash.sha256(site.job.video()));
  }

  @Test
  void aPublishedVideoThatWasDamagedIsNotUsed() throws IOException {
    Site site = new Site("damaged-video").with(17).render();
    String whole = FileHash.sha256(site.job.video());
    site.delete("video");
    byte[] bytes = Files.readAllBytes(site.job.video());
    bytes[bytes.length / 2] ^= 1;
    Files.write(site.job.video(), bytes);
    site.render();
    assertEquals(whole, FileHash.sha256(site.job.video()));
  }

  @Test
  void aDamagedSegmentIsEncodedAgain() throws IOException {
    Site site = new Site("damaged").with(9).render();
    String whole = FileHash.sha256(site.job.video());
    for (String section : List.of("video", "pictures")) {
      for (String name : site.kept(section)) {
        Path file = site.cache(section).resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      }
    }
    // Neither may the segments come from the video.
    Files.delete(site.job.video());
    site.render();
    assertEquals(whole, FileHash.sha256(site.job.video()));
  }

  @Test
  void aConstantFrameRateRepeatsTheLastPictureForAShorterTime() throws IOException {
    Site site = new Site("constant", "pace: {fps: 25, seconds_per_frame: 0.2, hold_last: 0.6}");
    List<String> before = DecodedFrames.hashes(site.with(8).render().job.video());
    assertEquals(7 * 5 + 15, before.size());
    List<String> after = DecodedFrames.hashes(site.with(9).render().job.video());
    assertEquals(8 * 5 + 15, after.size());
    assertEquals(before.subList(0, 8 * 5), after.subList(0, 8 * 5));
    assertEquals(FileHash.sha256(alone("constant-alone", site)), FileHash.sha256(site.job.video()));
  }

  /** The encoder knows neither rate nor duration. */
  @Test
  void aChangedPaceEncodesNothingAgain() throws IOException {
    Site site = new Site("pace", "pace: {fps: 25}").with(9).render();
    List<String> frames = site.frames();
    List<String> segments = site.segments("sha256");
    Set<String> kept = site.kept("video");
    for (String pace :
        List.of("{fps: 30}", "{fps: variable}", "{duration: 11.5, by_date: true, hold_last: 3}")) {
      site.render("--set", "pace=" + pace);
      assertEquals(frames, site.frames());
      assertEquals(segments, site.segments("sha256"));
      assertEquals(kept, site.kept("video"));
    }
    assertEquals(11.5, VideoCheck.inspect(site.job.video(), true).durationMicros() / 1e6, 1e-3);
  }

  @Test
  void furnitureOfPublishedFramesStaysWhateverArrives() throws IOException {
    Site site = new Site("furniture", "sources: [{match: '*_20240623T*', credit: " + LONG + "}]");
    List<String> before = site.with(16).render().frames();
    List<String> after = site.with(18).render().frames();
    assertEquals(before, after.subList(0, 16));

    Site wider = new Site("wider", "furniture: {date: 'EEEE d MMMM uuuu'}");
    before = wider.with(1 + 9).render().frames();
    assertEquals(before, wider.with(18).render().frames().subList(0, 10));
  }

  private static final String LONG = "A much longer credit line of another provider of images";

  @Test
  void aChangedLayoutIsDrawnAgainAndRefusedUnderLocked() throws IOException {
    Site site = new Site("relaid").with(3).render();
    List<String> before = site.frames();
    Job.Outcome refused =
        site.job.run("render", "--locked", "--set", "furniture.date=uuuu").exits(2);
    assertTrue(refused.err().contains("job.lock holds a layout that was made for other settings"));
    assertEquals(before, site.frames());
    site.render("--set", "furniture.date=uuuu");
    assertNotEquals(before, site.frames());
    site.job.run("render", "--locked", "--set", "furniture.date=uuuu").exits(0);
  }

  /** And a run was killed while it held the job, with files half written. */
  @Test
  void aClockThatWasSetBackChangesNothing() throws IOException {
    Site site = new Site("clock").with(9).render();
    List<String> frames = site.frames();
    Path output = site.job.output("");
    Files.writeString(output.resolve(".job.running"), "process 1 since 2999-01-01T00:00:00Z\n");
    Files.writeString(output.resolve(".job~job.mp4"), "half");
    Files.writeString(site.cache("running").resolve("1-abcdef01.lock"), "");
    Files.createDirectories(site.cache("segments").resolve("run-1-abcdef01"));
    Files.writeString(site.cache("segments").resolve("run-1-abcdef01/segment-0"), "half");
    Files.writeString(site.cache("video").resolve("1-abcdef01.1.tmp"), "half");
    FileTime later = FileTime.from(Instant.now().plus(Duration.ofDays(400)));
    try (Stream<Path> files = Files.walk(site.job.folder())) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, later);
      }
    }
    site.with(10).render();
    assertEquals(frames, site.frames().subList(0, 9));
    assertEquals(10, site.frames().size());
    try (Stream<Path> files = Files.list(output)) {
      assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith(".")));
    }
    assertEquals(Set.of(), site.kept("running"));
    assertEquals(Set.of(), site.kept("segments"));
    assertTrue(site.kept("video").stream().allMatch(name -> name.endsWith(".seg")));
  }

  @Test
  void anAppendedVideoPlaysInABrowser() throws IOException {
    Site site = new Site("browser", "pace: {seconds_per_frame: 0.1, hold_last: 0.2}");
    site.with(9).render().with(18).render();
    assertFalse(VideoCheck.inspect(site.job.video(), true).warnings() > 0);
    Path page = site.job.output("page.html");
    Files.writeString(page, "<!doctype html><video src='job.mp4' muted></video>");
    try (HeadlessBrowser browser =
        HeadlessBrowser.start(Files.createDirectories(root.resolve("chromium")))) {
      browser.open(page.toUri());
      String video = "document.querySelector('video')";
      browser.await(video + ".readyState >= 1");
      double seconds = browser.evaluate(video + ".duration").asDouble();
      assertEquals(17 * 0.1 + 0.2, seconds, 1e-3);
      browser.evaluate(video + ".onended = () => window.played = true; " + video + ".play(); 0");
      browser.await("window.played === true");
      assertTrue(browser.evaluate(video + ".error === null").asBoolean());
      assertEquals(
          17 * 3 + 6,
          browser.evaluate(video + ".getVideoPlaybackQuality().totalVideoFrames").asInt(),
          40,
          "frames of a busy machine may be dropped, not all of them");
      assertEquals(List.of(), browser.complaints());
    }
  }
}
