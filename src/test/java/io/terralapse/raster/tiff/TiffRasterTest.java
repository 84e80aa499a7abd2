package io.terralapse.raster.tiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileAccess;
import io.terralapse.model.ContentKey;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SampleType;
import io.terralapse.raster.Samples;
import io.terralapse.testkit.RasterFixtures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TiffRasterTest {

  static Stream<String> formulaFiles() throws IOException {
    return RasterFixtures.all().stream()
        .map(f -> f.getFileName().toString().replace(".tif", ""))
        .filter(n -> n.matches("(u?int|float)\\d+-.*|bigtiff.*|cog|point|words|mask.*"));
  }

  @ParameterizedTest
  @MethodSource("formulaFiles")
  void everyLayoutGivesTheFormulaInRandomWindows(String name) throws IOException {
    try (TiffRaster file = TiffRaster.open(FileAccess.open(RasterFixtures.file(name)))) {
      RasterInfo info = file.info();
      Random random = new Random(7);
      checkWindow(file, RasterFixtures.whole(info));
      for (int i = 0; i < 12; i++) {
        int width = 1 + random.nextInt(info.width());
        int height = 1 + random.nextInt(info.height());
        int column = random.nextInt(info.width() - width + 1);
        int row = random.nextInt(info.height() - height + 1);
        checkWindow(file, new PixelRect(column, row, width, height));
      }
    }
  }

  private static void checkWindow(TiffRaster file, PixelRect rect) throws IOException {
    SampleType type = file.info().sampleType();
    int[] bands = file.info().bands().size() >= 3 ? new int[] {2, 0} : new int[] {0};
    int size = rect.width() * rect.height();
    float[][] out = new float[bands.length][size];
    byte[][] stored = new byte[bands.length][size * type.bytes()];
    file.read(0, rect, bands, out);
    file.readNative(0, rect, bands, stored);
    for (int b = 0; b < bands.length; b++) {
      float[] expected = new float[size];
      for (int i = 0; i < size; i++) {
        int row = rect.row() + i / rect.width();
        int column = rect.column() + i % rect.width();
        expected[i] = RasterFixtures.value(type, bands[b], row, column);
      }
      assertArrayEquals(expected, out[b], () -> rect.toString());
      float[] converted = new float[size];
      Samples.toFloat(type, stored[b], 0, type.bytes(), size, converted, 0);
      assertArrayEquals(expected, converted);
    }
  }

  @Test
  void nativeSamplesAreLittleEndianWhateverTheFileIs() throws IOException {
    try (TiffRaster file =
        TiffRaster.open(FileAccess.open(RasterFixtures.file("uint16-big-plain")))) {
      byte[][] out = new byte[1][4];
      file.readNative(0, new PixelRect(38, 20, 2, 1), new int[] {1}, out);
      ByteBuffer samples = ByteBuffer.wrap(out[0]).order(ByteOrder.LITTLE_ENDIAN);
      assertEquals(7 * 38 + 13 * 20 + 101, samples.getShort());
      assertEquals(7 * 39 + 13 * 20 + 101, samples.getShort());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "jpeg-ycbcr, 4",
    "jpeg-ycbcr-strips, 4",
    "jpeg-rgb, 3",
    "jpeg-grey, 3",
    "jpeg-planar, 3",
    "jpeg-four, 3"
  })
  void jpegBlocksAreCloseToTheOriginal(String name, int tolerance) throws IOException {
    try (TiffRaster file = TiffRaster.open(FileAccess.open(RasterFixtures.file(name)))) {
      RasterInfo info = file.info();
      int size = info.width() * info.height();
      float[][] out = new float[info.bands().size()][size];
      file.read(0, RasterFixtures.whole(info), RasterFixtures.allBands(info), out);
      for (int band = 0; band < out.length; band++) {
        for (int i = 0; i < size; i++) {
          int expected = 2 * (i % info.width()) + i / info.width() + 20 * band;
          assertEquals(expected, out[band][i], tolerance, "band " + band + " pixel " + i);
        }
      }
    }
  }

  @Test
  void overviewsAreLevelsWithTheirOwnPixels() throws IOException {
    try (TiffRaster file = TiffRaster.open(FileAccess.open(RasterFixtures.file("cog")))) {
      assertEquals(new RasterLevel(260, 140, 128, 128), file.info().levels().get(0));
      assertEquals(new RasterLevel(130, 70, 128, 128), file.info().levels().get(1));
      float[][] out = new float[1][130 * 70];
      file.read(1, new PixelRect(0, 0, 130, 70), new int[] {0}, out);
      for (int i = 0; i < out[0].length; i++) {
        float corner = RasterFixtures.value(SampleType.UINT16, 0, 2 * (i / 130), 2 * (i % 130));
        assertEquals(corner, out[0][i], 20, "pixel " + i);
      }
      assertEquals(20, file.info().transformOf(1).xPerColumn());
    }
  }

  @Test
  void internalMaskIsReadAtEveryLevel() throws IOException {
    try (TiffRaster file = TiffRaster.open(FileAccess.open(RasterFixtures.file("mask")))) {
      assertTrue(file.info().internalMask());
      assertEquals(2, file.info().levels().size());
      checkMask(file, 0, new PixelRect(1, 2, 50, 30));
      checkMask(file, 1, new PixelRect(0, 1, 33, 20));
    }
  }

  @Test
  void maskOfAnOverviewThatHasNoneIsTakenFromTheFullOne() throws IOException {
    try (TiffRaster file =
        TiffRaster.open(FileAccess.open(RasterFixtures.file("mask-no-overview")))) {
      assertTrue(file.info().internalMask());
      assertEquals(2, file.info().levels().size());
      checkMask(file, 0, new PixelRect(0, 0, 66, 48));
      checkMask(file, 1, new PixelRect(1, 0, 30, 23));
    }
  }

  private static void checkMask(TiffRaster file, int level, PixelRect rect) throws IOException {
    byte[] out = new byte[rect.width() * rect.height()];
    file.readMask(level, rect, out);
    int factor = 1 << level;
    for (int i = 0; i < out.length; i++) {
      int row = (rect.row() + i / rect.width()) * factor;
      int column = (rect.column() + i % rect.width()) * factor;
      boolean inHole = row >= 5 && row < 12 && column >= 3 && column < 10;
      boolean nearEdge =
          level > 0 && (row / 2 == 2 || column / 2 == 1 || row / 2 == 5 || column / 2 == 4);
      if (!nearEdge) {
        assertEquals(inHole ? 0 : 255, out[i] & 0xff, "row " + row + " column " + column);
      }
    }
  }

  @Test
  void absentTilesOfASparseFileAreNodata() throws IOException {
    try (TiffRaster file = TiffRaster.open(FileAccess.open(RasterFixtures.file("sparse")))) {
      float[][] out = new float[1][4];
      file.read(0, new PixelRect(30, 15, 4, 1), new int[] {0}, out);
      assertArrayEquals(new float[] {7 * 30 + 13 * 15, 7 * 31 + 13 * 15, 7, 7}, out[0]);
    }
  }

  @Test
  void rectanglesOutsideOfTheRasterAreRejected() throws IOException {
    try (TiffRaster file = TiffRaster.open(FileAccess.open(RasterFixtures.file("bigtiff")))) {
      for (PixelRect rect :
          List.of(
              new PixelRect(-1, 0, 3, 3),
              new PixelRect(0, 42, 3, 3),
              new PixelRect(60, 0, Integer.MAX_VALUE, 1))) {
        assertThrows(
            IllegalArgumentException.class,
            () -> file.read(0, rect, new int[] {0}, new float[1][9]));
      }
    }
  }

  @Test
  void keyChangesWithTheContentAndNotWithTheName() throws IOException {
    ContentKey one = keyOf("uint16-deflate-tiled-pixel");
    assertEquals(one, keyOf("uint16-deflate-tiled-pixel"));
    assertEquals(32, one.hex().length());
    assertTrue(!one.equals(keyOf("uint16-deflate-strips-pixel")));
  }

  private static ContentKey keyOf(String name) throws IOException {
    try (TiffRaster file = TiffRaster.open(FileAccess.open(RasterFixtures.file(name)))) {
      return file.keyOf(0, new PixelRect(0, 0, 5, 5));
    }
  }
}
