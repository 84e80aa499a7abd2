package io.terralapse.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroundTest {

  private static double[] project(String code, double lon, double lat) {
    double[] p = {lon, lat};
    Transforms.between(Crs.lonLat(), Crs.of(code)).apply(p, 1);
    return p;
  }

  @Test
  void trueNorthIsAnticlockwiseEastOfTheCentralMeridian() {
    // Convergence of a transverse Mercator: atan(tan(dLon) sin(lat)), to a few seconds of arc.
    double[] east = project("EPSG:32633", 18, 50);
    double convergence =
        Math.toDegrees(Math.atan(Math.tan(Math.toRadians(3)) * Math.sin(Math.toRadians(50))));
    assertEquals(-convergence, TrueNorth.degreesAt(Crs.of("EPSG:32633"), east[0], east[1]), 0.01);
    double[] centre = project("EPSG:32633", 15, 50);
    assertEquals(0, TrueNorth.degreesAt(Crs.of("EPSG:32633"), centre[0], centre[1]), 1e-6);
    assertEquals(0, TrueNorth.degreesAt(Crs.lonLat(), 18, 50));
  }

  @ParameterizedTest
  @CsvSource({
    "32633, 780000, 5500000", "32633, 220000, 8900000", "32733, 780000, 6200000",
    "32733, 499000, 9990000", "26914, 485900, 5209245", "32755, 300000, 1300000",
  })
  void convergenceOfAZoneAgreesWithTheProjection(int epsg, double x, double y) {
    // Read from WKT, the same system is evaluated point by point.
    Crs asked = Crs.of(KnownCrs.findWkt(epsg).orElseThrow());
    assertEquals(
        TrueNorth.degreesAt(asked, x, y), TrueNorth.degreesAt(Crs.of("EPSG:" + epsg), x, y), 1e-3);
  }

  @Test
  void trueNorthPointsToThePoleOnAPolarMap() {
    // Pole at (0, 0); a place right of it (+x) sees north to its left.
    assertEquals(-90, TrueNorth.degreesAt(Crs.of("EPSG:3413"), 1_000_000, 0), 1e-3);
    assertEquals(0, TrueNorth.degreesAt(Crs.of("EPSG:3413"), 0, 0));
  }

  @Test
  void webMercatorMetresAreShorterOnTheGround() {
    double[] p = project("EPSG:3857", 20, 60);
    assertEquals(0.5, GroundScale.at(Crs.of("EPSG:3857"), p[0], p[1]).metresPerX(), 0.003);
  }

  @Test
  void utmMetresAreTakenAsGroundMetres() {
    assertEquals(new GroundScale(1, 1), GroundScale.at(Crs.of("EPSG:32633"), 500_000, 5_000_000));
  }

  @Test
  void degreesAreMeasured() {
    GroundScale scale = GroundScale.at(Crs.lonLat(), 55.2, 25);
    // One degree at 25 N on WGS 84: 100,950 m east, 110,774 m north.
    assertEquals(100_950, scale.metresPerX(), 5);
    assertEquals(110_774, scale.metresPerY(), 5);
  }

  @ParameterizedTest
  @CsvSource({
    // Scale of the map at the pole: (1 + sin 70) / 2 of its standard parallel, on the ellipsoid.
    "EPSG:3413, 0, 0, 0.96986", "EPSG:3413, 300, -200, 0.96986", "EPSG:3413, 20, 45, 0.96986",
    "EPSG:3031, 0, 0, 0.97276", "EPSG:3031, 40, 1000, 0.97276", "EPSG:5041, 2000000, 2000000, 1"
  })
  void theScaleOfAPolarMapHoldsAtThePoleToo(String code, double x, double y, double scale) {
    GroundScale ground = GroundScale.at(Crs.of(code), x, y);
    assertEquals(1 / scale, ground.metresPerX(), 2e-5);
    assertEquals(1 / scale, ground.metresPerY(), 2e-5);
  }

  @Test
  void distancesBesideAPoleAreThoseOfTheOneFormulaAndOfTheOther() {
    Crs crs = Crs.of("EPSG:3413");
    double[] inside = project("EPSG:3413", 20, 89.001);
    double[] outside = project("EPSG:3413", 20, 88.998);
    assertEquals(
        GroundScale.at(crs, outside[0], outside[1]).metresPerX(),
        GroundScale.at(crs, inside[0], inside[1]).metresPerX(),
        2e-6);
  }
}
