package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.terralapse.cli.Wiring;
import io.terralapse.model.SampleType;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import io.terralapse.testkit.TinyTiff;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A folder of scenes becomes a video by {@code init} and {@code render} alone. */
@Slow
class InitTest {
  private static final int SIDE = 64;

  @TempDir Path folder = Path.of("");

  private Job.Outcome run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Wiring.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = line.execute(words);
    return new Job.Outcome(code, out.toString(), err.toString());
  }

  private Job.Outcome init() {
    return run("init", folder.resolve("scenes").toString(), "-o", config().toString());
  }

  private Job.Outcome render(String... options) {
    return run(
        Stream.concat(
                Stream.of("render"),
                Stream.concat(Arrays.stream(options), Stream.of("" + config())))
            .toArray(String[]::new));
  }

  private Path config() {
    return folder.resolve("config.yaml");
  }

  private Path file(String name) throws IOException {
    return Files.createDirectories(folder.resolve("scenes")).resolve(name);
  }

  /** A scene without data in a square in its middle, as under a masked cloud. */
  private void scene(String name, int bands, double share) throws IOException {
    float[][] pixels = new float[bands][SIDE * SIDE];
    double half = Math.sqrt(1 - share) * SIDE / 2;
    for (int b = 0; b < bands; b++) {
      for (int i = 0; i < SIDE * SIDE; i++) {
        double x = Math.abs(i % SIDE + 0.5 - SIDE / 2.0);
        double y = Math.abs(Math.floorDiv(i, SIDE) + 0.5 - SIDE / 2.0);
        pixels[b][i] = Math.max(x, y) < half ? 0 : 300 + 100 * b + (i * 37 % 101);
      }
    }
    new TinyTiff(SIDE, SIDE, SampleType.UINT16)
        .georeferenced(SyntheticScenes.EPSG, SyntheticScenes.TRANSFORM)
        .nodata("0")
        .write(file(name), pixels);
  }

  private JsonNode ledger() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("output/scenes.ledger.json").toFile());
  }

  @Test
  void smallScenesBecomeAVideoOfFullSizeAndTheLedgerSaysByHowMuch() throws IOException {
    scene("site_2020-03-01.tif", 3, 1);
    scene("site_2021-03-01.tif", 3, 1);
    String out = init().exits(0).out();
    assertTrue(out.startsWith("2 scenes, 2020 to 2021; frames of 1080x1080."), out);
    render("--set", "coregister.model=off").exits(0);
    assertEquals(1080, ledger().path("grid").path("height").asInt());
    assertEquals(16.88, ledger().path("look").path("enlargement").asDouble());
    String plan = run("plan", config().toString()).exits(0).out();
    assertTrue(plan.contains("enlarged 17 times"), plan);
  }

  @Test
  void aLimitThatDropsTooManyDatesIsRelaxed() throws IOException {
    scene("site_2020-03-01.tif", 3, 0.63);
    scene("site_2020-04-01.tif", 3, 1);
    scene("site_2020-05-01.tif", 3, 0.62);
    init().exits(0);
    assertTrue(Files.readString(config()).contains("min_coverage: 60,"));
    assertTrue(render("--set", "coregister.model=off").exits(0).out().startsWith("Rendered 3"));
  }

  @Test
  void theRefusalCountsTheRulesAndItsAdviceIsTrue() throws IOException {
    scene("site_2020-03-01.tif", 3, 0.63);
    scene("site_2020-04-01.tif", 3, 1);
    scene("site_2020-05-01.tif", 3, 0.42);
    Files.writeString(config(), "scenes: [scenes]\nname: scenes\ncoregister: {model: off}\n");
    String refusal = render().exits(3).err();
    Matcher advice =
        Pattern.compile(
                "only one date is left, and a time-lapse needs two: 2 of 3 scenes were dropped by"
                    + " select.min_coverage: 80 \\(min_coverage: (\\d+) would keep (\\d) dates\\)")
            .matcher(refusal);
    assertTrue(advice.find(), refusal);
    assertTrue(refusal.contains("--allow-single"), refusal);
    assertTrue(refusal.contains("scenes.ledger.json"), refusal);
    assertEquals("single", reasons().get(1));
    render("--allow-single").exits(0);
    String followed = render("--set", "select.min_coverage=" + advice.group(1)).exits(0).out();
    assertTrue(followed.startsWith("Rendered " + advice.group(2) + " frames"), followed);
  }

  private List<String> reasons() throws IOException {
    List<String> reasons = new ArrayList<>();
    ledger().path("scenes").forEach(scene -> reasons.add(scene.path("reason").asText()));
    return reasons;
  }

  @Test
  void imagesWithoutDatesGetAListToFillIn() throws IOException {
    for (String name : List.of("a.png", "b, c.png")) {
      BufferedImage image = new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < 80 * 60; i++) {
        image.setRGB(i % 80, i / 80, 0x404040 + (i * 37 % 101) * 0x010101);
      }
      ImageIO.write(image, "png", file(name).toFile());
    }
    String out = init().exits(0).out();
    assertTrue(out.startsWith("2 scenes, all without a date."), out);
    assertTrue(out.contains("Missing: 2 dates"), out);
    Path manifest = folder.resolve("manifest.csv");
    assertTrue(render().exits(2).err().contains("line 3 and 1 other have no date; write one"));
    String rows = Files.readString(manifest);
    Files.writeString(
        manifest,
        rows.replace("a.png,", "a.png,2020-01-01").replace("c.png\",", "c.png\",2021-01-01"));
    render("--set", "coregister.model=off").exits(0);
    String again = init().exits(2).err();
    assertTrue(again.contains("config.yaml: exists already and was not changed"), again);
    Files.delete(config());
    assertTrue(init().exits(2).err().contains("manifest.csv: exists already"));
    assertFalse(Files.exists(config()));
  }

  @Test
  void someImagesWithoutDatesDoNotKeepTheOthersFromBeingShown() throws IOException {
    scene("site_2020-03-01.tif", 3, 1);
    scene("site_2021-03-01.tif", 3, 1);
    scene("site.tif", 3, 1);
    String out = init().exits(0).out();
    assertTrue(out.startsWith("3 scenes, 2020 to 2021, 1 without a date"), out);
    assertTrue(Files.readString(folder.resolve("manifest.csv")).contains("\n#scenes/site.tif,\n"));
    render("--set", "coregister.model=off").exits(0);
  }

  @Test
  void filesOfUnknownBandsAreNamedWithTheEntryToWrite() throws IOException {
    for (String date : List.of("2020-01-05", "2020-01-31")) {
      for (int band = 13; band <= 15; band++) {
        scene("XYZ-4_WFI_123456_B" + band + "_" + date + ".tif", 1, 1);
      }
    }
    String out = init().exits(0).out();
    assertTrue(out.startsWith("no usable scene."), out);
    assertEquals(1, Pattern.compile("Missing: ").matcher(out).results().count(), out);
    String text = Files.readString(config());
    assertTrue(text.contains("\n# sources: [{match: "), text);
    assertFalse(Files.exists(folder.resolve("manifest.csv")));
    Files.writeString(config(), text.replace("\n# sources: [{", "\nsources: [{"));
    render("--set", "coregister.model=off").exits(0);
  }

  @Test
  void aFolderOfAnotherFormatIsRefusedWithTheWayToConvertIt() throws IOException {
    for (String name : List.of("sst_20170103.nc", "sst_20170104.nc", "readme.md")) {
      Files.writeString(file(name), "CDF");
    }
    String refusal = init().exits(2).err();
    assertTrue(
        refusal.contains(
            "contains no scenes, but 2 NetCDF files (such as sst_20170103.nc), which are not"
                + " read; write each date as a GeoTIFF that has the date in its name, with"
                + " \"gdal_translate SUBDATASET out.tif\" and a SUBDATASET that gdalinfo"
                + " lists."),
        refusal);
  }

  @Test
  void aSingleSceneIsNotCalledComplete() throws IOException {
    scene("site_2020-03-01.tif", 3, 1);
    String out = init().exits(0).out();
    assertTrue(
        out.contains("Missing: a time-lapse needs two dates; add scenes of other dates."), out);
    assertTrue(out.contains("complete what is missing"), out);
  }

  @Test
  void anAreaThatIsTooSmallIsWrittenDownAsMissing() throws IOException {
    for (String name : List.of("site_2020-03-01.tif", "site_2021-03-01.tif")) {
      new TinyTiff(10, 10, SampleType.UINT16)
          .georeferenced(SyntheticScenes.EPSG, SyntheticScenes.TRANSFORM)
          .write(file(name), new float[100], new float[100], new float[100]);
    }
    String out = init().exits(0).out();
    assertTrue(out.contains("Missing: scenes: none is 16 pixels wide and high, and fewer"), out);
    assertTrue(out.contains("complete what is missing"), out);
    assertTrue(Files.exists(config()));
  }

  @Test
  void copiesInSeveralFoldersAreShownOnce() throws IOException {
    Files.createDirectories(file("a"));
    Files.createDirectories(file("b"));
    scene("a/2020-03-01.tif", 3, 1);
    scene("a/2021-03-01.tif", 3, 1);
    scene("b/2021-03-01.tif", 3, 1);
    init().exits(0);
    String rendered = render("--set", "coregister.model=off").exits(0).out();
    assertTrue(rendered.startsWith("Rendered 2 frames"), rendered);
    assertTrue(reasons().contains("superseded"));
  }
}
