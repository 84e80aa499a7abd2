package io.terralapse.raster.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileAccess;
import io.terralapse.model.ColourInterpretation;
import io.terralapse.model.Location;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SampleType;
import io.terralapse.raster.Raster;
import io.terralapse.testkit.RasterFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The bands that are shown instead of indices, inverted grey and inks. */
final class PictureBandsTest {
  private static final Path FOLDER = RasterFixtures.folder().resolve("colour");
  private static final RasterFormats FORMATS = new RasterFormats(new FileAccess());

  static Stream<List<String>> files() throws IOException {
    return Files.readAllLines(FOLDER.resolve("picture.tsv")).stream()
        .map(line -> List.of(line.split("\t", -1)));
  }

  private static Location file(String name) {
    return new Location.Local(FOLDER.resolve(name));
  }

  /** The samples of the bands to show. */
  private static byte[][] picture(String name) throws IOException {
    try (Raster raster = FORMATS.open(file(name))) {
      RasterInfo info = raster.info();
      int first = info.firstPictureBand();
      int[] bands = IntStream.range(first, info.readableBands()).toArray();
      int pixels = info.width() * info.height();
      byte[][] out = new byte[bands.length][pixels * info.asPicture().sampleType().bytes()];
      raster.readNative(0, RasterFixtures.whole(info), bands, out);
      return out;
    }
  }

  private static String crc(byte[] samples) {
    CRC32 crc = new CRC32();
    crc.update(samples);
    return Long.toString(crc.getValue());
  }

  @ParameterizedTest
  @MethodSource("files")
  void coloursAreThoseOfTheTable(List<String> expected) throws IOException {
    assertEquals(
        expected.get(1),
        Stream.of(picture(expected.get(0)))
            .map(PictureBandsTest::crc)
            .collect(Collectors.joining(",")));
  }

  @Test
  void aTransparentIndexIsAlpha() throws IOException {
    RasterInfo info = FORMATS.info(file("palnd8.tif")).asPicture();
    assertEquals(OptionalInt.of(3), info.alphaBand());
    assertEquals(OptionalDouble.empty(), info.nodata());
    assertEquals(SampleType.UINT8, info.sampleType());
  }

  @Test
  void theNodataValueOfInvertedGreyIsInverted() throws IOException {
    RasterInfo stored = FORMATS.info(file("wiznd8.tif"));
    assertEquals(OptionalDouble.of(0), stored.nodata());
    assertEquals(OptionalDouble.of(255), stored.asPicture().nodata());
    assertEquals(
        List.of(ColourInterpretation.GRAY),
        stored.asPicture().bands().stream().map(band -> band.colour()).toList());
  }

  @Test
  void storedAndCalculatedBandsCanBeReadTogether() throws IOException {
    try (Raster raster = FORMATS.open(file("pal8.tif"))) {
      int pixels = raster.info().width() * raster.info().height();
      byte[][] out = new byte[3][pixels];
      raster.readNative(0, RasterFixtures.whole(raster.info()), new int[] {3, 0, 1}, out);
      byte[][] picture = picture("pal8.tif");
      assertEquals(crc(picture[2]), crc(out[0]));
      assertEquals(crc(picture[0]), crc(out[2]));
      int index = out[1][5] & 0xff;
      // The table of the fixture.
      assertEquals(index * 97 % 256, out[2][5] & 0xff);
    }
  }

  /** White is white, and the colours of more than 8 bits are those of 8 bits. */
  @ParameterizedTest
  @CsvSource({"cmyk16.tif", "lab16.tif", "icclab.tif"})
  void otherColourSpacesHaveThreeBandsToShow(String name) throws IOException {
    RasterInfo info = FORMATS.info(file(name));
    assertEquals(SampleType.UINT8, info.asPicture().sampleType());
    assertEquals(
        List.of(ColourInterpretation.RED, ColourInterpretation.GREEN, ColourInterpretation.BLUE),
        info.asPicture().bands().stream().map(band -> band.colour()).toList());
    byte[][] out = picture(name);
    assertTrue(IntStream.range(0, out[0].length).anyMatch(i -> out[0][i] != out[1][i]));
  }
}
