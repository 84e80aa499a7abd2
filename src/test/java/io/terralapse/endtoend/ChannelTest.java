package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import io.terralapse.tone.ColourMap;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bands, expressions, colours and the legend, through the whole program. */
class ChannelTest {
  private static final SyntheticScenes SCENES =
      new SyntheticScenes(SyntheticScenes.Options.of(560, 400, 2));
  private static final String AREA = "aoi: {te: [500600, 5096800, 505000, 5099400]}";
  private static final String BARE =
      "furniture: {date: false, title: false, scale_bar: false, north_arrow: false, credit: false,"
          + " band_label: false, legend: ";

  @TempDir static Path root = Path.of("");
  private static Path scenes;

  @BeforeAll
  static void write() throws IOException {
    scenes = root.resolve("scenes");
    SCENES.write(scenes);
  }

  private static Job.Outcome still(Path out, String... lines) throws IOException {
    Job job = Job.in(out.resolveSibling(out.getFileName() + "-job"), scenes, List.of(AREA), lines);
    String date = SCENES.dates().get(0).day().toString();
    return job.run("still", "--draft", "-o", out.toString(), date);
  }

  private static int[] pixels(String name, String... lines) throws IOException {
    Path out = root.resolve(name + ".png");
    still(out, lines).exits(0);
    BufferedImage image = ImageIO.read(out.toFile());
    int[] rgb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.stream(rgb).map(p -> p & 0xFFFFFF).toArray();
  }

  @Test
  void anExpressionIsShownInItsColours() throws IOException {
    int[] flat =
        pixels(
            "flat", "look: {bands: 0 * red, stretch: [-1, 1], colormap: magma}", BARE + "false}");
    int middle = ColourMap.find("magma").orElseThrow().rgb(128);
    assertEquals(flat.length, Arrays.stream(flat).filter(p -> p == middle).count());
  }

  @Test
  void aChannelEqualToABandShowsThatBand() throws IOException {
    String range = ", stretch: [0, 0.3]}";
    int[] grey = pixels("red", "look: {bands: red" + range, BARE + "auto}");
    int[] computed =
        pixels("computed", "look: {bands: red + 0, colormap: grey" + range, BARE + "false}");
    int[] three = pixels("three", "look: {bands: [red, 1 * red, red]" + range, BARE + "auto}");
    assertTrue(Arrays.stream(grey).distinct().count() > 30);
    assertEquals(Arrays.toString(grey), Arrays.toString(computed));
    assertEquals(Arrays.toString(grey), Arrays.toString(three));
  }

  @Slow
  @Test
  void onlyAColouredChannelHasALegendUnlessAsked() throws IOException {
    String index = "look: {bands: green / red, stretch: [0, 2]}";
    int[] without = pixels("without", index, BARE + "false}");
    int[] with = pixels("with", index, BARE + "auto}");
    int width = 440;
    int topChanges = changes(without, with, 0, width * 60);
    assertEquals(0, topChanges, "only the lower part is drawn on");
    assertNotEquals(0, changes(without, with, width * 160, without.length));
    String grey = "look: {bands: red}";
    assertEquals(
        0, differences(pixels("g1", grey, BARE + "false}"), pixels("g2", grey, BARE + "auto}")));
    assertNotEquals(
        0, differences(pixels("g1", grey, BARE + "false}"), pixels("g3", grey, BARE + "true}")));
  }

  private static int differences(int[] a, int[] b) {
    return changes(a, b, 0, a.length);
  }

  private static int changes(int[] a, int[] b, int from, int to) {
    return (int) IntStream.range(from, to).filter(i -> a[i] != b[i]).count();
  }

  @Test
  void whatCannotBeShownIsSaidInOneSentence() throws IOException {
    String lacking = still(root.resolve("no.png"), "look: {bands: ndvi}").exits(3).err();
    assertTrue(lacking.contains("has no band nir, which NDVI needs"), lacking);
    String colours = still(root.resolve("no.png"), "look: {colormap: viridis}").exits(2).err();
    assertTrue(colours.contains("look.colormap: viridis is for one channel"), colours);
  }
}
