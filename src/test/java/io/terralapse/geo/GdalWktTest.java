package io.terralapse.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** WKT as other programs write it means the same system as its EPSG code. */
final class GdalWktTest {

  static Stream<Arguments> texts() {
    return Stream.of("esri-wkt.tsv", "gdal-wkt.tsv").flatMap(GdalWktTest::lines);
  }

  private static Stream<Arguments> lines(String file) {
    try (var in = GdalWktTest.class.getResourceAsStream("/geo/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t"))
          .map(parts -> Arguments.of(file, parts[0], parts[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("texts")
  void wktOfOtherProgramsIsTheSameSystem(String file, String code, String wkt) {
    Crs foreign = Crs.of(wkt);
    Crs known = Crs.of("EPSG:" + code);
    assertEquals(known.isGeographic(), foreign.isGeographic());
    assertTrue(foreign.isGeographic() || foreign.isProjected());
    double[] degrees = place(code);
    double[] expected = degrees.clone();
    double[] actual = degrees.clone();
    Transforms.between(geographicOf(code), known).apply(expected, 1);
    Transforms.between(geographicOf(code), foreign).apply(actual, 1);
    // The datum may be shifted or not: what counts here is the projection.
    double tolerance = known.isGeographic() ? 1e-9 : 1e-3;
    assertEquals(expected[0], actual[0], tolerance, file + " x");
    assertEquals(expected[1], actual[1], tolerance, file + " y");
  }

  private static double[] place(String code) {
    return switch (code) {
      case "32622", "3413" -> new double[] {-50.2, 67.1};
      case "3031" -> new double[] {30, -75};
      case "5070" -> new double[] {-99, 41};
      case "32733" -> new double[] {14.2, -22.9};
      case "2193" -> new double[] {171, -43.5};
      case "27700" -> new double[] {-3, 54};
      default -> new double[] {8.5, 50.1};
    };
  }

  private static Crs geographicOf(String code) {
    return switch (code) {
      case "2154" -> Crs.of("EPSG:4171");
      case "2193" -> Crs.of("EPSG:4167");
      case "27700" -> Crs.of("EPSG:4277");
      case "31467" -> Crs.of("EPSG:4314");
      case "3035" -> Crs.of("EPSG:4258");
      case "5070" -> Crs.of("EPSG:4269");
      default -> Crs.lonLat();
    };
  }
}
