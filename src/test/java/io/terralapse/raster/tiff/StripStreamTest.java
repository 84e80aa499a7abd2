package io.terralapse.raster.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileAccess;
import io.terralapse.model.DataException;
import io.terralapse.model.PixelRect;
import io.terralapse.model.SampleType;
import io.terralapse.testkit.TinyTiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deflated strips that are too large to be decoded as a whole. */
class StripStreamTest {
  private static final int WIDTH = 3000;
  private static final int HEIGHT = 1600;

  @TempDir Path folder = Path.of("");

  private static float value(int band, int column, int row) {
    return (column * 7 + row * 13 + band * 101) % 4000;
  }

  private Path write(boolean planar) throws IOException {
    float[][] bands = new float[2][WIDTH * HEIGHT];
    for (int b = 0; b < 2; b++) {
      for (int i = 0; i < bands[b].length; i++) {
        bands[b][i] = value(b, i % WIDTH, i / WIDTH);
      }
    }
    TinyTiff tiff = new TinyTiff(WIDTH, HEIGHT, SampleType.UINT16).deflated().oneStrip();
    Path file = folder.resolve("strip.tif");
    (planar ? tiff.planar() : tiff).write(file, bands);
    return file;
  }

  private static void check(TiffRaster raster, PixelRect rect) throws IOException {
    float[][] read = new float[2][rect.width() * rect.height()];
    raster.read(0, rect, new int[] {0, 1}, read);
    for (int b = 0; b < 2; b++) {
      float[] expected = new float[read[b].length];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = value(b, rect.column() + i % rect.width(), rect.row() + i / rect.width());
      }
      assertArrayEquals(expected, read[b], rect.toString());
    }
  }

  @Test
  void rowsAreReadInAnyOrderAndNoBlockIsHeld() throws IOException {
    for (boolean planar : new boolean[] {false, true}) {
      try (TiffRaster raster = TiffRaster.open(FileAccess.open(write(planar)))) {
        PixelRect all = new PixelRect(0, 0, WIDTH, HEIGHT);
        assertEquals(0, raster.heldBytes(0, all));
        assertTrue(raster.blockHeight(0) < HEIGHT);
        check(raster, new PixelRect(0, 0, WIDTH, 64));
        check(raster, new PixelRect(100, 64, 1200, 36));
        check(raster, new PixelRect(0, 900, WIDTH, 10));
        check(raster, new PixelRect(5, 30, 10, 400));
        check(raster, new PixelRect(0, HEIGHT - 1, WIDTH, 1));
      }
    }
  }

  @Test
  void aStripThatEndsTooEarlyIsDamagedAndTheRowsBeforeAreNot() throws IOException {
    Path file = write(false);
    byte[] bytes = Files.readAllBytes(file);
    // A stored block of zeros in the middle of the stream ends it with an error.
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 2000, (byte) 0);
    Files.write(file, bytes);
    try (TiffRaster raster = TiffRaster.open(FileAccess.open(file))) {
      check(raster, new PixelRect(0, 0, WIDTH, 64));
      DataException damaged =
          assertThrows(
              DataException.class, () -> check(raster, new PixelRect(0, HEIGHT - 1, WIDTH, 1)));
      assertTrue(
          String.valueOf(damaged.getMessage()).contains("strip 0 cannot be decoded"),
          damaged.getMessage());
    }
  }
}
