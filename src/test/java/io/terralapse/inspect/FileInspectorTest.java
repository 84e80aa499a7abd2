package io.terralapse.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.GeoTransform;
import io.terralapse.model.SampleType;
import io.terralapse.testkit.RasterFixtures;
import io.terralapse.testkit.TinyTiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileInspectorTest {
  private static final Path RESOURCES = Objects.requireNonNull(RasterFixtures.folder().getParent());

  @TempDir Path folder = Path.of("");

  private Inspection inspect(Object file, boolean statistics) throws IOException {
    try (FileInspector inspector = new FileInspector(folder, Map.of())) {
      return inspector.inspect(file.toString(), statistics);
    }
  }

  private InspectedFile read(Object file, boolean statistics) throws IOException {
    Inspection result = inspect(file, statistics);
    return assertInstanceOf(InspectedFile.class, result, result.toString());
  }

  private String refusal(Object file) throws IOException {
    return assertInstanceOf(RefusedFile.class, inspect(file, true)).error();
  }

  private static List<String> roles(InspectedFile file) {
    return file.bands().stream().map(band -> String.valueOf(band.role())).toList();
  }

  @Test
  void aGeoTiffIsDescribedCompletely() throws IOException {
    float[] red = {0, 1, 2, 3, 4, 5};
    float[] green = {6, 6, 6, 6, 6, 6};
    float[] blue = {0, 0, 0, 0, 0, 0};
    new TinyTiff(3, 2, SampleType.UINT16)
        .georeferenced(32631, GeoTransform.northUp(500_000, 10, 10))
        .nodata("0")
        .write(folder.resolve("site_20240115.tif"), red, green, blue);

    InspectedFile file = read("site_20240115.tif", true);

    assertEquals("site_20240115.tif", file.file());
    assertEquals("GTiff", file.format());
    assertEquals(List.of(3, 2, 1), List.of(file.width(), file.height(), file.levels()));
    assertEquals("nodata", file.mask());
    assertEquals(List.of(500_000.0, 10.0, 0.0, 10.0, 0.0, -10.0), file.transform());
    assertEquals(new InspectedFile.DateFacts("2024-01-15", "filename"), file.date());
    assertNull(file.sensor());
    assertEquals(List.of("red", "green", "blue"), roles(file));
    assertEquals(
        new InspectedBand("1", "red", "uint16", "red", 0.0, 1, 0, file.bands().get(0).stats()),
        file.bands().get(0));
    // zlib.crc32 of numpy's float64 array.
    assertEquals(
        new BandStatistics(1.0, 5.0, 3.0, 5 / 6.0, 4046127385L), file.bands().get(0).stats());
    assertEquals(new BandStatistics(6.0, 6.0, 6.0, 1, 1833303418L), file.bands().get(1).stats());
    assertEquals(new BandStatistics(null, null, null, 0, 4069045141L), file.bands().get(2).stats());
  }

  @Test
  void positionsAreLongitudesAndLatitudes() throws IOException {
    new TinyTiff(100, 100, SampleType.UINT8)
        .georeferenced(32631, GeoTransform.northUp(500_000, 1000, 10))
        .write(folder.resolve("a.tif"), new float[10_000]);
    InspectedFile file = read("a.tif", false);
    InspectedFile.CrsFacts crs = Objects.requireNonNull(file.crs());
    assertEquals("WGS 84 / UTM zone 31N", crs.name());
    assertEquals("EPSG:32631", crs.authority());
    assertTrue(String.valueOf(crs.wkt()).startsWith("PROJCS[\"WGS 84 / UTM zone 31N\""), crs.wkt());
    List<List<Double>> corners = Objects.requireNonNull(file.corners());
    // The central meridian is 3 degrees east; 1000 m are 0.009044 degrees north of the equator.
    assertPoint(3, 0.009047, corners.get(0));
    assertPoint(3.008987, 0.009047, corners.get(1));
    assertPoint(3.008987, 0, corners.get(2));
    assertPoint(3, 0, corners.get(3));
    assertPoint(3.004493, 0.004523, Objects.requireNonNull(file.center()));
    assertNull(file.bands().get(0).stats());
  }

  private static void assertPoint(double lon, double lat, List<Double> found) {
    assertEquals(lon, found.get(0), 2e-6, found.toString());
    assertEquals(lat, found.get(1), 2e-6, found.toString());
  }

  @Test
  void whatIsNotKnownIsNull() throws IOException {
    new TinyTiff(2, 2, SampleType.FLOAT32)
        .write(folder.resolve("x.tif"), new float[4], new float[4]);
    InspectedFile file = read("x.tif", false);
    assertNull(file.crs());
    assertNull(file.transform());
    assertNull(file.center());
    assertNull(file.corners());
    assertNull(file.date());
    assertNull(file.mask());
    assertEquals(List.of("null", "null"), roles(file));
    assertNull(file.bands().get(0).nodata());
  }

  @Test
  void dateAndSensorAreKnownWhereBandsOrCrsAreNot() throws IOException {
    new TinyTiff(2, 2, SampleType.UINT16)
        .doubles(33550, 10, 10, 0)
        .doubles(33922, 0, 0, 0, 500_000, 10, 0)
        .write(folder.resolve("site_20240115.tif"), new float[4], new float[4]);
    InspectedFile file = read("site_20240115.tif", false);
    assertNull(file.crs());
    assertNotNull(file.transform());
    assertEquals(List.of("null", "null"), roles(file));
    assertEquals("2024-01-15", Objects.requireNonNull(file.date()).value());
  }

  @Test
  void theAlphaBandMarksInvalidPixels() throws IOException {
    new TinyTiff(2, 1, SampleType.UINT8)
        .shorts(338, 2)
        .write(folder.resolve("a.tif"), row(9, 7), row(9, 7), row(9, 7), row(0, 255));
    InspectedFile file = read("a.tif", true);
    assertEquals("alpha", file.mask());
    assertEquals(List.of("red", "green", "blue", "alpha"), roles(file));
    assertEquals("alpha", file.bands().get(3).colorInterpretation());
    assertEquals(7, Objects.requireNonNull(file.bands().get(0).stats()).mean());
    assertEquals(1, Objects.requireNonNull(file.bands().get(3).stats()).valid());
  }

  private static float[] row(float... values) {
    return Arrays.copyOf(values, values.length);
  }

  @Test
  void nodataThatIsNotANumberIsText() throws IOException {
    new TinyTiff(2, 1, SampleType.FLOAT32)
        .nodata("nan")
        .write(folder.resolve("a.tif"), row(Float.NaN, 2));
    InspectedBand band = read("a.tif", true).bands().get(0);
    assertEquals("NaN", band.nodata());
    assertEquals(0.5, Objects.requireNonNull(band.stats()).valid());
  }

  @Test
  void productsAreRecognisedByTheirNames() throws IOException {
    InspectedFile sentinel =
        read(RESOURCES.resolve("deliveries/sentinel2/T29UNU_20221005T115411_B04_60m.jp2"), true);
    assertEquals("JPEG2000", sentinel.format());
    assertEquals("sentinel-2", sentinel.sensor());
    assertEquals(List.of("red"), roles(sentinel));
    assertEquals("B04", sentinel.bands().get(0).name());
    assertEquals("EPSG:32629", Objects.requireNonNull(sentinel.crs()).authority());
    assertEquals("2022-10-05T11:54:11Z", Objects.requireNonNull(sentinel.date()).value());
    assertNotNull(sentinel.bands().get(0).stats());

    InspectedFile landsat =
        read(
            RESOURCES.resolve(
                "deliveries/landsat/LC08_L2SP_008059_20191201_20200825_02_T1_SR_B4.TIF"),
            false);
    assertEquals("landsat", landsat.sensor());
    assertEquals(2.75e-5, landsat.bands().get(0).scale());
    assertEquals(-0.2, landsat.bands().get(0).offset());
  }

  @ParameterizedTest
  @CsvSource({
    "S1A_IW_20230101T120000_DVP_RTC10_G_gpuned_0A2B_VV.tif, 2023-01-01T12:00:00Z, sentinel-1",
    "OPERA_L2_RTC-S1_T069-147170-IW1_20231003T134433Z_20231004T023421Z_S1A_30_v1.0_VV.tif,"
        + " 2023-10-03T13:44:33Z, sentinel-1",
    "a.SAFE/measurement/s1a-iw-grd-vv-20230101t173953-20230101t174018-039157-049f1a-001.tiff,"
        + " 2023-01-01T17:39:53Z, sentinel-1",
    "T11CMM_20201126T154319_SCL_20m.tif, 2020-11-26T15:43:19Z, sentinel-2",
    "site_2023-01-01_clouds.tif, 2023-01-01,"
  })
  void namesOfMasksAndOfRadarHaveTheirDates(String name, String date, @Nullable String sensor)
      throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    new TinyTiff(2, 2, SampleType.UINT16)
        .georeferenced(32631, GeoTransform.northUp(500_000, 1000, 10))
        .write(file, new float[4]);
    InspectedFile found = read(name, false);
    assertEquals(new InspectedFile.DateFacts(date, "filename"), found.date());
    assertEquals(sensor, found.sensor());
  }

  @Test
  void imagesWithoutGeoreferenceHaveColours() throws IOException {
    InspectedFile png = read(RESOURCES.resolve("coregister/naip_20140720.png"), true);
    assertEquals("PNG", png.format());
    assertNull(png.crs());
    assertEquals(png.bands().size() < 3 ? "gray" : "red", png.bands().get(0).colorInterpretation());
    assertEquals(1, Objects.requireNonNull(png.bands().get(0).stats()).valid());
    assertEquals("2014-07-20", Objects.requireNonNull(png.date()).value());
  }

  @Test
  void geographicRastersAndOverviewsAreRead() throws IOException {
    InspectedFile jp2 = read(RasterFixtures.folder().resolve("jp2/gml-4326.jp2"), false);
    assertEquals("WGS 84", Objects.requireNonNull(jp2.crs()).name());
    List<Double> transform = Objects.requireNonNull(jp2.transform());
    assertEquals(
        List.of(transform.get(0), transform.get(3)), Objects.requireNonNull(jp2.corners()).get(0));
    assertTrue(read(RasterFixtures.file("cog"), false).levels() > 1);
    assertEquals("internal", read(RasterFixtures.file("mask"), false).mask());
  }

  @Test
  void aFileThatCannotBeReadIsRefusedInOneSentence() throws IOException {
    assertEquals("none.tif does not exist; correct the path.", refusal("none.tif"));
    Files.createDirectory(folder.resolve("sub"));
    assertEquals("sub is a folder; name the files in it.", refusal("sub"));
    Files.writeString(folder.resolve("text.tif"), "not a raster at all");
    assertTrue(refusal("text.tif").matches("text\\.tif .*[^.]\\."), refusal("text.tif"));
    String jpegXl = refusal(RasterFixtures.file("unsupported-jpeg-xl"));
    assertTrue(jpegXl.contains("unsupported-jpeg-xl.tif uses JPEG XL"), jpegXl);
    assertTrue(jpegXl.endsWith("."), jpegXl);
    assertTrue(refusal("a\0b.tif").endsWith("cannot be read: it is not a path."));
  }

  @Test
  void addressesNeverShowSecrets() throws IOException {
    Inspection inspection = inspect("http://127.0.0.1:9/a.tif?sig=secret", false);
    assertEquals("http://127.0.0.1:9/a.tif", inspection.file());
    String error = assertInstanceOf(RefusedFile.class, inspection).error();
    assertTrue(!error.contains("secret") && error.contains("127.0.0.1"), error);
    assertTrue(
        !inspect("https://me:secret@example.com/a.tif", false).toString().contains("secret"));
  }
}
