package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.encode.VideoCheck;
import io.terralapse.encode.VideoFacts;
import io.terralapse.testkit.DecodedFrames;
import io.terralapse.testkit.HeadlessBrowser;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All formats of one time-lapse, each read back. */
@Slow
class FormatsTest {
  private static final int DATES = 3;
  private static final SyntheticScenes SCENES =
      new SyntheticScenes(new SyntheticScenes.Options(320, 240, DATES, 13, 0, false, true));

  private static final String ALL =
      "outputs: {hevc: true, av1: true, webm: true, ffv1: true, mezzanine: true, avif: true,"
          + " frames: true, embed: true}";

  private static final String PACE = "pace: {seconds_per_frame: 0.4, hold_last: 1, fps: ";

  @TempDir static Path root = Path.of("");
  private static Path scenes;
  private static Job job;

  @BeforeAll
  static void render() throws IOException {
    scenes = root.resolve("scenes");
    SCENES.write(scenes);
    job = Job.in(root.resolve("all"), scenes, PACE + "25}", ALL);
    job.run("render").exits(0);
  }

  private static void assertVideo(String file, String codec, String pixels, int frames)
      throws IOException {
    VideoFacts facts = VideoCheck.inspect(job.output(file), true);
    VideoFacts own = VideoCheck.inspect(job.video(), true);
    assertEquals(codec, facts.codec(), file);
    assertEquals(pixels, facts.pixelFormat(), file);
    assertEquals(own.width() + "x" + own.height(), facts.width() + "x" + facts.height());
    assertEquals(frames, facts.decodedFrames(), file);
    assertEquals(frames, job.entry(file).path("frames").asInt(), file);
    assertEquals(1.8, facts.durationMicros() / 1e6, 0.02, file);
    assertEquals(0, facts.warnings(), file);
    if (!pixels.startsWith("bgr")) {
      assertEquals("bt709", facts.colorMatrix(), file);
      assertEquals("bt709", facts.colorPrimaries(), file);
      // QuickTime has no field for the range; editing suites take 4:2:2 as limited.
      assertEquals(file.endsWith(".mov") ? "unknown" : "tv", facts.colorRange(), file);
    }
  }

  @Test
  void everyFileReadsBack() throws IOException {
    int frames = 45;
    assertVideo("job.mp4", "h264", "yuv420p", frames);
    assertVideo("job-hevc.mp4", "hevc", "yuv420p", frames);
    assertVideo("job-av1.mp4", "av1", "yuv420p", frames);
    assertVideo("job.webm", "vp9", "yuv420p", frames);
    assertVideo("job.mov", "prores", "yuv422p10le", frames);
    assertVideo("job.mkv", "ffv1", "bgr0", DATES);
    assertVideo("job.avif", "av1", "yuv420p", DATES);
    for (String file : List.of("job-hevc.mp4", "job-av1.mp4", "job.mov")) {
      VideoFacts facts = VideoCheck.inspect(job.output(file), false);
      assertTrue(facts.indexFirst() && !facts.editList(), file);
      assertEquals(Set.of(40_000L), Set.copyOf(facts.frameMicros()), file);
    }
    // Repeats show the picture before, so there are as many pictures as dates.
    // Only AV1 codes its key picture twice, which may look the same.
    int pictures = DecodedFrames.pictures(job.output("job-av1.mp4")).size();
    assertTrue(pictures == DATES || pictures == DATES + 1, pictures + " pictures");
    assertEquals(DATES, DecodedFrames.pictures(job.output("job.webm")).size());
    assertEquals(DATES, DecodedFrames.pictures(job.output("job-hevc.mp4")).size());
    job.run("verify").exits(0);
  }

  @Test
  void losslessFramesAreThoseOfThePictures() throws IOException {
    List<int[]> decoded = new ArrayList<>();
    VideoCheck.inspect(job.output("job.mkv"), true, frame -> decoded.add(rgb(frame)));
    List<Path> pictures = stills(job);
    assertEquals(DATES, pictures.size());
    for (int i = 0; i < DATES; i++) {
      var image = ImageIO.read(pictures.get(i).toFile());
      int[] still =
          image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
      for (int k = 0; k < still.length; k++) {
        assertEquals(still[k] & 0xFFFFFF, decoded.get(i)[k], "frame " + i + ", pixel " + k);
      }
    }
  }

