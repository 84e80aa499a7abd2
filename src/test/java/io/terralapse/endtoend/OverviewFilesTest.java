package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.testkit.SyntheticScenes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contact sheet and the strip chart of whole jobs. */
class OverviewFilesTest {
  private static final SyntheticScenes SCENES =
      new SyntheticScenes(new SyntheticScenes.Options(160, 120, 5, 5, 1, false, false));

  @TempDir static Path root;
  private static Path scenes;

  @BeforeAll
  static void writeScenes() throws IOException {
    scenes = root.resolve("scenes");
    SCENES.write(scenes);
  }

  private static Job job(String name, String... lines) throws IOException {
    return Job.in(root.resolve(name), scenes, List.of("coregister: {model: off}"), lines);
  }

  @Test
  void bothArePublishedCheckedAndReproduced() throws IOException {
    Job job = job("both", "title: Harbour", "outputs: {contact_sheet: true, chart: true}");
    job.run("render").exits(0);
    assertEquals(5, job.entry("job-contact.png").path("frames").asInt());
    assertEquals(5, job.entry("job-chart.svg").path("frames").asInt());
    byte[] sheet = Files.readAllBytes(job.output("job-contact.png"));
    byte[] chart = Files.readAllBytes(job.output("job-chart.png"));
    assertTrue(job.run("render").exits(0).out().contains("Up to date"));
    job.run("verify").exits(0);

    job.run("render", "--no-cache").exits(0);
    assertArrayEquals(sheet, Files.readAllBytes(job.output("job-contact.png")));
    assertArrayEquals(chart, Files.readAllBytes(job.output("job-chart.png")));

    Files.write(job.output("job-contact.png"), new byte[100]);
    assertTrue(job.run("verify").exits(5).out().contains("job-contact.png"));
    job.run("render").exits(0);
    assertArrayEquals(sheet, Files.readAllBytes(job.output("job-contact.png")));
  }

  @Test
  void aSheetOfFewerFramesSaysSo() throws IOException {
    Job job = job("few", "outputs: {contact_sheet: {frames: 2}}");
    job.run("render").exits(0);
    assertEquals(2, job.entry("job-contact.png").path("frames").asInt());
  }

  @Test
  void datesThatAreNotUsedCanBeShown() throws IOException {
    Job job =
        job("dropped", "select: {best_per: month}", "outputs: {contact_sheet: {dropped: true}}");
    job.run("render").exits(0);
    int used = job.entry("job.mp4").path("segments").path(0).path("pictures").asInt();
    assertTrue(used < 5, "frames: " + used);
    assertEquals(5, job.entry("job-contact.png").path("frames").asInt());
  }

  @Test
  void numbersTakeSpaceBelowTheDates() throws IOException {
    Job plain = job("plain", "outputs: {contact_sheet: true}");
    Job numbers = job("numbers", "outputs: {contact_sheet: {numbers: true}}");
    plain.run("render").exits(0);
    numbers.run("render").exits(0);
    BufferedImage without = ImageIO.read(plain.output("job-contact.png").toFile());
    BufferedImage with = ImageIO.read(numbers.output("job-contact.png").toFile());
    assertTrue(with.getHeight() > without.getHeight() + 10);
  }

  @Test
  void nothingIsWrittenWithoutARequest() throws IOException {
    Job job = job("none");
    job.run("render").exits(0);
    assertFalse(Files.exists(job.output("job-contact.png")));
    assertFalse(Files.exists(job.output("job-chart.svg")));
  }

  @Test
  void aKoreanSheetHasEnglishWordsWhereTheFontHasNoOthers() throws IOException {
    Job job =
        job(
            "korean",
            "furniture: {locale: ko, date: uuuu-MM-dd}",
            "outputs: {contact_sheet: {numbers: true}, chart: true}");
    job.run("render").exits(0);
    String svg = Files.readString(job.output("job-chart.svg"));
    assertTrue(svg.contains("<desc>Shift (px)"), svg.substring(0, 300));
  }
}
