package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.encode.AvcCodec;
import io.terralapse.encode.VideoCheck;
import io.terralapse.encode.VideoFacts;
import io.terralapse.places.NamedPlace;
import io.terralapse.places.PlaceLimits;
import io.terralapse.places.PlaceTable;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the table of places: a job is rendered for it, and its files are read back. */
@Slow
class PlacesTest {
  private static final int DATES = 3;

  private static final SyntheticScenes SCENES =
      new SyntheticScenes(new SyntheticScenes.Options(300, 170, DATES, 13, 0, false, true));

  @TempDir static Path root = Path.of("");
  private static Path scenes;

  @BeforeAll
  static void write() throws IOException {
    scenes = root.resolve("scenes");
    SCENES.write(scenes);
  }

  private static Job job(String name, String... lines) throws IOException {
    List<String> all = new ArrayList<>(List.of(lines));
    for (String usual :
        List.of(
            "title: Sørfjorden",
            "coregister: {model: off}",
            "grid: {size: 1440x810}",
            "pace: {seconds_per_frame: 0.5, hold_last: 1}",
            "outputs: {mp4: {preset: superfast, crf: 24}}")) {
      String section = usual.substring(0, usual.indexOf(' '));
      if (Stream.of(lines).noneMatch(line -> line.startsWith(section))) {
        all.add(usual);
      }
    }
    return Job.in(root.resolve(name), scenes, all.toArray(String[]::new));
  }

  static Stream<String> places() {
    return PlaceTable.all().stream().map(NamedPlace::name);
  }

  @ParameterizedTest
  @MethodSource("places")
  void theFilesOfAPlaceKeepToItsLimits(String name) throws Exception {
    NamedPlace place = PlaceTable.find(name).orElseThrow();
    Job job = job("row-" + name, "for: [" + name + "]");
    JsonNode result = job.run("render", "--json").exits(0).json();
    JsonNode made = result.at("/places/0");
    assertEquals(name, made.path("place").asText());
    List<String> files = new ArrayList<>();
    made.path("files").forEach(file -> files.add(file.asText()));
    for (NamedPlace.PlaceFile file : place.files()) {
      if (file.settings().at("/outputs/mp4").isBoolean()) {
        String ending = file.settings().at("/outputs").has("gif") ? ".gif" : ".mov";
        assertTrue(files.contains("job-" + file.name() + ending), files.toString());
        continue;
      }
      assertTrue(files.contains("job-" + file.name() + ".mp4"), files.toString());
      checkVideo(job, "job-" + file.name() + ".mp4", file, place.limits());
    }
    for (String file : files) {
      Path written = job.output(file);
      if (file.endsWith(".gif")) {
        assertTrue(Files.size(written) <= Math.min(1_000_000, limit(place, file)), file);
        checkGif(written);
      } else if (file.endsWith(".mov")) {
        checkMezzanine(written);
      } else if (file.endsWith(".jpg")) {
        BufferedImage still = ImageIO.read(written.toFile());
        assertTrue(still.getWidth() > 100, file);
        assertTrue(Files.size(written) <= limit(place, file), file);
      } else if (file.endsWith(".vtt")) {
        assertTrue(Files.readString(written).startsWith("WEBVTT"));
        assertTrue(Files.size(written) <= limit(place, file), file);
      } else if (file.endsWith(".html")) {
        assertTrue(Files.size(written) <= limit(place, file), file);
      }
    }
    assertFalse(files.isEmpty());
    String alt = made.path("altText").asText();
    assertTrue(alt.contains("Sørfjorden"), alt);
    assertTrue(alt.length() <= place.limits().altCharacters().orElse(Long.MAX_VALUE));
    assertTrue(Files.readString(job.output("job-places.txt")).contains(alt));
    assertEquals(new TreeSet<>(files), filesInLedger(job, name));
    job.run("verify").exits(0);
    assertEquals("unchanged", status(job));
  }

