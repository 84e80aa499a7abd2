package io.terralapse.raster.jp2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.GeoTransform;
import io.terralapse.model.RasterInfo;
import io.terralapse.raster.Georeference;
import io.terralapse.raster.RasterInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places as gdalinfo gives them. */
final class Jp2GeoreferenceTest {
  private static final GeoTransform UTM = GeoTransform.northUp(600000, 5100000, 10);
  private static final GeoTransform DEGREES = new GeoTransform(-9, 0.01, 0, 52, 0, -0.02);
  private static final GeoTransform LAEA = new GeoTransform(4321000, 10, 0, 3210000, 0, -20);

  @TempDir private Path folder = Path.of("");

  private static void assertPlace(String file, String crs, GeoTransform expected)
      throws IOException {
    try (Jp2Raster raster = Jp2Raster.open(Jp2Fixtures.source(file))) {
      RasterInfo info = raster.info();
      assertEquals(Optional.of(crs), info.crs(), file);
      assertNear(expected, info.transform().orElseThrow(), file);
    }
  }

  private static void assertNear(GeoTransform expected, GeoTransform found, String what) {
    double near = 1e-9 * Math.max(1, Math.abs(expected.x0()));
    assertEquals(expected.x0(), found.x0(), near, what);
    assertEquals(expected.y0(), found.y0(), near, what);
    assertEquals(expected.xPerColumn(), found.xPerColumn(), 1e-12, what);
    assertEquals(expected.yPerRow(), found.yPerRow(), 1e-12, what);
    assertEquals(expected.xPerRow(), found.xPerRow(), 1e-12, what);
    assertEquals(expected.yPerColumn(), found.yPerColumn(), 1e-12, what);
  }

  @Test
  void geoJp2AndGmlJp2AreRead() throws IOException {
    assertPlace("u16-tiles.jp2", "EPSG:32629", UTM);
    assertPlace("u16-four.jp2", "EPSG:32629", UTM);
    assertPlace("u8-rgb.jp2", "EPSG:32629", UTM);
    assertPlace("geojp2-4326.jp2", "EPSG:4326", DEGREES);
  }

  @Test
  void northingFirstAxesAreSwapped() throws IOException {
    assertPlace("gml-4326.jp2", "EPSG:4326", DEGREES);
    assertPlace("gml-4326-old.jp2", "EPSG:4326", DEGREES);
    assertPlace("gml-3035.jp2", "EPSG:3035", LAEA);
  }

  @Test
  void aCrsWithoutACodeIsReturnedAsWkt() throws IOException {
    try (Jp2Raster raster = Jp2Raster.open(Jp2Fixtures.source("modis-ndvi.jp2"))) {
      assertTrue(raster.info().crs().orElseThrow().contains("Sinusoidal"));
      double size = 231.65635826385406;
      assertNear(
          GeoTransform.northUp(-6050632.421494607, -1292179.1663962787, size),
          raster.info().transform().orElseThrow(),
          "modis");
    }
  }

  private Optional<Georeference> gml(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("a.xml"), text);
    try (RasterInput input =
        RasterInput.open(io.terralapse.access.FileAccess.open(file), 1 << 16)) {
      return GmlCoverage.find(input, text.getBytes(UTF_8));
    }
  }

  private static String grid(String srs, String axes, String pos, String column, String row) {
    return """
        <gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml"><gml:RectifiedGridDomain>
        <gml:RectifiedGrid dimension="2">%s<gml:origin><gml:Point srsName="%s">
        <gml:pos>%s</gml:pos></gml:Point></gml:origin>
        <gml:offsetVector>%s</gml:offsetVector><gml:offsetVector>%s</gml:offsetVector>
        </gml:RectifiedGrid></gml:RectifiedGridDomain></gml:FeatureCollection>
        """
        .formatted(axes, srs, pos, column, row);
  }

  @Test
  void theOriginIsThePixelCentreAlsoOfARotatedGrid() throws IOException {
    Georeference found =
        gml(grid("urn:ogc:def:crs:EPSG::32629", "", "100 200", "8 1", "1 -8")).orElseThrow();
    assertEquals(Optional.of("EPSG:32629"), found.crs());
    assertNear(
        new GeoTransform(95.5, 8, 1, 203.5, 1, -8), found.transform().orElseThrow(), "turned");
  }

  @Test
  void zeroBytesInTheXmlAreBlanks() throws IOException {
    String xml =
        grid("EPSG:32633", "", "500005 3999995", "10 0", "0 -10").replace(" srsName", " \0srsName");
    assertEquals(Optional.of("EPSG:32633"), gml(xml).orElseThrow().crs());
  }

  @Test
  void allNotationsOfAnEpsgCodeAreRead() throws IOException {
    for (String srs :
        new String[] {
          "EPSG:32629",
          "urn:ogc:def:crs:EPSG:6.9:32629",
          "http://www.opengis.net/def/crs/EPSG/0/32629",
          "http://www.opengis.net/gml/srs/epsg.xml#32629"
        }) {
      assertEquals(
          Optional.of("EPSG:32629"), gml(grid(srs, "", "1 2", "1 0", "0 -1")).orElseThrow().crs());
    }
    Georeference unknown = gml(grid("urn:x:own", "", "1 2", "1 0", "0 -1")).orElseThrow();
    assertEquals(Optional.empty(), unknown.crs());
    assertTrue(unknown.transform().isPresent());
  }

  @Test
  void axisNamesInTheFileTakePrecedence() throws IOException {
    String axes = "<gml:axisName>Easting</gml:axisName><gml:axisName>Northing</gml:axisName>";
    Georeference found =
        gml(grid("urn:ogc:def:crs:EPSG::3035", axes, "0 0", "0 -1", "-1 0")).orElseThrow();
    assertNear(
        new GeoTransform(0.5, 0, -1, 0.5, -1, 0), found.transform().orElseThrow(), "as named");
  }

  @Test
  void aDocumentTypeIsRejectedAndNothingIsFetched() {
    String hostile =
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
            + grid("EPSG:4326", "", "&x;", "1 0", "0 -1");
    IOException e = assertThrows(IOException.class, () -> gml(hostile));
    assertTrue(String.valueOf(e.getMessage()).contains("document type"), e.getMessage());
  }

  @Test
  void malformedXmlGivesNoGeoreference() throws IOException {
    assertEquals(Optional.empty(), gml("<a><b></a>"));
    assertEquals(Optional.empty(), gml("<a/>"));
    assertEquals(Optional.empty(), gml(grid("x", "", "1 two", "1 0", "0 -1")));
    assertEquals(Optional.empty(), gml(grid("x", "", "1 2", "0 0", "0 0")));
  }
}
