package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.access.FileAccess;
import io.terralapse.model.PixelRect;
import io.terralapse.raster.tiff.TiffRaster;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verb that measures and makes no video. */
@Slow
class AlignTest {
  private static final int COUNT = 4;
  private static final SyntheticScenes SCENES =
      new SyntheticScenes(new SyntheticScenes.Options(480, 360, COUNT, 13, 2.0, false, true));

  @TempDir static Path root = Path.of("");
  private static Path scenes;

  @BeforeAll
  static void write() throws IOException {
    scenes = root.resolve("scenes");
    SCENES.write(scenes);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void thePageIsThereAndTheVideoIsNot() throws IOException {
    Job job = Job.in(root.resolve("page"), scenes, "coregister: {reference: 2024-01-05}");
    Job.Outcome outcome = job.run("align", "--json").exits(0);
    JsonNode result = outcome.json();
    assertEquals(COUNT, result.path("dates").size());
    for (int i = 1; i < COUNT; i++) {
      JsonNode date = result.path("dates").get(i);
      assertEquals("aligned", date.path("status").asText());
      assertEquals(
          SCENES.dates().get(i).dxPx() - SCENES.dates().get(0).dxPx(),
          date.path("dxPx").asDouble(),
          0.05);
    }
    assertEquals(
        List.of("job.alignment.html"),
        files(job.output("")).stream()
            .map(file -> file.getFileName().toString())
            .filter(name -> !name.startsWith("."))
            .toList());
    String page = Files.readString(job.output("job.alignment.html"));
    assertEquals(COUNT, page.split("<article", -1).length - 1);
    assertTrue(page.contains("All 4 dates are aligned, to within"), page.substring(0, 9000));
  }

  @Test
  void aPublishedVideoStaysAsItIs() throws IOException {
    Job job = Job.in(root.resolve("beside"), scenes, "coregister: {reference: 2024-01-05}");
    job.run("render").exits(0);
    byte[] video = Files.readAllBytes(job.video());
    byte[] ledger = Files.readAllBytes(job.output("job.ledger.json"));
    job.run("align").exits(0);
    assertEquals(-1, Arrays.mismatch(video, Files.readAllBytes(job.video())));
    assertEquals(-1, Arrays.mismatch(ledger, Files.readAllBytes(job.output("job.ledger.json"))));
  }

  @Test
  void aVideoMayBringThePageWithIt() throws IOException {
    Job job = Job.in(root.resolve("both"), scenes, "outputs: {alignment: true}");
    job.run("render").exits(0);
    JsonNode outputs = job.ledger().path("outputs");
    assertTrue(outputs.toString().contains("job.alignment.html"), outputs.toString());
    assertTrue(Files.size(job.output("job.alignment.html")) > 20_000);
  }

  @Test
  void whatKeepsChangingIsLeftOutByItself() throws IOException {
    Job plain = Job.in(root.resolve("not-auto"), scenes, "coregister: {reference: 2024-01-05}");
    Job auto =
        Job.in(root.resolve("auto"), scenes, "coregister: {reference: 2024-01-05, exclude: auto}");
    plain.run("render").exits(0);
    auto.run("render").exits(0);
    for (int i = 1; i < COUNT; i++) {
      assertEquals(
          plain.ledger().path("scenes").get(i).path("shift").path("dxPx").asDouble(),
          auto.ledger().path("scenes").get(i).path("shift").path("dxPx").asDouble(),
          0.03);
    }
  }

  private static Object fileKey(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  @Test
  void aNewDateMeasuresItsOwnEdgesOnly() throws IOException {
    Path some = root.resolve("some");
    Files.createDirectories(some);
    for (int i = 0; i < COUNT - 1; i++) {
      String name = SCENES.dates().get(i).fileName();
      Files.copy(scenes.resolve(name), some.resolve(name));
    }
    Job job = Job.in(root.resolve("grows"), some, "coregister: {reference: 2024-01-05}");
    job.run("align").exits(0);
    Path edges = job.folder().resolve(".terralapse/edges");
    List<Path> before = files(edges);
    assertEquals(COUNT - 2, before.size());
    // An edge that is measured again replaces its file by another one.
    Map<Path, Object> fileKeys = new HashMap<>();
    for (Path edge : before) {
      fileKeys.put(edge, fileKey(edge));
    }
    String name = SCENES.dates().get(COUNT - 1).fileName();
    Files.copy(scenes.resolve(name), some.resolve(name));
    job.run("align").exits(0);
    List<Path> after = files(edges);
    assertEquals(COUNT - 1, after.size());
    assertTrue(after.containsAll(before), "old edges stay");
    for (Path edge : before) {
      assertEquals(fileKeys.get(edge), fileKey(edge), "not measured again: " + edge);
    }
  }

  @Test
  void alignedFramesAreGeoTiffsOfTheSameLand() throws IOException {
    Path folder = root.resolve("cogs/deep");
    Job job = Job.in(root.resolve("cogs-job"), scenes, "coregister: {reference: 2024-01-05}");
    job.run("align", "--write-aligned", folder.toString()).exits(0);
    List<Path> written = files(folder);
    assertEquals(COUNT, written.size());
    for (Path file : written) {
      assertTrue(file.getFileName().toString().startsWith("2024-0"), file.toString());
    }
    // They are a sequence of their own, and nothing is left to move.
    Job again = Job.in(root.resolve("cogs-again"), folder, "coregister: {reference: 2024-01-05}");
    JsonNode dates = again.run("align", "--json").exits(0).json().path("dates");
    for (int i = 1; i < COUNT; i++) {
      double left =
          Math.hypot(dates.get(i).path("dxPx").asDouble(), dates.get(i).path("dyPx").asDouble());
      assertTrue(left < 0.06, dates.get(i).toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"near, 0, 0", "bilinear, 0.5, 1", "cubic, 0.5, 1"})
  void alignedFramesUseTheKernelOfGridR(String kernel, double least, double most)
      throws IOException {
    Path folder = root.resolve("frames-" + kernel);
    Job job =
        Job.in(
            root.resolve("kernel-" + kernel),
            scenes,
            "coregister: {reference: 2024-01-05}\ngrid: {tr: 10, r: " + kernel + "}");
    job.run("align", "--write-aligned", folder.toString()).exits(0);
    // Dates other than the reference are moved by fractions of a pixel. Samples are reflectance
    // times 10,000 in whole numbers, which only nearest neighbour keeps.
    double fractional = fractionalShare(files(folder).get(1));
    assertTrue(fractional >= least && fractional <= most, kernel + ": " + fractional);
  }

  private static double fractionalShare(Path file) throws IOException {
    try (TiffRaster raster = TiffRaster.open(FileAccess.open(file))) {
      int width = raster.info().width();
      int height = raster.info().height();
      float[][] out = new float[1][width * height];
      raster.read(0, new PixelRect(0, 0, width, height), new int[] {0}, out);
      int fractional = 0;
      int valid = 0;
      for (float value : out[0]) {
        double sample = value * 10_000.0;
        valid += Double.isFinite(sample) ? 1 : 0;
        fractional += Math.abs(sample - Math.rint(sample)) > 0.01 ? 1 : 0;
      }
      assertTrue(valid > width * height / 2, "valid pixels: " + valid);
      return fractional / (double) valid;
    }
  }

  @Test
  void withAlignmentOffThePageSaysSo() throws IOException {
    Job job = Job.in(root.resolve("off"), scenes, "coregister: {model: off}");
    job.run("align").exits(0);
    String page = Files.readString(job.output("job.alignment.html"));
    assertTrue(page.contains("Alignment is off"), page.substring(0, 9000));
    assertFalse(page.contains("data-blink"), "there is nothing to compare with");
  }
}