  private static int[] rgb(AVFrame frame) {
    int[] rgb = new int[frame.width() * frame.height()];
    BytePointer data = frame.data(0);
    byte[] line = new byte[4 * frame.width()];
    for (int row = 0; row < frame.height(); row++) {
      data.position((long) row * frame.linesize(0)).get(line);
      for (int x = 0; x < frame.width(); x++) {
        rgb[row * frame.width() + x] =
            ((line[4 * x + 2] & 0xFF) << 16)
                | ((line[4 * x + 1] & 0xFF) << 8)
                | (line[4 * x] & 0xFF);
      }
    }
    return rgb;
  }

  private static List<Path> stills(Job of) throws IOException {
    try (Stream<Path> files = Files.list(of.folder().resolve("output"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("job-frame-"))
          .sorted()
          .toList();
    }
  }

  /** Stills have their dates in their names; a shorter sequence leaves none behind. */
  @Test
  void stillsFollowTheSequence() throws IOException {
    Job frames = Job.in(root.resolve("frames"), scenes, "outputs: {frames: {format: jpeg}}");
    frames.run("render").exits(0);
    List<Path> before = stills(frames);
    assertEquals(DATES, before.size());
    String date = frames.ledger().path("scenes").get(0).path("acquired").asText();
    assertEquals(
        "job-frame-0001-" + date.substring(0, 10) + ".jpg", before.get(0).getFileName().toString());
    String second = frames.ledger().path("scenes").get(1).path("acquired").asText();
    String without = "select.from=" + second.substring(0, 10);
    frames.run("render", "--set", without).exits(0);
    assertEquals(DATES - 1, stills(frames).size());
  }

  /** Two runs, one without any cache and with other threads, give the same bytes. */
  @Test
  void filesAreReproducible() throws IOException {
    Job again = Job.in(root.resolve("again"), scenes, PACE + "25}", ALL, "jobs: 1");
    again.run("render", "--no-cache").exits(0);
    assertEquals(job.hashes(), again.hashes());
  }

  /** An unchanged file is not encoded again when another one is added. */
  @Test
  void unchangedFilesAreKept() throws IOException {
    Job one = Job.in(root.resolve("kept"), scenes, "outputs: {webm: true}");
    one.run("render").exits(0);
    String key = one.entry("job.webm").path("key").asText();
    assertFalse(key.isEmpty());
    one.run("render").exits(0);
    one.run("render", "--set", "outputs.poster=false").exits(0);
    // The settings' hash is part of the file's tags, so this one is another file.
    assertFalse(one.entry("job.webm").path("key").asText().equals(key));
    FileTime time = Files.getLastModifiedTime(one.output("job.webm"));
    one.run("render", "--set", "outputs.poster=false").exits(0);
    assertEquals(time, Files.getLastModifiedTime(one.output("job.webm")));
  }

  @Test
  void limitsOfBytesAreKept() throws IOException {
    Job small =
        Job.in(
            root.resolve("small"),
            scenes,
            "outputs: {mp4: {max_bytes: 14kB}, webm: {max_bytes: 10kB}, poster: false}");
    Job.Outcome outcome = small.run("render").exits(0);
    for (String file : List.of("job.mp4", "job.webm")) {
      long limit = file.equals("job.mp4") ? 14_000 : 10_000;
      assertTrue(Files.size(small.output(file)) <= limit, file);
      String givenUp = small.entry(file).path("givenUp").path(0).asText();
      assertTrue(givenUp.startsWith("crf "), givenUp);
      assertTrue(
          outcome.err().contains(file + " was made to fit into its limit of bytes with crf "));
    }
    small.run("verify").exits(0);
  }

  @Test
  void limitsThatCannotBeKeptAreRefused() throws IOException {
    for (String output : List.of("mp4", "webm")) {
      Job tiny =
          Job.in(
              root.resolve("tiny-" + output),
              scenes,
              "outputs: {" + output + ": {max_bytes: 1kB}}");
      Job.Outcome outcome = tiny.run("render").exits(2);
      assertTrue(outcome.err().contains("outputs." + output + ".max_bytes: "), outcome.err());
      assertFalse(Files.exists(tiny.video()), "nothing is published");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"h264_nvenc", "h264_vaapi", "h264_videotoolbox"})
  void hardwareThatIsAbsentIsRefused(String encoder) throws IOException {
    Job hardware =
        Job.in(
            root.resolve("hardware-" + encoder),
            scenes,
            "outputs: {mp4: {max_bytes: 40kB, encoder: " + encoder + "}}");
    Job.Outcome outcome = hardware.run("render");
    if (outcome.code() == 0) {
      assertTrue(Files.size(hardware.video()) <= 40_000);
    } else {
      assertEquals(4, outcome.code(), outcome.err());
      assertTrue(outcome.err().contains("set it to auto"), outcome.err());
      assertFalse(Files.exists(hardware.video()));
    }
  }

  /** What settings change, of the job and of a rendition. */
  @Test
  void settingsAreFollowed() throws IOException {
    String settings =
        "hevc: {crf: 40, preset: fast, max_bytes: 8MB}, "
            + "av1: {crf: 50, preset: 8, max_bytes: 9MB}, "
            + "webm: {codec: av1, crf: 50, max_bytes: 7MB}, "
            + "ffv1: true, mezzanine: {codec: dnxhr}, "
            + "avif: {crf: 50, max_bytes: 6MB}, frames: {format: jpeg}";
    Job one =
        Job.in(
            root.resolve("settings"),
            scenes,
            PACE + "variable}",
            "outputs: {webm: true}",
            "renditions: [{name: small, size: 256x192, outputs: {" + settings + "}}]");
    one.run("render").exits(0);
    Set<String> names = one.hashes().keySet();
    Set<String> expected =
        Stream.of(".mp4", "-hevc.mp4", "-av1.mp4", ".webm", ".mkv", ".mov", ".avif", "-poster.jpg")
            .map(ending -> "job-small" + ending)
            .collect(Collectors.toSet());
    assertTrue(names.containsAll(expected), names.toString());
    assertFalse(names.contains("job-hevc.mp4"));
    assertEquals("av1", VideoCheck.inspect(one.output("job-small.webm"), false).codec());
    assertEquals("vp9", VideoCheck.inspect(one.output("job.webm"), false).codec());
    VideoFacts hevc = VideoCheck.inspect(one.output("job-small-hevc.mp4"), true);
    assertEquals(List.of(400_000L, 400_000L, 1_000_000L), hevc.frameMicros());
    assertEquals(256, hevc.width());
    one.run("verify").exits(0);
  }

  /** The origin of a file is in the file, and no place if places are not revealed. */
  @Test
  void filesSayWhatTheyAreMadeOf() throws IOException {
    String hash = job.ledger().path("job").path("settingsHash").asText();
    String scene = job.ledger().path("scenes").get(0).path("id").asText();
    for (String file : List.of("job.mp4", "job-hevc.mp4", "job-av1.mp4", "job.webm", "job.mkv")) {
      String text = Files.readString(job.output(file), StandardCharsets.ISO_8859_1);
      assertTrue(text.contains("settings " + hash + "; sources: " + scene), file);
      assertTrue(text.contains("Terralapse "), file);
    }
    Job secret =
        Job.in(root.resolve("secret"), scenes, "reveal_location: false", "outputs: {webm: true}");
    secret.run("render").exits(0);
    for (String file : List.of("job.mp4", "job.webm")) {
      String text = Files.readString(secret.output(file), StandardCharsets.ISO_8859_1);
      assertTrue(text.contains("; sources: "), file);
      assertFalse(text.contains(scene) || text.contains(root.toString()), file);
    }
  }

  @Test
  void browsersPlayTheSources() throws IOException {
    String embed = Files.readString(job.output("job-embed.html"));
    int av1 = embed.indexOf("job-av1.mp4");
    assertTrue(av1 > 0 && av1 < embed.indexOf("job-hevc.mp4"));
    assertTrue(embed.indexOf("job-hevc.mp4") < embed.indexOf("job.webm"));
    assertTrue(embed.indexOf("job.webm") < embed.indexOf("\"job.mp4"));
    try (HeadlessBrowser browser =
        HeadlessBrowser.start(Files.createDirectories(root.resolve("browser")))) {
      for (String file : List.of("job-av1.mp4", "job.webm")) {
        Path page = root.resolve("all/output/" + file + ".html");
        Files.writeString(
            page, "<!doctype html><title>t</title><video id=v muted src=\"" + file + "\"></video>");
        browser.open(page.toUri());
        browser.await("v.readyState >= 2 || v.error");
        assertTrue(browser.evaluate("v.error === null").asBoolean(), file);
        assertEquals(1.8, browser.evaluate("v.duration").asDouble(), 0.05, file);
        browser.evaluate("v.currentTime = 1.7; 0");
        browser.await("!v.seeking && v.readyState >= 2");
        browser.evaluate("v.currentTime = 0; v.play(); 0");
        browser.await("v.ended || v.error");
        assertTrue(browser.evaluate("v.error === null").asBoolean(), file);
        Files.delete(page);
      }
      Path page = root.resolve("all/output/avif.html");
      Files.writeString(page, "<!doctype html><title>t</title><img id=i src=\"job.avif\">");
      browser.open(page.toUri());
      browser.await("i.complete");
      assertTrue(browser.evaluate("i.naturalWidth > 0").asBoolean(), "AVIF");
      Files.delete(page);
    }
  }
}
