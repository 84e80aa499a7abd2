package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.encode.gif.GifReader;
import io.terralapse.testkit.HeadlessBrowser;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The GIF and the animated WebP of a run. */
@Slow
class AnimatedPicturesTest {
  private static final String BOTH =
      "outputs: {gif: {max_bytes: 40kB, width: 120, colours: 128, fps: 10, loop: forever},"
          + " webp: {max_bytes: 30kB, width: 160, lossless: false, fps: 5, loop: 3}}";

  @TempDir static Path root = Path.of("");
  private static Path scenes;

  @BeforeAll
  static void write() throws IOException {
    scenes = root.resolve("scenes");
    new SyntheticScenes(SyntheticScenes.Options.of(200, 150, 3)).write(scenes);
  }

  private static Job rendered(String name, String... lines) throws IOException {
    Job job = Job.in(root.resolve(name), scenes, lines);
    job.run("render").exits(0);
    return job;
  }

  private static GifReader gif(Job job, String file) throws IOException {
    return GifReader.read(Files.readAllBytes(job.output(file)));
  }

  @Test
  void bothAreWrittenVerifiedAndKept() throws IOException {
    Job job = rendered("both", BOTH);
    GifReader gif = gif(job, "job.gif");
    assertEquals(120, gif.width());
    assertArrayEquals(new int[] {80, 80, 200}, gif.delays());
    assertEquals(0, gif.plays());
    assertTrue(Files.size(job.output("job.gif")) <= 40_000);
    assertTrue(Files.size(job.output("job.webp")) <= 30_000);
    assertEquals(3, job.entry("job.gif").path("frames").asInt());
    assertEquals(3.6, job.entry("job.webp").path("durationSeconds").asDouble(), 1e-6);
    job.run("verify").exits(0);
    assertTrue(job.run("render", "--json").exits(0).out().contains("\"unchanged\""));
    byte[] before = Files.readAllBytes(job.output("job.gif"));
    Files.delete(job.output("job.gif"));
    assertTrue(job.run("render", "--json").exits(0).out().contains("\"rendered\""));
    assertArrayEquals(before, Files.readAllBytes(job.output("job.gif")));
  }

  @Test
  void settingsOfARenditionReplaceThoseOfTheJob() throws IOException {
    Job job =
        rendered(
            "renditions",
            "outputs: {gif: {width: 100, loop: once}}",
            "renditions:",
            "- {name: small, shape: \"1:1\", outputs: {gif: {max_bytes: 60kB, width: 64,"
                + " colours: 64, fps: 2, loop: 2}}}",
            "- {name: none, shape: \"1:1\", outputs: {gif: false, webp: {max_bytes: 80kB,"
                + " width: 64, lossless: true, fps: 2, loop: once}}}");
    assertEquals(1, gif(job, "job.gif").plays());
    GifReader small = gif(job, "job-small.gif");
    assertEquals(64, small.width());
    assertEquals(2, small.plays());
    assertFalse(Files.exists(job.output("job-none.gif")));
    assertTrue(Files.exists(job.output("job-none.webp")));
  }

  @Test
  void aLimitThatCannotBeReachedPublishesNothing() throws IOException {
    Job job = Job.in(root.resolve("refused"), scenes, "outputs: {gif: {max_bytes: 200B}}");
    String sentence = job.run("render").exits(2).err();
    assertTrue(sentence.contains("outputs.gif.max_bytes: 200 bytes are too few"), sentence);
    assertFalse(Files.exists(job.output("job.gif")));
    assertFalse(Files.exists(job.output("job.mp4")));
  }

  @Test
  void chromiumShowsEveryFrameForItsTime() throws IOException {
    Job job = rendered("browser", BOTH);
    try (HeadlessBrowser browser =
        HeadlessBrowser.start(Files.createDirectories(root.resolve("chromium")))) {
      assertEquals("120 Infinity 800 800 2000", seen(browser, job, "gif"));
      assertEquals("160 2 800 800 2000", seen(browser, job, "webp"));
    }
  }

  /** Width, number of repeats and milliseconds of each frame. */
  private static String seen(HeadlessBrowser browser, Job job, String format) throws IOException {
    String data =
        Base64.getEncoder().encodeToString(Files.readAllBytes(job.output("job." + format)));
    String page =
        "<script>async function look() {const b = Uint8Array.from(atob('"
            + data
            + "'), c => c.charCodeAt(0));"
            + "const d = new ImageDecoder({data: b, type: 'image/"
            + format
            + "'}); await d.completed; await d.tracks.ready; const t = d.tracks.selectedTrack;"
            + "let text = ''; for (let i = 0; i < t.frameCount; i++) {"
            + "const f = (await d.decode({frameIndex: i})).image;"
            + "if (i == 0) text = f.displayWidth + ' ' + t.repetitionCount;"
            + "text += ' ' + f.duration / 1000;} return text;}"
            + "look().then(t => document.title = t, e => document.title = e);</script>";
    Path file = root.resolve(format + ".html");
    Files.write(file, page.getBytes(StandardCharsets.UTF_8));
    browser.open(file.toUri());
    browser.await("document.title != ''");
    return browser.evaluate("document.title").asText();
  }
}
