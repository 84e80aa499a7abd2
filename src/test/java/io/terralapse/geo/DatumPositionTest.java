package io.terralapse.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.UserError;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Datums by code, by name and by TOWGS84. Expected positions: PROJ 9.1.1. */
class DatumPositionTest {
  private static final String RD_NEW =
      "PROJCS[\"mine\",GEOGCS[\"g\",DATUM[\"%s\",SPHEROID[\"Bessel 1841\",6377397.155,299.1528128]%s],"
          + "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],"
          + "PROJECTION[\"Oblique_Stereographic\"],PARAMETER[\"latitude_of_origin\",52.1561605555556],"
          + "PARAMETER[\"central_meridian\",5.38763888888889],PARAMETER[\"scale_factor\",0.9999079],"
          + "PARAMETER[\"false_easting\",155000],PARAMETER[\"false_northing\",463000],"
          + "UNIT[\"metre\",1]]";

  private static final String NTF_SOUTH =
      "PROJCS[\"Lambert Sud\",GEOGCS[\"NTF (Paris)\",DATUM[\"Nouvelle_Triangulation_Francaise_Paris\","
          + "SPHEROID[\"Clarke 1880 (IGN)\",6378249.2,293.466021293627]],"
          + "PRIMEM[\"Paris\",2.33722917],UNIT[\"grad\",0.0157079632679489]],"
          + "PROJECTION[\"Lambert_Conformal_Conic_1SP\"],PARAMETER[\"latitude_of_origin\",49],"
          + "PARAMETER[\"central_meridian\",0],PARAMETER[\"scale_factor\",0.999877499],"
          + "PARAMETER[\"false_easting\",600000],PARAMETER[\"false_northing\",200000],"
          + "UNIT[\"metre\",1]]";

  private static void check(String crs, double x, double y, double lon, double lat) {
    double[] p = {x, y};
    Transforms.between(Crs.of(crs), Crs.lonLat()).apply(p, 1);
    assertEquals(lon, p[0], 1e-6);
    assertEquals(lat, p[1], 1e-6);
    Transforms.between(Crs.lonLat(), Crs.of(crs)).apply(p, 1);
    assertEquals(x, p[0], 1e-3);
    assertEquals(y, p[1], 1e-3);
  }

  /** TOWGS84 rotates the position vector; the other convention is 180 m off here. */
  @Test
  void towgs84OfADefinitionIsHonoured() {
    String towgs84 = ",TOWGS84[565.417,50.3319,465.552,-0.398957,0.343988,-1.8774,4.0725]";
    check(
        RD_NEW.formatted("somewhere", towgs84),
        250_000,
        580_000,
        6.80881386950329,
        53.1982122188374);
  }

  @Test
  void towgs84OfThreeParametersIsHonoured() {
    check(
        "GEOGCS[\"g\",DATUM[\"somewhere\",SPHEROID[\"Clarke 1866\",6378206.4,294.978698213898],"
            + "TOWGS84[-8,160,176]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]",
        -100,
        40,
        -100.000417622219,
        40.000009482768);
  }

