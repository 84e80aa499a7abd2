package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.GeoTransform;
import io.terralapse.model.SampleType;
import io.terralapse.testkit.TinyTiff;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One unchanging land, delivered as each archive stores it: Sentinel-2 before and after its offset
 * of January 2022, and Landsat with its own scale, at 30 m. All of them have to show it equally
 * bright.
 */
class SensorsTest {
  private static final int SIDE = 600;
  private static final String[] BANDS = {"B02", "B03", "B04"};

  private static final String[] RULES = {
    "aoi: {te: [501000, 5095000, 505000, 5099000]}",
    "furniture: {date: false, title: false, scale_bar: false, north_arrow: false, credit: false}",
    "look: {stretch: [0, 0.4]}",
    "coregister: {model: off}",
  };

  @TempDir static Path root = Path.of("");
  private static Path scenes;

  @BeforeAll
  static void write() throws IOException {
    scenes = Files.createDirectory(root.resolve("scenes"));
    sentinel2("S2A_MSIL2A_20211226T100411_N0301_R122_T33TWM_20211226T123456", 0);
    sentinel2("S2A_MSIL2A_20220125T100411_N0400_R122_T33TWM_20220125T123456", 1000);
    // Reprocessed: an old date with a new baseline.
    sentinel2("S2A_MSIL2A_20211206T100411_N0500_R122_T33TWM_20230106T123456", 1000);
    landsat("LC08_L2SP_190028_20220110_20220117_02_T1");
  }

  /** Reflectance at a place, metres from the upper left corner: fields of 400 m, and a slope. */
  private static double reflectance(int band, double east, double south) {
    int field = (int) Math.floor(east / 400) * 7 + (int) Math.floor(south / 400) * 13;
    return 0.06 + 0.02 * band + 0.015 * Math.floorMod(field, 11) + 2e-6 * (east + south);
  }

  private static void sentinel2(String product, int offset) throws IOException {
    Path folder = Files.createDirectories(scenes.resolve(product + ".SAFE"));
    for (int band = 0; band < 3; band++) {
      float[] stored = new float[SIDE * SIDE];
      for (int i = 0; i < stored.length; i++) {
        double value = reflectance(band, i % SIDE * 10 + 5, Math.floorDiv(i, SIDE) * 10 + 5);
        stored[i] = Math.round(value * 10_000) + offset;
      }
      String name = "T33TWM_" + product.substring(11, 26) + "_" + BANDS[band] + "_10m.tif";
      write(folder.resolve(name), SIDE, 10, stored);
    }
  }

  private static void landsat(String product) throws IOException {
    Path folder = Files.createDirectory(scenes.resolve(product));
    int side = SIDE / 3;
    for (int band = 0; band < 3; band++) {
      float[] stored = new float[side * side];
      for (int i = 0; i < stored.length; i++) {
        double sum = 0;
        for (int part = 0; part < 9; part++) {
          sum +=
              reflectance(
                  band,
                  i % side * 30 + part % 3 * 10 + 5,
                  Math.floorDiv(i, side) * 30 + Math.floorDiv(part, 3) * 10 + 5);
        }
        stored[i] = Math.round((sum / 9 + 0.2) / 2.75e-5);
      }
      write(folder.resolve(product + "_SR_B" + (band + 2) + ".TIF"), side, 30, stored);
    }
  }

  private static void write(Path file, int side, double pixel, float[] stored) throws IOException {
    new TinyTiff(side, side, SampleType.UINT16)
        .tiled(256)
        .deflated()
        .georeferenced(32633, GeoTransform.northUp(500_000, 5_100_000, pixel))
        .nodata("0")
        .write(file, stored);
  }

  private static int[] still(String date) throws IOException {
    Path picture = root.resolve(date + ".png");
    Job.in(root.resolve("job"), scenes, RULES)
        .run("still", date, "-o", picture.toString())
        .exits(0);
    BufferedImage image = ImageIO.read(picture.toFile());
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @Test
  void theOffsetOfJanuary2022LeavesNoTrace() throws IOException {
    int[] before = still("2021-12-26");
    assertTrue(Arrays.stream(before).distinct().count() > 100, "the land has no detail");
    assertArrayEquals(before, still("2022-01-25"));
    assertArrayEquals(before, still("2021-12-06"));
  }

  @Test
  void landsatIsAsBrightAsSentinel2() throws IOException {
    int[] sentinel = still("2021-12-26");
    int[] landsat = still("2022-01-10");
    for (int shift : List.of(0, 8, 16)) {
      assertEquals(1, median(landsat, shift) / median(sentinel, shift), 0.03);
    }
  }

  private static double median(int[] pixels, int shift) {
    int[] values = Arrays.stream(pixels).map(p -> (p >> shift) & 0xff).sorted().toArray();
    return values[values.length / 2];
  }
}
