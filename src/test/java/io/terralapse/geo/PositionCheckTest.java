package io.terralapse.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PositionCheckTest {
  private static String geographic(String datum, String ellipsoid) {
    return "GEOGCS[\"GCS\",DATUM[\""
        + datum
        + "\",SPHEROID["
        + ellipsoid
        + "]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]";
  }

  @Test
  void aSystemOfMarsIsRefusedWithACommandThatRemovesIt() {
    Crs mars = Crs.of(geographic("D_Mars_2000", "\"Mars\",3396190,169.8944"));
    assertEquals(
        Optional.of(
            "m.tif: GCS is a system of a celestial body with a radius of 3396.2 km, not of the Earth;"
                + " without georeference it is placed by pixel: gdal_translate -co PROFILE=BASELINE"
                + " --config GDAL_PAM_ENABLED NO m.tif m-plain.tif"),
        PositionCheck.findFault("m.tif", mars, 10, 20));
  }

  @Test
  void aSphereOfTheMoonIsRefusedToo() {
    Crs moon = Crs.of(geographic("D_Moon_2000", "\"Moon\",1737400,0"));
    assertEquals(
        Optional.of(
            "GCS is a system of a celestial body with a radius of 1737.4 km, not of the Earth"),
        PositionCheck.findFault(moon, 10, 20));
  }

  @Test
  void aSphereOfTheEarthHasPositions() {
    Crs sphere = Crs.of(geographic("unknown", "\"sphere\",6371007.181,0"));
    assertEquals(Optional.empty(), PositionCheck.findFault(sphere, 10, 20));
  }

  @Test
  void aRoundedEllipsoidOfTheGeocentricFramesHasPositions() {
    Crs himawari = Crs.of(geographic("D_unknown", "\"unknown\",6378137,298.257024882273"));
    assertEquals(Optional.empty(), PositionCheck.findFault(himawari, 140, 20));
  }

  @Test
  void anUnknownDatumOnAnotherEllipsoidHasNone() {
    Crs bessel = Crs.of(geographic("D_unknown", "\"Bessel\",6377397.155,299.1528128"));
    assertEquals(
        Optional.of(
            "GCS has the datum \"D_unknown\", and no transformation of it to WGS 84 is known that needs"
                + " no grid file"),
        PositionCheck.findFault(bessel, 10, 20));
  }

  @Test
  void coordinatesWithinAZoneAreOnItsMapByDefinitionToo() {
    for (int epsg : new int[] {32601, 32631, 32760, 26910}) {
      Crs defined = Crs.of(KnownCrs.findWkt(epsg).orElseThrow());
      double equator = epsg / 100 == 327 ? 10_000_000 : 0;
      for (double x : new double[] {-500_000, 500_000, 1_500_000}) {
        for (double y : new double[] {equator - 9_900_000, equator, equator + 9_900_000}) {
          assertTrue(KnownCrs.isWithinUtm("EPSG:" + epsg, x, y));
          assertTrue(PositionCheck.isMapped(defined, x, y), epsg + ": " + x + " " + y);
        }
      }
    }
    assertFalse(KnownCrs.isWithinUtm("EPSG:32601", 500_000, 9_900_001));
    assertFalse(PositionCheck.isMapped(Crs.of("EPSG:32631"), 5e7, 0));
  }

  @Test
  void theTransformsOfASystemAreMadeOnce() throws Exception {
    Crs system = Crs.of("EPSG:3035");
    assertSame(Transforms.toOwnDegrees(system), Transforms.toOwnDegrees(Crs.of("EPSG:3035")));
    assertSame(Transforms.fromOwnDegrees(system), Transforms.fromOwnDegrees(system));
  }
}
