package io.terralapse.raster.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileAccess;
import io.terralapse.model.BandInfo;
import io.terralapse.model.ColourInterpretation;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.RasterInfo;
import io.terralapse.testkit.RasterFixtures;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RasterHeaderTest {

  private static RasterInfo info(String name) throws IOException {
    try (TiffRaster file = TiffRaster.open(FileAccess.open(RasterFixtures.file(name)))) {
      return file.info();
    }
  }

  @Test
  void pixelIsPointMovesTheOriginByHalfAPixelAsGdalDoes() throws IOException {
    RasterInfo info = info("point");
    assertEquals(Optional.of("EPSG:32633"), info.crs());
    assertEquals(Optional.of(new GeoTransform(399960, 10, 0, 5000040, 0, -10)), info.transform());
  }

  @Test
  void rotatedTransformAndGeographicCodeAreRead() throws IOException {
    RasterInfo info = info("words");
    assertEquals(Optional.of("EPSG:4326"), info.crs());
    assertEquals(
        Optional.of(new GeoTransform(10, 0.01, 0.002, 50, 0.003, -0.01)), info.transform());
  }

  @Test
  void metadataNodataAlphaAndBandScalingAreRead() throws IOException {
    RasterInfo info = info("words");
    assertEquals("S2A & friends", info.tags().get("SPACECRAFT"));
    assertEquals("2021:08:03 10:20:30", info.tags().get("DATETIME"));
    assertEquals("a test", info.tags().get("IMAGEDESCRIPTION"));
    assertEquals(
        new BandInfo(Optional.of("B02"), 0.0001, -0.1, ColourInterpretation.RED),
        info.bands().get(0));
    assertEquals(
        new BandInfo(Optional.of("B04"), 1, 5, ColourInterpretation.BLUE), info.bands().get(2));
    assertEquals(BandInfo.of(ColourInterpretation.ALPHA), info.bands().get(3));
    assertEquals(0, info.nodata().orElseThrow());
    assertEquals(OptionalInt.of(3), info.alphaBand());
    assertFalse(info.internalMask());
  }

  @Test
  void nanIsANodataValue() throws IOException {
    assertTrue(Double.isNaN(info("nan").nodata().orElseThrow()));
  }

  @Test
  void fileWithoutGeoreferenceHasNone() throws IOException {
    RasterInfo info = info("bigtiff");
    assertEquals(Optional.empty(), info.crs());
    assertEquals(Optional.empty(), info.transform());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "tm; Transverse_Mercator; central_meridian 11.0, latitude_of_origin 1.0, scale_factor"
            + " 0.9999, false_easting 1000.0",
        "lcc; Lambert_Conformal_Conic_2SP; standard_parallel_1 33.0, standard_parallel_2 45.0,"
            + " latitude_of_origin 39.0, central_meridian -96.0, false_northing 6.0",
        "laea; Lambert_Azimuthal_Equal_Area; latitude_of_center 45.0, longitude_of_center 12.0,"
            + " false_easting 7.0",
        "aea; Albers_Conic_Equal_Area; standard_parallel_1 29.5, standard_parallel_2 45.5,"
            + " latitude_of_center 23.0, longitude_of_center -97.0",
        "stere; Polar_Stereographic; latitude_of_origin 71.0, central_meridian -39.0",
        "sinu; Sinusoidal; longitude_of_center 0.0"
      })
  void userDefinedProjectionsBecomeWkt(String name, String method, String parameters)
      throws IOException {
    String wkt = info("crs-" + name).crs().orElseThrow();
    assertTrue(wkt.contains("PROJECTION[\"" + method + "\"]"), wkt);
    for (String parameter : parameters.split(", ", -1)) {
      String[] parts = parameter.split(" ", -1);
      String expected = "PARAMETER[\"" + parts[0] + "\"," + parts[1] + "]";
      assertTrue(wkt.contains(expected), () -> expected + " in " + wkt);
    }
  }

  @Test
  void ellipsoidOfAUserDefinedSphereIsKept() throws IOException {
    String wkt = info("crs-sphere").crs().orElseThrow();
    assertTrue(wkt.startsWith("GEOGCS["), wkt);
    assertTrue(wkt.contains("6371000.0,0.0]"), wkt);
    assertTrue(info("crs-sinu").crs().orElseThrow().contains("6371007.181,0.0]"));
  }

  @Test
  void anUnsupportedProjectionKeepsItsName() throws IOException {
    String wkt = info("crs-robin").crs().orElseThrow();
    assertTrue(wkt.contains("PROJECTION[\"Robinson\"]"), wkt);
  }
}
