package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.GeoTransform;
import io.terralapse.model.SampleType;
import io.terralapse.testkit.TinyTiff;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Colours of a file, from its tags to the picture. */
class ColourTest {
  private static final int SIZE = 64;
  private static final int PHOTOMETRIC = 262;
  private static final int COLOUR_MAP = 320;
  private static final String PLAIN =
      "furniture: {date: false, title: false, scale_bar: false, north_arrow: false, credit: false}";

  @TempDir Path root = Path.of("");
  private Path scenes = Path.of("");

  @BeforeEach
  void makeFolder() throws IOException {
    scenes = Files.createDirectories(root.resolve("scenes"));
  }

  private static TinyTiff tiff() {
    return new TinyTiff(SIZE, SIZE, SampleType.UINT8)
        .georeferenced(32633, GeoTransform.northUp(500_000, 4_000_000, 10));
  }

  /** One value left of the middle, another right of it. */
  private static float[] halves(float left, float right) {
    float[] samples = new float[SIZE * SIZE];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i % SIZE < SIZE / 2 ? left : right;
    }
    return samples;
  }

  /** The picture of the only date, with values as they are. */
  private BufferedImage still() throws IOException {
    Path out = root.resolve("out.png");
    // All of the file: what has no data, or is black to the border, would not be shown.
    String area =
        "aoi: {te: [500000, %d, %d, 4000000], te_srs: 'EPSG:32633'}"
            .formatted(4_000_000 - 10 * SIZE, 500_000 + 10 * SIZE);
    Job job = Job.in(root.resolve("job"), scenes, PLAIN, "look: {stretch: [0, 255]}", area);
    job.run("still", "--draft", "-o", out.toString(), "2020").exits(0);
    return ImageIO.read(out.toFile());
  }

  private static void assertColours(int left, int right, BufferedImage image) {
    assertEquals(left, image.getRGB(image.getWidth() / 4, image.getHeight() / 2) & 0xffffff);
    assertEquals(right, image.getRGB(image.getWidth() * 3 / 4, image.getHeight() / 2) & 0xffffff);
  }

  @Test
  void indicesOfATableBecomeItsColours() throws IOException {
    int[] map = new int[3 * 256];
    map[3] = 220 * 257;
    map[256 + 3] = 30 * 257;
    map[512 + 7] = 200 * 257;
    tiff()
        .shorts(PHOTOMETRIC, 3)
        .shorts(COLOUR_MAP, map)
        .write(scenes.resolve("map_2020-01-01.tif"), halves(3, 7));
    assertColours(0xdc1e00, 0x0000c8, still());
  }

  @Test
  void aTableBesideTheFileCountsAsWell() throws IOException {
    Path file = scenes.resolve("map_2020-01-01.tif");
    tiff().write(file, halves(0, 1));
    Files.writeString(
        file.resolveSibling("map_2020-01-01.tif.aux.xml"),
        "<PAMDataset><PAMRasterBand band=\"1\"><ColorTable><Entry c1=\"255\" c2=\"0\" c3=\"0\"/>"
            + "<Entry c1=\"0\" c2=\"255\" c3=\"0\"/></ColorTable></PAMRasterBand></PAMDataset>");
    assertColours(0xff0000, 0x00ff00, still());
  }

  @Test
  void zeroIsWhiteWhereTheFileSaysSo() throws IOException {
    tiff().shorts(PHOTOMETRIC, 0).write(scenes.resolve("scan_2020-01-01.tif"), halves(0, 255));
    assertColours(0xffffff, 0x000000, still());
  }

  @Test
  void inksBecomeLight() throws IOException {
    tiff()
        .shorts(PHOTOMETRIC, 5)
        .write(
            scenes.resolve("scan_2020-01-01.tif"),
            halves(0, 255),
            halves(255, 255),
            halves(255, 0),
            halves(5, 5));
    assertColours(0xfa0000, 0x0000fa, still());
  }

  @Test
  void theMaskBesideTheFileHidesPixels() throws IOException {
    tiff()
        .write(
            scenes.resolve("scan_2020-01-01.tif"),
            halves(200, 200),
            halves(100, 100),
            halves(50, 50));
    new TinyTiff(SIZE, SIZE, SampleType.UINT8)
        .ascii(42112, "<GDALMetadata><Item name=\"INTERNAL_MASK_FLAGS_1\">2</Item></GDALMetadata>")
        .write(scenes.resolve("scan_2020-01-01.tif.msk"), halves(0, 255));
    assertColours(0x000000, 0xc86432, still());
  }
}
