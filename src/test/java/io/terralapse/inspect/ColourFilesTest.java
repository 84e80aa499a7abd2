package io.terralapse.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.terralapse.testkit.RasterFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Colour interpretations, values and masks of files of all colour spaces are those of GDAL. */
final class ColourFilesTest {
  private static final Path FOLDER = RasterFixtures.folder().resolve("colour");

  static Stream<List<String>> files() throws IOException {
    return Files.readAllLines(FOLDER.resolve("stored.tsv")).stream()
        .map(line -> List.of(line.split("\t", -1)));
  }

  private static Inspection inspect(String name) throws IOException {
    try (FileInspector inspector = new FileInspector(FOLDER, Map.of())) {
      return inspector.inspect(name, true);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void storedBandsAreThoseOfGdal(List<String> expected) throws IOException {
    String name = expected.get(0);
    Inspection result = inspect(name);
    InspectedFile file = assertInstanceOf(InspectedFile.class, result, result.toString());
    assertEquals(
        expected.get(1),
        file.bands().stream()
            .map(InspectedBand::colorInterpretation)
            .collect(Collectors.joining(",")));
    List<BandStatistics> stats =
        file.bands().stream().map(band -> Objects.requireNonNull(band.stats())).toList();
    if (!expected.get(2).equals("-")) {
      assertEquals(
          expected.get(2),
          stats.stream().map(one -> Long.toString(one.crc32())).collect(Collectors.joining(",")));
    }
    if (!expected.get(3).equals("-")) {
      assertEquals(
          expected.get(3),
          stats.stream()
              .map(one -> String.format(Locale.ROOT, "%.6f", one.valid()))
              .collect(Collectors.joining(",")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "msk.tif, external",
    "x.png, external",
    "x.jpg, external",
    "mskj.jp2, external",
    "bgr.tif,",
    "rgba.tif, alpha"
  })
  void theSourceOfTheMaskIsReported(String name, String mask) throws IOException {
    InspectedFile file = assertInstanceOf(InspectedFile.class, inspect(name));
    assertEquals(mask, file.mask());
  }

  @ParameterizedTest
  @CsvSource({
    "itulab.tif, 'itulab.tif stores its colours as ITU L*a*b*, which is not supported; save it as RGB"
        + " with the program that wrote it.'",
  })
  void coloursThatAreNotSupportedAreRefused(String name, String sentence) throws IOException {
    assertEquals(sentence, assertInstanceOf(RefusedFile.class, inspect(name)).error());
  }
}
