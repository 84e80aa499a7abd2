package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.GeoTransform;
import io.terralapse.model.SampleType;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.TinyTiff;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Areas whose edges are those of tiles: nothing beyond them is read at first, and yet a frame must
 * be the same as from a file in strips, of which more is read.
 */
@Slow
class TileEdgeTest {
  private static final int WIDTH = 1700;
  private static final int HEIGHT = 1500;
  private static final String NAME = "T33TWM_20240105T100031_%s_10m.tif";

  /** Columns 256 to 1407, rows 256 to 1279. */
  private static final double[] TILES = {502_560, 5_087_200, 514_080, 5_097_440};

  @TempDir static Path root = Path.of("");

  @BeforeAll
  static void write() throws IOException {
    for (String folder : new String[] {"tiled", "strips"}) {
      Files.createDirectory(root.resolve(folder));
    }
    for (int band = 2; band <= 4; band++) {
      float[] pixels = new float[WIDTH * HEIGHT];
      for (int i = 0; i < pixels.length; i++) {
        int x = i % WIDTH;
        int y = Math.floorDiv(i, WIDTH);
        pixels[i] = 600 + 300 * band + (x * 37 + y * 91 + (x / 7) * (y / 5)) % 900;
      }
      String name = NAME.formatted("B0" + band);
      GeoTransform place = GeoTransform.northUp(500_000, 5_100_000, 10);
      new TinyTiff(WIDTH, HEIGHT, SampleType.UINT16)
          .tiled(256)
          .deflated()
          .georeferenced(32633, place)
          .write(root.resolve("tiled").resolve(name), pixels);
      new TinyTiff(WIDTH, HEIGHT, SampleType.UINT16)
          .georeferenced(32633, place)
          .write(root.resolve("strips").resolve(name), pixels);
    }
  }

  private static int[] still(String scenes, double offset) throws IOException {
    Path picture = root.resolve(scenes + ".png");
    double[] te = Arrays.stream(TILES).map(v -> v + offset).toArray();
    Job.in(
            root.resolve("job-" + scenes),
            root.resolve(scenes),
            "aoi: {te: " + Arrays.toString(te) + ", te_srs: 'EPSG:32633'}",
            "grid: {tr: 10}",
            "furniture: {date: false, title: false, scale_bar: false, north_arrow: false,"
                + " credit: false}",
            "look: {stretch: [0, 0.3]}")
        .run("still", "2024-01-05", "-o", picture.toString())
        .exits(0);
    BufferedImage image = ImageIO.read(picture.toFile());
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @Test
  void pixelsOfTheSourceAreTakenAsTheyAre() throws IOException {
    int[] tiled = still("tiled", 0);
    assertTrue(Arrays.stream(tiled).noneMatch(pixel -> (pixel & 0xffffff) == 0), "black pixels");
    assertArrayEquals(still("strips", 0), tiled);
  }

  @Test
  void resampledFramesAreReadBeyondTheTiles() throws IOException {
    assertArrayEquals(still("strips", 3.7), still("tiled", 3.7));
    assertArrayEquals(still("strips", -4.1), still("tiled", -4.1));
  }
}
