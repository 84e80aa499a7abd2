package io.terralapse.raster.cog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileAccess;
import io.terralapse.model.BandInfo;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SampleType;
import io.terralapse.raster.RasterInput;
import io.terralapse.raster.tiff.TiffDirectories;
import io.terralapse.raster.tiff.TiffRaster;
import io.terralapse.testkit.RasterFixtures;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Slow
class CogWriterTest {
  private static final GeoTransform TRANSFORM =
      new GeoTransform(399960.25, 20, 0, 4900020.5, 0, -10);
  private static final CogGeoreference UTM = CogGeoreference.projected(TRANSFORM, 32632);
  private static final int NAN = Float.floatToIntBits(Float.NaN);

  @TempDir Path folder = Path.of("");

  static Frame frame(int width, int height, int bandCount) {
    Random random = new Random(31L * width + height);
    float[][] bands = new float[bandCount][width * height];
    byte[] flags = new byte[width * height];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = random.nextInt(3) == 0 ? (byte) (Flags.NODATA | Flags.CLOUD) : Flags.CLOUD;
      for (float[] band : bands) {
        band[i] = (float) (0.3 + 0.1 * random.nextGaussian());
      }
    }
    return new Frame(width, height, bands, flags);
  }

  static List<String> names(int bandCount) {
    return IntStream.range(0, bandCount).mapToObj(b -> "B" + b).toList();
  }

  private Path write(Frame frame, CogGeoreference place) throws IOException {
    Path file = folder.resolve("frame.tif");
    CogWriter.write(file, frame, place, names(frame.bandCount()));
    return file;
  }

  private static int[][] bits(TiffRaster raster, int level) throws IOException {
    RasterLevel size = raster.info().levels().get(level);
    int[] bands = RasterFixtures.allBands(raster.info());
    float[][] out = new float[bands.length][size.width() * size.height()];
    raster.read(level, new PixelRect(0, 0, size.width(), size.height()), bands, out);
    return Arrays.stream(out).map(CogWriterTest::bits).toArray(int[][]::new);
  }

  private static int[] bits(float[] values) {
    return IntStream.range(0, values.length).map(i -> Float.floatToRawIntBits(values[i])).toArray();
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1, 1", "513, 700, 3, 2", "512, 512, 2, 1", "7, 1025, 1, 3", "1300, 520, 4, 3"})
  void allBitsSurviveARoundTripAndNodataIsNan(int width, int height, int bandCount, int levels)
      throws IOException {
    Frame frame = frame(width, height, bandCount);
    Path file = write(frame, UTM);
    try (RasterInput input = RasterInput.open(FileAccess.open(file), 1 << 15)) {
      // Not the reader's levels: of a sliver, it takes no overview whose shape is rounded too much.
      assertEquals(levels, TiffDirectories.read(input).size());
    }
    try (TiffRaster raster = TiffRaster.open(FileAccess.open(file))) {
      int[][] found = bits(raster, 0);
      for (int band = 0; band < bandCount; band++) {
        int[] expected = bits(frame.band(band));
        for (int i = 0; i < expected.length; i++) {
          expected[i] = Flags.isValid(frame.flags()[i]) ? expected[i] : NAN;
        }
        assertArrayEquals(expected, found[band]);
      }
      assertTrue(Double.isNaN(raster.info().nodata().orElseThrow()));
      assertEquals(SampleType.FLOAT32, raster.info().sampleType());
    }
  }

  @Test
  void nonCanonicalNumbersKeepTheirBits() throws IOException {
    float[] rare = {
      -0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NEGATIVE_INFINITY, Float.intBitsToFloat(NAN + 5)
    };
    Frame frame = new Frame(rare.length, 1, new float[][] {rare}, new byte[rare.length]);
    try (TiffRaster raster = TiffRaster.open(FileAccess.open(write(frame, UTM)))) {
      assertArrayEquals(bits(rare), bits(raster, 0)[0]);
    }
  }

  @ParameterizedTest
  @CsvSource({"513, 700", "1300, 520", "1025, 2"})
  void overviewsAreTheMaskedMeansOfTheLevelBefore(int width, int height) throws IOException {
    Frame frame = frame(width, height, 2);
    frame.band(0)[1] = Float.NaN;
    try (TiffRaster raster = TiffRaster.open(FileAccess.open(write(frame, UTM)))) {
      List<RasterLevel> levels = raster.info().levels();
      assertTrue(levels.size() > 1);
      for (int level = 1; level < levels.size(); level++) {
        RasterLevel fine = levels.get(level - 1);
        int[][] before = bits(raster, level - 1);
        int[][] found = bits(raster, level);
        for (int band = 0; band < 2; band++) {
          assertArrayEquals(naive(before[band], fine.width(), fine.height()), found[band]);
        }
      }
    }
  }

  /** Gathers the sums by walking over the fine pixels. */
  private static int[] naive(int[] fine, int width, int height) {
    int coarse = (width + 1) / 2;
    double[] sum = new double[coarse * ((height + 1) / 2)];
    int[] n = new int[sum.length];
    for (int i = 0; i < fine.length; i++) {
      float value = Float.intBitsToFloat(fine[i]);
      if (!Float.isNaN(value)) {
        int to = i / width / 2 * coarse + i % width / 2;
        sum[to] += value;
        n[to]++;
      }
    }
    return IntStream.range(0, sum.length)
        .map(i -> Float.floatToIntBits((float) (sum[i] / n[i])))
        .toArray();
  }

  @Test
  void anOverviewPixelIsTheMeanOfValidPixelsOnly() throws IOException {
    float[] band = new float[600];
    band[0] = 5;
    band[1] = 900;
    band[2] = 1;
    band[3] = 2;
    byte[] flags = new byte[600];
    flags[1] = Flags.NODATA;
    flags[4] = Flags.NODATA;
    flags[5] = Flags.NODATA;
    Path file = write(new Frame(600, 1, new float[][] {band}, flags), UTM);
    try (TiffRaster raster = TiffRaster.open(FileAccess.open(file))) {
      int[] found = bits(raster, 1)[0];
      assertEquals(5, Float.intBitsToFloat(found[0]));
      assertEquals(1.5f, Float.intBitsToFloat(found[1]));
      assertEquals(NAN, found[2]);
    }
  }

  @Test
  void theGeoreferenceSurvivesARoundTrip() throws IOException {
    RasterInfo projected = info(write(frame(9, 8, 1), UTM));
    assertEquals(Optional.of(TRANSFORM), projected.transform());
    assertEquals(Optional.of("EPSG:32632"), projected.crs());

    GeoTransform degrees = GeoTransform.northUp(-120.5, 38.25, 1.0 / 3600);
    RasterInfo geographic = info(write(frame(9, 8, 1), CogGeoreference.geographic(degrees, 4326)));
    assertEquals(Optional.of(degrees), geographic.transform());
    assertEquals(Optional.of("EPSG:4326"), geographic.crs());

    RasterInfo plain = info(write(frame(9, 8, 1), CogGeoreference.none()));
    assertEquals(Optional.empty(), plain.transform());
    assertEquals(Optional.empty(), plain.crs());
  }

  @Test
  void bandNamesWithSpecialCharactersSurviveARoundTrip() throws IOException {
    List<String> names = List.of("a < b & \"c\" &amp; 'd' ]]>", "", "Grün 🛰");
    Path file = folder.resolve("names.tif");
    CogWriter.write(file, frame(3, 3, 3), UTM, names);
    List<String> found =
        info(file).bands().stream().map(BandInfo::description).map(d -> d.orElse("")).toList();
    assertEquals(names, found);
  }

  private static RasterInfo info(Path file) throws IOException {
    try (TiffRaster raster = TiffRaster.open(FileAccess.open(file))) {
      return raster.info();
    }
  }

  @Test
  void theSameFrameGivesTheSameBytesAndReplacesAnOlderFile() throws IOException {
    Path file = write(frame(40, 30, 1), CogGeoreference.none());
    byte[] first = Files.readAllBytes(write(frame(513, 9, 2), UTM));
    Path other = folder.resolve("other.tif");
    CogWriter.write(other, frame(513, 9, 2), UTM, names(2));
    assertArrayEquals(first, Files.readAllBytes(other));
    assertArrayEquals(first, Files.readAllBytes(file));
  }

  @Test
  void aFileThatWouldBeTooLargeIsRejectedAndDeleted() throws IOException {
    Path file = folder.resolve("large.tif");
    Frame frame = frame(600, 600, 1);
    CogWriter.write(file, frame, UTM, names(1));
    long size = Files.size(file);
    CogWriter.write(file, frame, UTM, names(1), size);
    Files.delete(file);
    IOException e =
        assertThrows(
            IOException.class, () -> CogWriter.write(file, frame, UTM, names(1), size - 1));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("large.tif would be larger than"), message);
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void inconsistentArgumentsAreRejected() {
    assertRefused(frame(2, 2, 2), names(1));
    assertRefused(frame(2, 2, 2), names(3));
    assertRefused(frame(2, 2, 1), List.of("a\nb"));
    assertRefused(frame(2, 2, 1), List.of("\ud83d"));
    assertRefused(frame(2, 2, 1), List.of("\uffff"));
    assertRefused(frame(0, 0, 1), names(1));
    assertRefused(frame(2, 2, 0), names(0));
    assertRefused(frame(1, 1, 129), names(129));
    assertRefused(new Frame(2, 2, new float[1][3], new byte[4]), names(1));
  }

  private void assertRefused(Frame frame, List<String> names) {
    Path file = folder.resolve("refused.tif");
    assertThrows(IllegalArgumentException.class, () -> CogWriter.write(file, frame, UTM, names));
    assertTrue(Files.notExists(file));
  }

  @Test
  void onlyNorthUpGeoreferencesWithAnEpsgCodeAreAllowed() {
    GeoTransform turned = new GeoTransform(0, 1, 0.1, 0, 0.1, -1);
    GeoTransform endless = new GeoTransform(Double.NaN, 1, 0, 0, 0, -1);
    assertThrows(IllegalArgumentException.class, () -> CogGeoreference.projected(turned, 32632));
    assertThrows(IllegalArgumentException.class, () -> CogGeoreference.projected(endless, 32632));
    assertThrows(IllegalArgumentException.class, () -> CogGeoreference.projected(TRANSFORM, 32767));
    assertThrows(IllegalArgumentException.class, () -> CogGeoreference.geographic(TRANSFORM, 0));
  }
}
