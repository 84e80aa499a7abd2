package io.terralapse.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileAccess;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.Flags;
import io.terralapse.model.PixelRect;
import io.terralapse.model.SampleType;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.raster.tiff.TiffRaster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowFlagsTest {
  private static final int SIDE = 60;
  private static final OptionalDouble NONE = OptionalDouble.empty();

  @TempDir Path folder = Path.of("");

  private static int[] plane(int value) {
    int[] plane = new int[SIDE * SIDE];
    Arrays.fill(plane, value);
    return plane;
  }

  private static void fill(int[] plane, int column, int row, int width, int height, int value) {
    for (int r = row; r < row + height; r++) {
      Arrays.fill(plane, r * SIDE + column, r * SIDE + column + width, value);
    }
  }

  private byte[] flags(Scene scene, PixelRect rect) throws IOException {
    WindowStore store =
        new WindowStore(new DiskCache(folder.resolve("cache"), 1 << 30), WindowScenes.OPENER);
    try (StoredWindow window = store.fetch(new WindowRequest(scene, scene.bands(), 0, rect))) {
      byte[] out = new byte[rect.width() * rect.height()];
      window.readFlags(0, rect.height(), out);
      return out;
    }
  }

  private byte[] flags(Scene scene) throws IOException {
    return flags(scene, new PixelRect(0, 0, SIDE, SIDE));
  }

  private Scene scene(OptionalDouble nodata, SampleType type, int[]... planes) throws IOException {
    return WindowScenes.scene(
        nodata, WindowScenes.write(folder.resolve("s.tif"), SIDE, type, planes));
  }

  private static byte at(byte[] flags, int column, int row) {
    return flags[row * SIDE + column];
  }

  private static long count(byte[] flags, int bit) {
    long n = 0;
    for (byte f : flags) {
      n += (f & bit) != 0 ? 1 : 0;
    }
    return n;
  }

  @Test
  void nothingIsNodataWhereTheUserSaysThatEverythingIsData() throws IOException {
    int[] plane = plane(9);
    fill(plane, 0, 0, 20, SIDE, 0);
    assertEquals(20 * SIDE, count(flags(scene(NONE, SampleType.UINT8, plane)), Flags.NODATA));
    Scene all = scene(OptionalDouble.of(Double.NaN), SampleType.UINT8, plane);
    assertEquals(0, count(flags(all), Flags.NODATA));
  }

  @Test
  void declaredNodataCountsInLargeRegionsOnly() throws IOException {
    int[] red = plane(90);
    int[] green = plane(80);
    for (int[] plane : List.of(red, green)) {
      fill(plane, 0, 0, 3, SIDE, 0);
      fill(plane, 20, 20, 4, 3, 0);
      fill(plane, 30, 30, 4, 4, 0);
    }
    fill(red, 40, 40, 10, 10, 0);
    byte[] flags = flags(scene(OptionalDouble.of(0), SampleType.UINT8, red, green));
    assertEquals(Flags.NODATA, at(flags, 1, 30), "stripe at the edge");
    assertEquals(0, at(flags, 21, 21), "speck of 12 pixels");
    assertEquals(Flags.NODATA, at(flags, 31, 31), "region of 16 pixels");
    assertEquals(0, at(flags, 45, 45), "only one band is 0");
    assertEquals(3 * SIDE + 16, count(flags, Flags.NODATA));
  }

  @Test
  void nodataThatGroundCannotHaveCountsInSmallRegionsToo() throws IOException {
    int[] plane = plane(90);
    plane[20 * SIDE + 20] = 9999;
    byte[] flags = flags(scene(OptionalDouble.of(9999), SampleType.UINT16, plane));
    assertEquals(Flags.NODATA, at(flags, 20, 20));
    assertEquals(1, count(flags, Flags.NODATA));
  }

  @Test
  void nodataThatTheTypeCannotRepresentMatchesNothing() throws IOException {
    byte[] flags = flags(scene(OptionalDouble.of(-9999), SampleType.UINT16, plane(0xd8f1)));
    assertEquals(0, count(flags, Flags.NODATA));
  }

  @Test
  void undeclaredZerosAtTheRastersEdgeAreFillAndInnerOnesAreWater() throws IOException {
    int[] plane = plane(500);
    for (int row = 0; row < 30; row++) {
      fill(plane, 0, row, 30 - row, 1, 0);
    }
    fill(plane, 35, 35, 12, 12, 0);
    fill(plane, 59, 50, 1, 3, 0);
    Scene scene = scene(NONE, SampleType.UINT16, plane, plane);
    byte[] flags = flags(scene);
    assertEquals(Flags.NODATA, at(flags, 5, 5));
    assertEquals(0, at(flags, 40, 40), "inner region");
    assertEquals(0, at(flags, 59, 51), "three pixels at the edge");
    assertEquals(30 * 31 / 2, count(flags, Flags.NODATA));
  }

  @Test
  void undeclaredZerosAtTheWindowEdgeAreFillInSixteenBitsAndWaterInEight() throws IOException {
    int[] plane = plane(200);
    fill(plane, 20, 20, 20, 20, 0);
    PixelRect inner = new PixelRect(30, 30, 25, 25);
    assertEquals(100, count(flags(scene(NONE, SampleType.UINT16, plane), inner), Flags.NODATA));
    assertEquals(0, count(flags(scene(NONE, SampleType.UINT8, plane), inner), Flags.NODATA));
  }

  @Test
  void alphaOfZeroIsNodataAndDisablesFillDetection() throws IOException {
    int[] dark = plane(0);
    int[] alpha = plane(255);
    fill(alpha, 10, 10, 5, 5, 0);
    Path file = WindowScenes.write(folder.resolve("s.tif"), SIDE, SampleType.UINT8, dark, alpha);
    List<SceneBand> bands = List.of(WindowScenes.band(file, 0, 1, 0, NONE));
    SceneBand alphaBand = WindowScenes.band(file, 1, 1, 0, NONE);
    byte[] flags = flags(WindowScenes.scene(bands, Optional.of(alphaBand)));
    assertEquals(25, count(flags, Flags.NODATA));
    assertEquals(Flags.NODATA, at(flags, 12, 12));
  }

  @Test
  void notANumberIsNodataInAnyBandAndReadsAsAFiniteValue() throws IOException {
    float[] one = new float[SIDE * SIDE];
    Arrays.fill(one, 0.5f);
    float[] two = one.clone();
    two[100] = Float.NaN;
    Path file = WindowScenes.write(folder.resolve("s.tif"), SIDE, SampleType.FLOAT32, one, two);
    Scene scene = WindowScenes.scene(NONE, file);
    byte[] flags = flags(scene);
    assertEquals(Flags.NODATA, flags[100]);
    assertEquals(1, count(flags, Flags.NODATA));
    WindowStore store =
        new WindowStore(new DiskCache(folder.resolve("cache"), 1 << 30), WindowScenes.OPENER);
    PixelRect rect = new PixelRect(0, 0, SIDE, SIDE);
    try (StoredWindow window = store.fetch(new WindowRequest(scene, scene.bands(), 0, rect))) {
      float[] out = new float[SIDE * SIDE];
      window.readRows(1, 0, SIDE, out);
      assertTrue(Float.isFinite(out[100]));
      assertEquals(0.5f, out[101]);
    }
  }

  @Test
  void theLargestValueIsSaturatedInAnyBand() throws IOException {
    int[] one = plane(65534);
    int[] two = plane(7);
    two[77] = 65535;
    byte[] flags = flags(scene(NONE, SampleType.UINT16, one, two));
    assertEquals(Flags.SATURATED, flags[77]);
    assertEquals(1, count(flags, Flags.SATURATED));
  }

  @Test
  void internalMaskIsNodata() throws IOException {
    Path file = Path.of("src/test/resources/raster/mask.tif");
    try (TiffRaster raster = TiffRaster.open(FileAccess.open(file))) {
      assertTrue(raster.info().internalMask());
    }
    Scene scene = WindowScenes.scene(NONE, file);
    byte[] flags = flags(scene, new PixelRect(2, 4, 30, 30));
    assertEquals(49, count(flags, Flags.NODATA));
    assertEquals(Flags.NODATA, flags[1 * 30 + 1]);
    assertEquals(0, flags[0]);
  }
}
