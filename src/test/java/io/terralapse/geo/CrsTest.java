package io.terralapse.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrsTest {

  /** Expected values: PROJ 9.1 through {@code gdaltransform}. */
  @ParameterizedTest
  @CsvSource({
    "EPSG:32633, 20, 45.3, 892009.6333, 5028450.9100",
    "EPSG:32760, 181, -20, 918683.2384, 7783514.4366",
    "EPSG:3857, 20, 60, 2226389.8159, 8399737.8898",
    "EPSG:3413, 20, 75, 1480797.7116, -690507.3131",
    "EPSG:3031, 20, -75, 560496.8781, 1539952.5162",
    "EPSG:5041, 20, 85, 2189977.6166, 1478040.7882",
    "EPSG:5042, 20, -85, 2189977.6166, 2521959.2118",
    "EPSG:6933, 10, 20, 964862.8025, 2501271.8625",
    "EPSG:3975, 10, 20, 964862.8025, 2501271.8625",
    "EPSG:8857, 10, 20, 930502.5494, 2543374.0824",
    "EPSG:8858, -80, -35, 874699.5303, -4352308.1754",
    "EPSG:8859, 170, 60, 1445025.6721, 6924035.1376",
    "EPSG:32610, -162.2948527354413, 42.35177748998829, -2741074.2092, 5504922.1390",
    "EPSG:32631, 40, -30, 4188755.7599, -3972654.6208",
    "EPSG:32633, -60, 70, -1694805.4743, 9397386.1972",
    "EPSG:2193, 130, -20, -3247530.2388, 7067630.9526",
    "EPSG:2154, 2, 48, 625422.4046, 6767095.9308",
  })
  void projectsAsProjDoes(String code, double lon, double lat, double x, double y) {
    double[] p = {lon, lat};
    Transforms.between(Crs.lonLat(), Crs.of(code)).apply(p, 1);
    assertEquals(x, p[0], 1e-3);
    assertEquals(y, p[1], 1e-3);
    Transforms.between(Crs.of(code), Crs.lonLat()).apply(p, 1);
    assertEquals(Math.IEEEremainder(lon, 360), Math.IEEEremainder(p[0], 360), 1e-8);
    assertEquals(lat, p[1], 1e-8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EPSG:32614",
        "EPSG:32760",
        "EPSG:26914",
        "EPSG:4326",
        "EPSG:4269",
        "EPSG:3857",
        "EPSG:3413",
        "EPSG:3031",
        "EPSG:5041",
        "EPSG:5042"
      })
  void predefinedSystemsEqualThoseOfTheEpsgDatabase(String code) throws Exception {
    GeoToolsSetup.prepareEpsgDatabase();
    Crs own = Crs.of(code);
    assertEquals(code, own.text());
    var theirs = CRS.findMathTransform(own.system(), CRS.decode(code, true), true);
    double[] place = {7.1, own.text().endsWith("5042") || own.text().endsWith("3031") ? -77 : 71};
    Transforms.between(Crs.lonLat(), own).apply(place, 1);
    double[] same = new double[2];
    theirs.transform(place, 0, same, 0, 1);
    assertEquals(place[0], same[0], Math.abs(place[0]) * 1e-10);
    assertEquals(place[1], same[1], Math.abs(place[1]) * 1e-10);
  }

  @Test
  void nad83AndWgs84AreTakenAsEqual() {
    double[] p = {485_900, 5_209_245};
    Transforms.between(Crs.of("EPSG:26914"), Crs.of("EPSG:32614")).apply(p, 1);
    assertEquals(485_900, p[0], 1);
    assertEquals(5_209_245, p[1], 1);
  }

  @Test
  void productsOnASphereKeepTheirLatitudes() {
    Crs modis =
        Crs.of(
            "PROJCS[\"Sinusoidal\",GEOGCS[\"Unknown\",DATUM[\"not_specified\","
                + "SPHEROID[\"sphere\",6371007.181,0]],PRIMEM[\"Greenwich\",0],"
                + "UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Sinusoidal\"],"
                + "PARAMETER[\"longitude_of_center\",0],PARAMETER[\"false_easting\",0],"
                + "PARAMETER[\"false_northing\",0],UNIT[\"metre\",1]]");
    double[] p = {-55.3, -11.6};
    Transforms.between(Crs.lonLat(), modis).apply(p, 1);
    assertEquals(-6_023_492.8199, p[0], 1e-3);
    assertEquals(-1_289_862.6029, p[1], 1e-3);
    Transforms.between(modis, Crs.of("EPSG:32721")).apply(p, 1);
    Transforms.between(Crs.of("EPSG:32721"), Crs.lonLat()).apply(p, 1);
    assertEquals(-55.3, p[0], 1e-9);
    assertEquals(-11.6, p[1], 1e-9);
  }

  @Test
  void webMercatorIsRecognizedByItsNameInWkt() {
    String wkt =
        KnownCrs.findWkt(3857)
            .orElseThrow()
            .replace("Popular Visualisation Pseudo Mercator", "Mercator_1SP");
    assertEquals("EPSG:3857", Crs.of(wkt).text());
  }

  @Test
  void wktAndCodeOfOneSystemAreEqual() {
    Crs wkt = Crs.of(KnownCrs.findWkt(32633).orElseThrow().replace("UTM zone 33N", "my zone"));
    assertTrue(wkt.sameAs(Crs.of("EPSG:32633")));
    assertFalse(wkt.sameAs(Crs.of("EPSG:32634")));
    assertTrue(Transforms.isIdentity(Transforms.between(wkt, Crs.of("EPSG:32633"))));
    assertTrue(wkt.isProjected());
    assertTrue(Crs.of("epsg:4326").isGeographic());
    assertEquals("EPSG:4326", Crs.of("4326").text());
  }

  @Test
  void unitsAreKnown() {
    assertEquals(1, Crs.of("EPSG:32633").metresPerUnit());
    assertEquals(0.3048006, Crs.of("EPSG:2227").metresPerUnit(), 1e-7);
    assertEquals(111_319.49, Crs.of("EPSG:4326").metresPerUnit(), 0.01);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"EPSG:999999", "UTM zone 33", "", "PROJCS[\"x\",", "GEOGCS[]", "EPSG:4978"})
  void anInvalidSystemIsNamedInTheError(String text) {
    UserError error = assertThrows(UserError.class, () -> Crs.of(text));
    assertEquals(ExitCode.USAGE, error.exitCode());
    String sentence = String.valueOf(error.getMessage());
    assertTrue(sentence.startsWith("\"" + text + "\""), sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "15, 45, EPSG:32633", "-180, 10, EPSG:32601", "180, 10, EPSG:32601", "179.99, -10, EPSG:32760",
    "185, 0, EPSG:32601", "-99.15, 47, EPSG:32614", "0, 84.5, EPSG:5041", "0, -80.5, EPSG:5042"
  })
  void everyPointHasAZone(double lon, double lat, String code) {
    assertEquals(code, Crs.utmZoneFor(lon, lat));
  }

  @Test
  void pointsOutsideOfTheDomainBecomeNanAndOthersAreTransformed() {
    double[] p = {15, 45, Double.NaN, 45, 15, 46};
    Transforms.between(Crs.lonLat(), Crs.of("EPSG:32633")).apply(p, 3);
    assertEquals(500_000, p[0], 1e-6);
    assertTrue(Double.isNaN(p[2]) && Double.isNaN(p[3]));
    assertEquals(500_000, p[4], 1e-6);
  }

  @Test
  void pixelsAreASeparateSystem() {
    Crs pixels = Crs.of(Crs.PIXELS);
    assertTrue(pixels.isPixels());
    assertFalse(pixels.isGeographic());
    assertTrue(pixels.sameAs(Crs.of("PIXELS")));
    assertFalse(pixels.sameAs(Crs.lonLat()));
    assertFalse(Crs.of("EPSG:32622").sameAs(pixels));
    assertEquals(1, pixels.metresPerUnit());
    assertTrue(Double.isNaN(GroundScale.at(pixels, 5, -5).metresPerX()));
    assertTrue(Double.isNaN(TrueNorth.degreesAt(pixels, 5, -5)));
    assertTrue(Transforms.isIdentity(Transforms.between(pixels, pixels)));
    UserError error = assertThrows(UserError.class, () -> Transforms.between(Crs.lonLat(), pixels));
    assertTrue(
        String.valueOf(error.getMessage()).contains("without georeference"), error.getMessage());
  }
}
