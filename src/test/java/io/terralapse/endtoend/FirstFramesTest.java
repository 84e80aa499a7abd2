package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.encode.VideoCheck;
import io.terralapse.testkit.DecodedFrames;
import io.terralapse.testkit.SyntheticScenes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a video begins with, its poster, and first and last together. */
class FirstFramesTest {
  private static final SyntheticScenes SCENES =
      new SyntheticScenes(new SyntheticScenes.Options(200, 120, 10, 13, 0, false, true));

  @TempDir static Path root = Path.of("");
  private static Path scenes;

  @BeforeAll
  static void write() throws IOException {
    scenes = root.resolve("scenes");
    SCENES.write(scenes);
  }

  private static Job job(String name, String... lines) throws IOException {
    return Job.in(root.resolve(name), scenes, List.of("coregister: {model: off}"), lines);
  }

  @Test
  void aVideoCanBeginWithItsLastFrame() throws IOException {
    Job job =
        job("lead", "pace: {lead: last, hold_lead: 0.6}", "outputs: {captions: true, page: true}");
    job.run("render").exits(0);
    List<String> frames = DecodedFrames.pictures(job.video());
    assertEquals(11, frames.size());
    assertNotEquals(frames.get(1), frames.get(0));
    assertEquals(
        10 * 800_000 - 800_000 + 2_000_000 + 600_000,
        VideoCheck.inspect(job.video(), true).durationMicros());
    double first = 99;
    for (JsonNode scene : job.ledger().path("scenes")) {
      first = Math.min(first, scene.path("startSeconds").asDouble(99));
    }
    assertEquals(0.6, first, 1e-9);
    String captions = Files.readString(job.output("job.vtt"));
    List<String> lines = captions.lines().filter(line -> !line.isBlank()).toList();
    String lastDate = lines.get(lines.size() - 1);
    assertTrue(captions.contains("00:00:00.000 --> 00:00:00.600\n" + lastDate), captions);
    job.run("verify", "--segments", "all").exits(0);

    // Without the cache, segments are taken from the published video, the right ones.
    job.run("render", "--set", "pace.seconds_per_frame=0.9", "--set", "cache.dir=other").exits(0);
    assertEquals(frames, DecodedFrames.pictures(job.video()));
  }

  @Test
  void thePosterDecidesWhatAVideoBeginsWith() throws IOException {
    Job job = job("poster", "pace: {lead: poster}", "outputs: {poster: {frame: first}}");
    job.run("render").exits(0);
    assertEquals(10, DecodedFrames.pictures(job.video()).size());
    BufferedImage first = ImageIO.read(job.output("job-poster.jpg").toFile());
    job.run("render", "--set", "outputs.poster.frame=last").exits(0);
    assertEquals(11, DecodedFrames.pictures(job.video()).size());
    BufferedImage last = ImageIO.read(job.output("job-poster.jpg").toFile());
    assertNotEquals(first.getRGB(100, 60), last.getRGB(100, 60));
    job.run("render", "--set", "outputs.poster.badge=true").exits(0);
    BufferedImage badged = ImageIO.read(job.output("job-poster.jpg").toFile());
    assertEquals(0xFF, badged.getRGB(100, 60) & 0xFF, 8);
    assertEquals(first.getRGB(5, 5), badged.getRGB(5, 5));
  }

  @Test
  void aPosterKeepsWithinItsBytes() throws IOException {
    Job job = job("bytes", "outputs: {poster: {max_bytes: 6kB}}");
    job.run("render").exits(0);
    assertTrue(Files.size(job.output("job-poster.jpg")) <= 6000);
    assertTrue(ImageIO.read(job.output("job-poster.jpg").toFile()).getWidth() >= 64);
    job.run("verify").exits(0);
  }

  @Test
  void firstAndLastFrameAreOnePicture() throws IOException {
    Job job =
        job(
            "pair",
            "outputs: {pair: true}",
            "title: A river",
            "renditions: [{name: tall, shape: '9:16', size: 90}]");
    job.run("render").exits(0);
    BufferedImage wide = ImageIO.read(job.output("job-pair.jpg").toFile());
    BufferedImage frame = ImageIO.read(job.output("job-poster.jpg").toFile());
    assertEquals(frame.getWidth(), wide.getWidth());
    assertEquals(2 * frame.getHeight() + 4, wide.getHeight());
    assertEquals(0xFF, wide.getRGB(frame.getWidth() / 2, frame.getHeight() + 1) & 0xFF, 12);
    BufferedImage tall = ImageIO.read(job.output("job-tall-pair.jpg").toFile());
    assertEquals(List.of(2 * 90 + 4, 160), List.of(tall.getWidth(), tall.getHeight()));
  }

  @Test
  void chaptersAreWrittenUnlessTheyAreSwitchedOff() throws IOException {
    Job job =
        job(
            "chapters",
            "renditions: [{name: plain, within: 100x100, outputs: {mp4: {chapters: false, gop:"
                + " 30}}}, {name: quick, within: 100x100, pace: {seconds_per_frame: 0.4, hold_last:"
                + " 1, fps: 24, by_date: false, duration: null, lead: last, hold_lead: 0.5},"
                + " outputs: {captions: true, pair: false, poster: {frame: first, badge: true,"
                + " max_bytes: 9kB}}}]");
    job.run("render").exits(0);
    String main = Files.readString(job.video(), StandardCharsets.ISO_8859_1);
    assertTrue(main.contains("chpl"));
    assertFalse(
        Files.readString(job.output("job-plain.mp4"), StandardCharsets.ISO_8859_1)
            .contains("chpl"));
    assertFalse(VideoCheck.inspect(job.video(), false).editList());
    assertEquals(
        0.5 + 9 * 0.4 + 1,
        VideoCheck.inspect(job.output("job-quick.mp4"), false).durationMicros() / 1e6,
        0.03);
    assertTrue(Files.readString(job.output("job-quick.vtt")).contains("00:00:00.500"));
    assertEquals(100, VideoCheck.inspect(job.output("job-plain.mp4"), false).width());
    job.run("verify").exits(0);
  }

  @Test
  void aSizeLimitExcludesOtherSizes() throws IOException {
    Job job = job("within");
    Job.Outcome outcome =
        job.run("render", "--set", "renditions=[{name: a, shape: '1:1', within: 90x90}]").exits(2);
    assertTrue(outcome.err().contains("excludes shape, size"), outcome.err());
  }
}