  /** Programs write zeros where they know no shift; those of DHDN would be off by 140 m. */
  @Test
  void zerosDoNotReplaceTheShiftOfAKnownDatum() {
    String zeros = ",TOWGS84[0,0,0,0,0,0,0]";
    check(
        RD_NEW.formatted("Amersfoort", zeros),
        250_000,
        580_000,
        6.80881386902055,
        53.1982122203136);
    double[] code = {9, 52};
    Transforms.between(Crs.of("EPSG:4314"), Crs.lonLat()).apply(code, 1);
    double[] zero = {9, 52};
    Transforms.between(
            Crs.of("GEOGCS[\"unknown\",TOWGS84[0,0,0],AUTHORITY[\"EPSG\",\"4314\"]]"), Crs.lonLat())
        .apply(zero, 1);
    assertEquals(code[0], zero[0], 1e-9);
    assertEquals(code[1], zero[1], 1e-9);
    assertTrue(Math.abs(code[0] - 9) > 1e-4, "there is a shift");

    double[] unknown = {250_000, 580_000};
    Transforms.between(Crs.of(RD_NEW.formatted("somewhere", zeros)), Crs.lonLat())
        .apply(unknown, 1);
    assertTrue(Math.abs(unknown[0] - 6.80881386902055) > 1e-4, "nothing else is known");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Amersfoort", "D_Amersfoort"})
  void aDatumWithoutCodeIsKnownByItsName(String name) {
    Crs crs = Crs.of(RD_NEW.formatted(name, ""));
    assertTrue(PositionCheck.findFault(crs, 250_000, 580_000).isEmpty());
    check(RD_NEW.formatted(name, ""), 250_000, 580_000, 6.80881386902055, 53.1982122203136);
  }

  @Test
  void anUnknownDatumIsRefused() {
    Crs crs = Crs.of(RD_NEW.formatted("somewhere", ""));
    assertTrue(
        PositionCheck.findFault("a b.tif", crs, 250_000, 580_000)
            .orElseThrow()
            .startsWith("a b.tif: mine has the datum \"somewhere\", and no transformation"));
    assertThrows(UserError.class, () -> Transforms.between(crs, Crs.lonLat()));
    assertThrows(UserError.class, () -> Transforms.between(Crs.lonLat(), crs));
  }

  /** The only transformation of this datum is for the surroundings of Abidjan. */
  @Test
  void aPositionOutsideOfTheAreaOfEveryTransformationIsRefused() {
    Crs crs = Crs.of("EPSG:2040");
    double[] inside = {-4, 5.3, -5, 8};
    Transforms.between(Crs.lonLat(), crs).apply(inside, 2);
    assertTrue(PositionCheck.findFault(crs, inside[0], inside[1]).isEmpty());
    assertEquals(
        "a.tif: EPSG:2040 has the datum \"Locodjo 1965\", whose published transformations to WGS 84"
            + " are for other areas than 8.00 N, 5.00 W; where an error of some 100 m does not"
            + " matter, or GDAL has the grid file, convert it with gdalwarp -t_srs EPSG:32630 a.tif"
            + " a-warped.tif",
        PositionCheck.findFault("a.tif", crs, inside[2], inside[3]).orElseThrow());
  }

  @Test
  void parisIsInDegreesThoughTheUnitIsGrads() {
    double[] p = {650_085.2285, 177_414.7978};
    Transforms.between(Crs.of(NTF_SOUTH), Crs.lonLat()).apply(p, 1);
    assertEquals(2.960000004, p[0], 1e-6);
    assertEquals(43.895, p[1], 1e-6);
  }

  /** Without an area of use, PROJ compares areas in projected coordinates (8 m, not 9 m). */
  @Test
  void aProjectedSystemWithoutCodeHasTheShiftOfProj() {
    check(
        "PROJCS[\"a\",GEOGCS[\"g\",DATUM[\"North_American_Datum_1927\","
            + "SPHEROID[\"Clarke 1866\",6378206.4,294.978698213898]],PRIMEM[\"Greenwich\",0],"
            + "UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Albers_Conic_Equal_Area\"],"
            + "PARAMETER[\"latitude_of_center\",45],PARAMETER[\"longitude_of_center\",-90],"
            + "PARAMETER[\"standard_parallel_1\",40],PARAMETER[\"standard_parallel_2\",50],"
            + "UNIT[\"metre\",1]]",
        1886548.6255,
        677832.0851,
        -64.04942388246,
        48.35595816979);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EPSG:31300", "EPSG:8441"})
  void projectionsThatGeoToolsCannotDoAreRefused(String code) {
    UserError error = assertThrows(UserError.class, () -> Crs.of(code));
    assertTrue(
        String.valueOf(error.getMessage()).contains("has the projection \""), error.getMessage());
  }

  /** Longitude and latitude on the ellipsoid of the old sea ice grids are taken as they are. */
  @Test
  void hughes1980KeepsDegrees() {
    double[] p = {0, -1_000_000};
    Transforms.between(Crs.of("EPSG:3411"), Crs.lonLat()).apply(p, 1);
    assertEquals(-45, p[0], 1e-9);
    assertEquals(80.7880063, p[1], 1e-6);
    assertTrue(PositionCheck.findFault(Crs.of("EPSG:3411"), 0, -1_000_000).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "EPSG:32631, 500000, 5700000, 0",
    "EPSG:26914, 500000, 4500000, 4",
    "EPSG:28992, 155080, 462920, 1",
    "EPSG:25832, 500000, 5700000, 1",
    "EPSG:26714, 500000, 4500000, 7",
  })
  void theAccuracyIsThePublishedOne(String code, double x, double y, double metres) {
    assertEquals(OptionalDouble.of(metres), PositionCheck.findAccuracy(Crs.of(code), x, y));
  }

  @Test
  void accuraciesOfTwoChangesAddUp() {
    double[] p = {155_080, 462_920};
    Crs dutch = Crs.of("EPSG:28992");
    assertEquals(
        OptionalDouble.of(2), PositionCheck.findAccuracy(dutch, Crs.of("EPSG:25831"), p[0], p[1]));
    assertEquals(
        OptionalDouble.of(0), PositionCheck.findAccuracy(dutch, Crs.of("EPSG:4289"), p[0], p[1]));
    Crs utm = Crs.of("EPSG:32631");
    assertEquals(OptionalDouble.of(0), PositionCheck.findAccuracy(utm, Crs.lonLat(), 5e5, 5e6));
  }

  @Test
  void theFirstOfEqualCandidatesIsUsed() {
    GeographicArea area = new GeographicArea(0, 50, 10, 60);
    DatumShift wide = shift(1, 5, GeographicArea.WORLD, false);
    DatumShift local = shift(2, 5, area, false);
    DatumShift better = shift(3, 2, area, false);
    DatumShift sea = shift(4, 1, area, true);
    assertEquals(local, new DatumPosition(List.of(wide, local)).findShift(5, 55).orElseThrow());
    assertEquals(
        better, new DatumPosition(List.of(wide, better, sea)).findShift(5, 55).orElseThrow());
    assertEquals(wide, new DatumPosition(List.of(wide, better)).findShift(20, 55).orElseThrow());
    assertTrue(new DatumPosition(List.of(better)).findShift(20, 55).isEmpty());
    DatumShift other = shift(5, 1, new GeographicArea(30, 50, 40, 60), false);
    assertEquals(other, new DatumPosition(List.of(better, other)).shiftNear(25, 55));
  }

  private static DatumShift shift(
      double dx, double accuracy, GeographicArea area, boolean offshore) {
    return new DatumShift(new Helmert(dx, 0, 0, 0, 0, 0, 0), accuracy, area, offshore, "");
  }
}