  /** The last date, then all dates; in a loop, since it takes less than 5 s. */
  private static void checkGif(Path gif) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(gif.toFile())) {
      reader.setInput(in);
      assertEquals(600, reader.getWidth(0));
      assertEquals(DATES + 1, reader.getNumImages(true));
    }
    String bytes = Files.readString(gif, StandardCharsets.ISO_8859_1);
    assertTrue(bytes.startsWith("GIF89a"));
    assertTrue(bytes.contains("NETSCAPE2.0\u0003\u0001\0\0\0"), "repeats endlessly");
  }

  private static void checkMezzanine(Path movie) throws IOException {
    VideoFacts facts = VideoCheck.inspect(movie, true);
    assertEquals("prores", facts.codec());
    assertEquals("yuv422p10le", facts.pixelFormat());
    assertEquals(0, facts.warnings());
    assertEquals(60, facts.frames(), "2 s at 30 frames a second");
    assertEquals(facts.frames(), facts.decodedFrames());
    assertEquals(2_000_000, facts.durationMicros());
    assertTrue(facts.indexFirst());
    assertFalse(facts.editList());
  }

  private static long limit(NamedPlace place, String file) {
    return place.limits().mostBytes(file, OptionalDouble.empty()).orElse(Long.MAX_VALUE);
  }

  private static String status(Job job) throws IOException {
    return job.run("render", "--json").exits(0).json().path("status").asText();
  }

  private static Set<String> filesInLedger(Job job, String place) throws IOException {
    Set<String> files = new TreeSet<>();
    for (JsonNode output : job.ledger().path("outputs")) {
      for (JsonNode name : output.path("for")) {
        if (name.asText().equals(place)) {
          files.add(output.path("file").asText());
        }
      }
    }
    return files;
  }

  private static void checkVideo(
      Job job, String name, NamedPlace.PlaceFile file, PlaceLimits limits) throws IOException {
    Path video = job.output(name);
    List<Integer> distances = new ArrayList<>();
    VideoFacts facts =
        VideoCheck.inspect(
            video,
            true,
            frame -> {
              if ((frame.flags() & AVFrame.AV_FRAME_FLAG_KEY) != 0) {
                distances.add(0);
              }
              distances.set(distances.size() - 1, distances.get(distances.size() - 1) + 1);
            });
    assertEquals("h264", facts.codec());
    assertEquals(
        List.of("yuv420p", "tv", "bt709", "bt709", "bt709", "left"),
        List.of(
            facts.pixelFormat(),
            facts.colorRange(),
            facts.colorPrimaries(),
            facts.colorTransfer(),
            facts.colorMatrix(),
            facts.chromaLocation()));
    assertEquals(0, facts.warnings());
    assertEquals(facts.frames(), facts.decodedFrames());
    assertTrue(facts.indexFirst());
    assertFalse(facts.editList());
    assertEquals("", limits.findWrongSize(facts.width(), facts.height()), name);
    int fps = (int) Math.round(1e6 / facts.frameMicros().get(0));
    assertTrue(limits.allowsFps(fps), name + " has " + fps + " frames a second");
    for (long micros : facts.frameMicros()) {
      assertEquals(1e6 / fps, (double) micros, 1);
    }
    double seconds = facts.durationMicros() / 1e6;
    assertEquals(facts.frames() / (double) fps, seconds, 1e-3);
    assertTrue(seconds >= limits.leastSeconds().orElse(0), name + " lasts " + seconds);
    assertTrue(seconds <= limits.mostSeconds().orElse(1e9), name + " lasts " + seconds);
    assertTrue(
        Files.size(video)
            <= limits.mostBytes(name, OptionalDouble.of(seconds)).orElse(Long.MAX_VALUE),
        name);
    int gop = file.settings().at("/outputs/mp4/gop").asInt(10_000);
    assertTrue(distances.stream().allMatch(d -> d <= gop), name + " " + distances);
    String bytes = new String(Files.readAllBytes(video), StandardCharsets.UTF_8);
    assertTrue(bytes.contains("Sørfjorden"), "title");
    assertFalse(bytes.contains("chpl"), "platforms get no second track");
    assertFalse(bytes.contains("Lavf"));
    assertFalse(bytes.contains("moof"), "no fragments");
    assertEquals(bytes.indexOf("trak"), bytes.lastIndexOf("trak"), "one track, without sound");
    assertTrue(
        AvcCodec.mediaType(video).startsWith("video/mp4; codecs=\"avc1.64"), "the High profile");
  }

  /** 0.5 + 0.5 + 1 s are less than 3 s. */
  @Test
  void aVideoThatIsTooShortIsShownForLongerAndTheRunSaysSo() throws Exception {
    Job job =
        job(
            "short",
            "for: [tiktok, youtube_shorts, instagram_reels]",
            "focus: {pixels: [0, 0, 9, 9]}");
    JsonNode result = job.run("render", "--json").exits(0).json();
    String notices = result.path("notices").toString();
    assertTrue(notices.contains("job-tiktok.mp4 shows every date 1.51 times as long"), notices);
    assertFalse(notices.contains("job-youtube_shorts"), notices);
    assertTrue(VideoCheck.inspect(job.output("job-tiktok.mp4"), false).durationMicros() >= 3e6);
    assertEquals(
        2_000_000,
        VideoCheck.inspect(job.output("job-youtube_shorts.mp4"), false).durationMicros());
    assertEquals(2_000_000, VideoCheck.inspect(job.output("job.mp4"), false).durationMicros());
    for (JsonNode output : job.ledger().path("outputs")) {
      assertEquals(
          List.of("job-tiktok.mp4", "job-instagram_reels.mp4")
              .contains(output.path("file").asText()),
          output.has("notes"),
          output.toString());
    }
  }

  @Test
  void settingsThatContradictAPlaceAreRefused() throws IOException {
    Job job = job("refused");
    for (String[] wrong :
        new String[][] {
          {"for=[mastodon]", "pace.fps=variable", "needs a constant rate"},
          {"for=[x]", "pace.fps=25", "X (x) needs 30 to 60 frames a second"},
          {"for=[scrolly]", "pace.fps=30", "Scrolling stories (scrolly) needs 24 frames a second"},
          {"for=[web]", "outputs.page=false", "for: web needs it"},
          {"for=[web]", "outputs.mp4=false", "web shows the video"},
          {
            "for=[scrolly]",
            "renditions=[{name: scrolly, outputs: {mp4: {gop: 100}}}]",
            "the 72 frames that scrolly takes"
          },
          {
            "for=[bluesky]",
            "renditions=[{name: bluesky, outputs: {mp4: false}}]",
            "bluesky is for a video"
          },
          {
            "for=[bluesky]",
            "renditions=[{name: bluesky, outputs: {poster: {max_bytes: 3MB}}}]",
            "bytes that bluesky takes"
          },
          {
            "for=[email]",
            "renditions=[{name: email, outputs: {gif: {max_bytes: 3MB}}}]",
            "the 1000000 bytes that email takes"
          },
          {
            "for=[youtube_shorts]",
            "renditions=[{name: youtube_shorts, shape: '16:9'}]",
            "square or taller"
          },
          {"for=[youtube_shorts]", "pace.duration=200", "takes videos of at most 180 s"},
          {"for=[myspace]", "name=job", "myspace is not a place; write web"},
        }) {
      Job.Outcome outcome = job.run("render", "--set", wrong[0], "--set", wrong[1]).exits(2);
      assertTrue(outcome.err().contains(wrong[2]), outcome.err());
    }
  }

  /** Substack takes 8 Mb a second, and pictures of noise in this quality have more. */
  @Test
  void aFileThatIsTooLargeForItsPlaceIsMadeToFitAndTheLedgerSaysSo() throws Exception {
    Job job =
        job(
            "fitted",
            "for: [substack, bluesky]",
            "pace: {seconds_per_frame: 0.1, hold_last: 0.2}",
            "outputs: {mp4: {preset: ultrafast, crf: 1}, gif: {max_bytes: 30MB, width: 1440}}",
            "renditions: [{name: substack, outputs: {hevc: {crf: 1, preset: ultrafast},"
                + " webm: {crf: 1}}}, {name: bluesky, outputs: {gif: true}}]");
    JsonNode result = job.run("render", "--json").exits(0).json();
    assertEquals("rendered", result.path("status").asText());
    assertTrue(Files.size(job.output("job.mp4")) > 400_000, "only a place has a limit");
    for (String ending : List.of(".mp4", "-hevc.mp4", ".webm")) {
      String file = "job-substack" + ending;
      assertTrue(Files.size(job.output(file)) <= 400_000, file);
      assertTrue(result.path("notices").toString().contains(file + " was made to fit"), file);
      assertTrue(givenUp(job, file).startsWith("crf "), file);
    }
    assertEquals("", givenUp(job, "job.mp4"));
    assertFalse(Files.exists(job.output("job-substack.gif")), "a place has its own files only");
    assertTrue(Files.size(job.output("job-bluesky.gif")) <= 2_000_000);
    assertEquals("unchanged", status(job));
  }

  private static String givenUp(Job job, String file) throws IOException {
    for (JsonNode output : job.ledger().path("outputs")) {
      if (output.path("file").asText().equals(file)) {
        return output.path("givenUp").path(0).asText();
      }
    }
    throw new AssertionError(file);
  }

  @Test
  void whatCannotBeMadeToFitAPlaceIsRefused() throws IOException {
    Job job =
        job(
            "lossless",
            "for: [substack]",
            "pace: {seconds_per_frame: 0.04, hold_last: 0.04}",
            "outputs: {poster: false}",
            "renditions: [{name: substack, outputs: {mezzanine: true}}]");
    Job.Outcome outcome = job.run("render").exits(2);
    assertTrue(outcome.err().contains("job-substack.mov has"), outcome.err());
    assertTrue(outcome.err().contains("leave this format out"), outcome.err());
  }

  @Test
  void anEntryOfRenditionsChangesTheFileOfAPlace() throws IOException {
    Job job =
        job(
            "changed",
            "for: [bluesky, x]",
            "renditions: [{name: bluesky, shape: '1:1', size: 600, outputs: {poster: false}}]");
    job.run("render").exits(0);
    VideoFacts facts = VideoCheck.inspect(job.output("job-bluesky.mp4"), false);
    assertEquals(List.of(600, 600), List.of(facts.width(), facts.height()));
    assertFalse(Files.exists(job.output("job-bluesky-poster.jpg")));
    assertTrue(Files.exists(job.output("job-bluesky.vtt")));
    assertEquals(1280, VideoCheck.inspect(job.output("job-x.mp4"), false).width());
  }

  @Test
  void everyLimitHasASourceAndADate() {
    for (NamedPlace place : PlaceTable.all()) {
      assertFalse(place.facts().isEmpty(), place.name());
      place.limits();
      place
          .facts()
          .forEach(
              fact -> {
                assertFalse(fact.source().isBlank(), fact.text());
                assertTrue(fact.read().matches("20\\d\\d-\\d\\d-\\d\\d"), fact.text());
              });
    }
    assertEquals(
        PlaceTable.all().size(), places().collect(Collectors.toSet()).size(), "names are unique");
  }
}
