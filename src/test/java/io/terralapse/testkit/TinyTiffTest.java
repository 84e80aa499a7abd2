package io.terralapse.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.GeoTransform;
import io.terralapse.model.SampleType;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads the files back with ImageIO, a reader that is not ours. */
final class TinyTiffTest {
  private static final int WIDTH = 37;
  private static final int HEIGHT = 53;

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "UINT8, 0, false",
    "UINT8, 16, true",
    "UINT16, 0, true",
    "UINT16, 32, false",
    "FLOAT32, 16, true",
  })
  void valuesComeBackAsTheyWent(SampleType type, int tile, boolean deflate) throws IOException {
    float[][] bands = ramps(3);
    TinyTiff tiff = new TinyTiff(WIDTH, HEIGHT, type);
    if (tile > 0) {
      tiff.tiled(tile);
    }
    if (deflate) {
      tiff.deflated();
    }
    Path file = folder.resolve("t.tif");
    tiff.write(file, bands);
    assertSame(bands, file);
  }

  @Test
  void planarAndGreyFilesComeBackToo() throws IOException {
    Path planar = folder.resolve("planar.tif");
    new TinyTiff(WIDTH, HEIGHT, SampleType.UINT16).planar().write(planar, ramps(3));
    assertSame(ramps(3), planar);
    Path grey = folder.resolve("grey.tif");
    new TinyTiff(WIDTH, HEIGHT, SampleType.UINT8).write(grey, ramps(1));
    assertSame(ramps(1), grey);
  }

  @Test
  void georeferenceNodataAndDateAreInTheFile() throws IOException {
    Path file = folder.resolve("t.tif");
    new TinyTiff(WIDTH, HEIGHT, SampleType.UINT8)
        .georeferenced(32633, GeoTransform.northUp(500_000, 5_100_000, 10))
        .nodata("0")
        .ascii(306, "2024:01:05 10:00:31")
        .write(file, ramps(1));
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertEquals(1, occurrences(bytes, "2024:01:05 10:00:31\0"));
    // The projected CRS's GeoKey: 3072, in place, one value, 32633, as little-endian shorts.
    assertEquals(1, occurrences(bytes, "\0\f\0\0\1\0y\177"));
  }

  private static int occurrences(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  private static float[][] ramps(int count) {
    float[][] bands = new float[count][WIDTH * HEIGHT];
    for (int b = 0; b < count; b++) {
      for (int i = 0; i < bands[b].length; i++) {
        bands[b][i] = (i * (b + 1) + 7 * b) % 251;
      }
    }
    return bands;
  }

  private static void assertSame(float[][] bands, Path file) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
      reader.setInput(in);
      Raster raster = reader.read(0).getRaster();
      assertEquals(bands.length, raster.getNumBands());
      for (int b = 0; b < bands.length; b++) {
        for (int i = 0; i < bands[b].length; i++) {
          float value = raster.getSampleFloat(i % WIDTH, i / WIDTH, b);
          assertEquals(bands[b][i], value, 0, "band " + b + ", pixel " + i);
        }
      }
      reader.dispose();
    }
  }
}
