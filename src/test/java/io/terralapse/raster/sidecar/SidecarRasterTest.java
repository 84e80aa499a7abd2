package io.terralapse.raster.sidecar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileAccess;
import io.terralapse.model.ContentKey;
import io.terralapse.model.DataException;
import io.terralapse.model.Location;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SampleType;
import io.terralapse.raster.Raster;
import io.terralapse.raster.format.RasterFormats;
import io.terralapse.testkit.TinyTiff;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SidecarRasterTest {
  private static final int WIDTH = 40;
  private static final int HEIGHT = 30;
  private static final String FLAGS =
      "<GDALMetadata><Item name=\"INTERNAL_MASK_FLAGS_1\">2</Item></GDALMetadata>";

  @TempDir Path folder = Path.of("");

  private static float[] plane(int width, int height, float value) {
    float[] samples = new float[width * height];
    Arrays.fill(samples, value);
    return samples;
  }

  private void image(String name, int width, int height, float value) throws IOException {
    new TinyTiff(width, height, SampleType.UINT8)
        .write(folder.resolve(name), plane(width, height, value));
  }

  /** A mask that is valid right of a column. */
  private void mask(String name, int width, int height, int column, String metadata)
      throws IOException {
    float[] samples = new float[width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i % width >= column ? 255 : 0;
    }
    new TinyTiff(width, height, SampleType.UINT8)
        .ascii(42112, metadata)
        .write(folder.resolve(name), samples);
  }

  private Raster open(String name) throws IOException {
    return new RasterFormats(new FileAccess()).open(new Location.Local(folder.resolve(name)));
  }

  private static int sample(Raster raster, int level) throws IOException {
    byte[][] out = new byte[1][1];
    raster.readNative(level, new PixelRect(3, 2, 1, 1), new int[] {0}, out);
    return out[0][0] & 0xff;
  }

  @Test
  void overviewsBesideTheFileAreLevels() throws IOException {
    image("a.tif", WIDTH, HEIGHT, 10);
    image("a.tif.ovr", WIDTH / 2, HEIGHT / 2, 20);
    try (Raster raster = open("a.tif")) {
      List<RasterLevel> levels = raster.info().levels();
      assertEquals(2, levels.size());
      assertEquals(WIDTH / 2, levels.get(1).width());
      assertEquals(10, sample(raster, 0));
      assertEquals(20, sample(raster, 1));
    }
  }

  @Test
  void overviewsOfAnotherImageAreNotUsed() throws IOException {
    image("a.tif", WIDTH, HEIGHT, 10);
    image("a.tif.ovr", WIDTH / 2, HEIGHT / 2 + 3, 20);
    image("b.tif", WIDTH, HEIGHT, 10);
    new TinyTiff(WIDTH / 2, HEIGHT / 2, SampleType.UINT16)
        .write(folder.resolve("b.tif.ovr"), plane(WIDTH / 2, HEIGHT / 2, 20));
    for (String name : List.of("a.tif", "b.tif")) {
      try (Raster raster = open(name)) {
        assertEquals(1, raster.info().levels().size(), name);
      }
    }
  }

  @Test
  void coloursOfOverviewsAreThoseOfTheTableBesideTheFile() throws IOException {
    image("a.tif", WIDTH, HEIGHT, 0);
    image("a.tif.ovr", WIDTH / 2, HEIGHT / 2, 1);
    Files.writeString(
        folder.resolve("a.tif.aux.xml"),
        "<PAMDataset><PAMRasterBand band=\"1\"><ColorInterp>Palette</ColorInterp>"
            + "<ColorTable><Entry c1=\"9\" c2=\"8\" c3=\"7\" c4=\"255\"/>"
            + "<Entry c1=\"6\" c2=\"5\" c3=\"4\"/></ColorTable></PAMRasterBand></PAMDataset>");
    try (Raster raster = open("a.tif")) {
      byte[][] out = new byte[3][1];
      raster.readNative(1, new PixelRect(0, 0, 1, 1), new int[] {1, 2, 3}, out);
      assertArrayEquals(new byte[][] {{6}, {5}, {4}}, out);
      raster.readNative(0, new PixelRect(0, 0, 1, 1), new int[] {1, 2, 3}, out);
      assertArrayEquals(new byte[][] {{9}, {8}, {7}}, out);
    }
  }

  @Test
  void aMaskBesideTheFileIsItsMaskAtEveryLevel() throws IOException {
    image("a.tif", WIDTH, HEIGHT, 10);
    image("a.tif.ovr", WIDTH / 2, HEIGHT / 2, 20);
    mask("a.tif.msk", WIDTH, HEIGHT, 20, FLAGS);
    try (Raster raster = open("a.tif")) {
      assertTrue(raster.info().internalMask());
      byte[] fine = new byte[4];
      raster.readMask(0, new PixelRect(18, 0, 4, 1), fine);
      assertArrayEquals(new byte[] {0, 0, -1, -1}, fine);
      byte[] coarse = new byte[2];
      raster.readMask(1, new PixelRect(9, 14, 2, 1), coarse);
      assertArrayEquals(new byte[] {0, -1}, coarse);
    }
  }

  @Test
  void aMaskOfAnotherSizeIsRefused() throws IOException {
    image("a.tif", WIDTH, HEIGHT, 10);
    mask("a.tif.msk", WIDTH - 1, HEIGHT, 20, FLAGS);
    DataException refusal = assertThrows(DataException.class, () -> open("a.tif"));
    assertEquals(
        "a.tif.msk is a mask of 39 x 30 pixels, but a.tif has 40 x 30; delete it, or write it again",
        refusal.getMessage());
  }

  @Test
  void aFileThatDoesNotSayWhatItMasksIsNoMask() throws IOException {
    image("a.tif", WIDTH, HEIGHT, 10);
    mask("a.tif.msk", WIDTH, HEIGHT, 20, "<GDALMetadata/>");
    try (Raster raster = open("a.tif")) {
      assertFalse(raster.info().internalMask());
    }
  }

  @Test
  void theKeyChangesWithTheMaskAndTheTable() throws IOException {
    image("a.tif", WIDTH, HEIGHT, 10);
    ContentKey plain = key("a.tif");
    mask("a.tif.msk", WIDTH, HEIGHT, 20, FLAGS);
    ContentKey masked = key("a.tif");
    mask("a.tif.msk", WIDTH, HEIGHT, 21, FLAGS);
    ContentKey otherMask = key("a.tif");
    assertNotEquals(plain, masked);
    assertNotEquals(masked, otherMask);
    Files.writeString(
        folder.resolve("a.tif.aux.xml"),
        "<PAMDataset><PAMRasterBand band=\"1\"><ColorTable><Entry c1=\"9\" c2=\"8\" c3=\"7\"/>"
            + "</ColorTable></PAMRasterBand></PAMDataset>");
    assertNotEquals(otherMask, key("a.tif"));
  }

  private ContentKey key(String name) throws IOException {
    try (Raster raster = open(name)) {
      return raster.keyOf(0, new PixelRect(0, 0, WIDTH, HEIGHT));
    }
  }

  @Test
  void nothingIsLookedForOnServers() throws IOException {
    image("a.tif", WIDTH, HEIGHT, 10);
    List<Location> opened = new ArrayList<>();
    RasterFormats formats =
        new RasterFormats(
            location -> {
              opened.add(location);
              return FileAccess.open(folder.resolve("a.tif"));
            });
    Location remote = new Location.Remote(URI.create("https://example.org/a.tif"));
    formats.open(remote).close();
    assertEquals(List.of(remote), opened);
  }
}
