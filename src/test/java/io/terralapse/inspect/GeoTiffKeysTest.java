package io.terralapse.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.SampleType;
import io.terralapse.testkit.TinyTiff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Positions of GeoTIFFs by their keys are those of GDAL 3.6.2 with PROJ 9.1.1, or are refused. */
final class GeoTiffKeysTest {
  private static final double METRES_PER_DEGREE = 111_195;

  @TempDir Path folder = Path.of("");

  /**
   * Name, pixels, pixel width and height, origin x and y, longitude and latitude of the first and
   * the last corner, then the keys.
   */
  static Stream<String> files() {
    try (var in = GeoTiffKeysTest.class.getResourceAsStream("/geo/geotiff-keys.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Inspection inspect(int size, double[] scale, double[] origin, List<String> keys)
      throws IOException {
    new TinyTiff(size, size, SampleType.UINT8)
        .geoKeys(keys)
        .doubles(33550, scale[0], scale[1], 0)
        .doubles(33922, 0, 0, 0, origin[0], origin[1], 0)
        .write(folder.resolve("a.tif"), new float[size * size]);
    try (FileInspector inspector = new FileInspector(folder, Map.of())) {
      return inspector.inspect("a.tif", false);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void positionsAreThoseOfGdal(String line) throws IOException {
    String[] fields = line.split("\t", -1);
    double[] n = Arrays.stream(fields, 2, 10).mapToDouble(Double::parseDouble).toArray();
    List<String> keys = Arrays.asList(fields).subList(10, fields.length);
    Inspection result =
        inspect(
            Integer.parseInt(fields[1]),
            new double[] {n[0], n[1]},
            new double[] {n[2], n[3]},
            keys);
    InspectedFile file = assertInstanceOf(InspectedFile.class, result, result.toString());
    List<List<Double>> corners = Objects.requireNonNull(file.corners());
    assertWithinMetre(n[4], n[5], corners.get(0), fields[0]);
    assertWithinMetre(n[6], n[7], corners.get(2), fields[0]);
  }

  private static void assertWithinMetre(double lon, double lat, List<Double> found, String name) {
    double east =
        Math.IEEEremainder(found.get(0) - lon, 360) * Math.cos(Math.toRadians(found.get(1)));
    double metres = Math.hypot(east, found.get(1) - lat) * METRES_PER_DEGREE;
    assertTrue(metres < 1, () -> name + ": " + metres + " m from " + lon + ", " + lat);
  }

  @ParameterizedTest
  @CsvSource({
    "23, Robinson",
    "4, Laborde Oblique Mercator",
    "2, Transverse Mercator Modified Alaska",
    "31, GeoTIFF coordinate transformation 31"
  })
  void anUnsupportedProjectionIsRefusedByItsName(int code, String name) throws IOException {
    assertEquals(
        "a.tif: its projection is "
            + name
            + ", which is not supported; reproject the file with \"gdalwarp -t_srs EPSG:4326 in.tif"
            + " out.tif\".",
        refusal(List.of("1024=1", "2048=4326", "3072=32767", "3075=" + code)));
  }

  @Test
  void aLocalSystemIsRefusedByItsName() throws IOException {
    String sentence = refusal(List.of("1025=1", "1026=\"site grid\""));
    assertTrue(
        sentence.startsWith(
            "a.tif: its CRS \"site grid\" is a local system without a position on the Earth"),
        sentence);
  }

  @Test
  void anUnknownCodeIsRefusedByItsNumber() throws IOException {
    assertTrue(refusal(List.of("1024=1", "3072=5")).contains("\"EPSG:5\" is not a known"));
    assertTrue(
        refusal(List.of("1024=1", "3072=32633", "3076=9999")).contains("its unit is EPSG:9999"));
  }

  @Test
  void aBaseWithAnotherPrimeMeridianIsRefused() throws IOException {
    assertEquals(
        "a.tif: its CRS is EPSG:27572 with longitudes from the prime meridian \"Greenwich\", which is"
            + " not that of the code; write the right CRS into it with \"gdal_translate -a_srs"
            + " EPSG:27572 in.tif out.tif\".",
        refusal(List.of("1024=1", "2048=4326", "3072=27572")));
  }

  /** The registered projection of such a file stays its code, which published ledgers have. */
  @Test
  void anEquivalentBaseChangesNothing() throws IOException {
    for (String base : List.of("2048=4326", "2048=4269", "2050=6326", "2056=7019")) {
      InspectedFile file =
          assertInstanceOf(
              InspectedFile.class,
              inspect(
                  4,
                  new double[] {10, 10},
                  new double[] {500_000, 5_000_000},
                  List.of("1024=1", base, "3072=25832")));
      assertEquals("EPSG:25832", Objects.requireNonNull(file.crs()).authority(), base);
    }
  }

  /** A standard parallel at a pole, and an origin that New Zealand's polynomial does not have. */
  @ParameterizedTest
  @CsvSource({
    "9, 3081, Lambert Conformal Conic 1SP, latitude of origin",
    "8, 3078, Lambert Conformal Conic 2SP, standard parallel",
    "17, 3078, Equirectangular, standard parallel",
    "26, 3081, New Zealand Map Grid, latitude of origin",
    "28, 3078, Cylindrical Equal Area, standard parallel"
  })
  void parametersWithoutAMapAreRefused(int code, int key, String name, String parameter)
      throws IOException {
    List<String> keys = List.of("1024=1", "2048=4326", "3072=32767", "3075=" + code, key + "=90.0");
    assertEquals(
        "a.tif: its projection "
            + name
            + " has "
            + parameter
            + " 90.0, which is not supported; reproject the file with \"gdalwarp -t_srs EPSG:4326 in.tif"
            + " out.tif\".",
        refusal(keys));
  }

  @Test
  void cornersOffTheMapHaveNoPosition() throws IOException {
    List<String> sinusoidal = List.of("1024=1", "2048=4326", "3072=32767", "3075=24");
    InspectedFile world =
        assertInstanceOf(
            InspectedFile.class,
            inspect(
                4, new double[] {1e7, 5e6}, new double[] {-20_037_508, 10_001_965}, sinusoidal));
    assertEquals(Arrays.asList(null, null, null, null), world.corners());
    assertTrue(world.center() != null, "the centre is on the map");
    Inspection outside =
        inspect(4, new double[] {10, 10}, new double[] {-20_037_508, 10_001_965}, sinusoidal);
    assertEquals(
        "a.tif: its coordinates are outside of the map of user-defined, which has no longitude and"
            + " latitude there; if they are those of another CRS, write that into the file with"
            + " \"gdal_translate -a_srs EPSG:n in.tif out.tif\".",
        assertInstanceOf(RefusedFile.class, outside).error());
  }

  private String refusal(List<String> keys) throws IOException {
    Inspection result = inspect(4, new double[] {10, 10}, new double[] {1000, 1000}, keys);
    return assertInstanceOf(RefusedFile.class, result, result.toString()).error();
  }
}
