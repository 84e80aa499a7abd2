package io.terralapse.raster.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileAccess;
import io.terralapse.model.BandInfo;
import io.terralapse.model.DataException;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.GroundModel;
import io.terralapse.model.Location;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SampleType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SidecarGeoreferenceTest {
  private static final String WORLD = "10.0\r\n0.0\r\n0.0\r\n-10.0\r\n500005.0\r\n7499995.0\r\n";
  private static final GeoTransform PLACE = new GeoTransform(500000, 10, 0, 7500000, 0, -10);
  private static final String UTM =
      "PROJCS[\"WGS 84 / UTM zone 22N\",GEOGCS[\"WGS 84\",AUTHORITY[\"EPSG\",\"4326\"]],"
          + "AUTHORITY[\"EPSG\",\"32622\"]]";

  private static RasterInfo info(Optional<GeoTransform> transform, Optional<String> crs) {
    BandInfo band = new BandInfo(Optional.of("own"), 2, 1);
    return new RasterInfo(
        4,
        4,
        SampleType.UINT8,
        List.of(band, band),
        OptionalDouble.of(7),
        transform,
        crs,
        List.of(new RasterLevel(4, 4)),
        OptionalInt.empty(),
        false,
        Map.of("a", "own", "b", "own"));
  }

  private static RasterInfo plain() {
    return info(Optional.empty(), Optional.empty());
  }

  private static RasterInfo complete(RasterInfo info, String raster, Map<String, String> siblings)
      throws IOException {
    return SidecarGeoreference.complete(
        info,
        new Location.Local(Path.of("scenes", raster)),
        (sibling, limit) ->
            Optional.ofNullable(siblings.get(sibling.name()))
                .map(text -> text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String pam(String content) {
    return "<PAMDataset>" + content + "</PAMDataset>";
  }

  private static final String PAM_PLACE =
      "<SRS dataAxisToSRSAxisMapping=\"1,2\">"
          + UTM
          + "</SRS><GeoTransform>  5.0e+05,  1.0e+01, 0, 7.5e+06, 0, -1.0e+01</GeoTransform>";

  @Test
  void aFileWithoutSidecarsKeepsItsHeader() throws IOException {
    RasterInfo info = plain();
    assertSame(info, complete(info, "a.png", Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "a.png,a.pgw", "a.png,a.pngw", "a.png,a.wld", "a.PNG,a.PGW", "a.jpg,a.jgw", "a.jpg,a.jpgw",
    "a.jpeg,a.jgw", "a.jpeg,a.jpegw", "a.tif,a.tfw", "a.tif,a.tifw", "a.tiff,a.tfw", "a.jp2,a.j2w",
    "a.b.png,a.b.pgw"
  })
  void worldFilesOfAllNamesDefineTheCentreOfTheFirstPixel(String raster, String world)
      throws IOException {
    RasterInfo placed = complete(plain(), raster, Map.of(world, WORLD));
    assertEquals(Optional.of(PLACE), placed.transform());
    assertTrue(placed.crs().isEmpty());
  }

  @Test
  void rotatedWorldFilesKeepTheirRotation() throws IOException {
    RasterInfo placed = complete(plain(), "a.png", Map.of("a.pgw", "3\n1\n2\n-4\n102,5\n198.5\n"));
    assertEquals(Optional.of(new GeoTransform(100, 3, 2, 200, 1, -4)), placed.transform());
  }

  @Test
  void aPrjFileDefinesTheCrs() throws IOException {
    String esri = "PROJCS[\"RGF_1993_Lambert_93\",GEOGCS[\"GCS_RGF_1993\"]]";
    String utm = esri.replace("RGF_1993_Lambert_93", "WGS_1984_UTM_Zone_7S");
    assertEquals(Optional.of("EPSG:32707"), complete(plain(), "a.png", Map.of("a.prj", utm)).crs());
    Map<String, String> siblings = Map.of("a.pgw", WORLD, "a.prj", "\uFEFF" + esri + "\n");
    assertEquals(Optional.of(esri), complete(plain(), "a.png", siblings).crs());
    assertEquals(Optional.of("EPSG:32622"), complete(plain(), "a.png", Map.of("a.prj", UTM)).crs());
  }

  /** GeoServer's own projections have such codes. */
  @Test
  void aCodeThatTheEpsgDatasetCannotHaveIsNotTaken() throws IOException {
    String own = "GEOGCS[\"own\",DATUM[\"d\"],AUTHORITY[\"EPSG\",\"41111\"]]";
    assertEquals(Optional.of(own), complete(plain(), "a.png", Map.of("a.prj", own)).crs());
  }

  @Test
  void auxXmlGivesGeoreferenceScalingAndDescriptions() throws IOException {
    String xml =
        pam(
            PAM_PLACE
                + "<Metadata><MDI key=\"b\">said</MDI></Metadata>"
                + "<Metadata domain=\"IMAGE_STRUCTURE\"/>"
                + "<PAMRasterBand band=\"2\"><Description>B04</Description>"
                + "<NoDataValue le_hex_endian=\"0\">2.55E+02</NoDataValue>"
                + "<Offset>-0.1</Offset><Scale>1e-4</Scale>"
                + "<Metadata><MDI key=\"STATISTICS_MEAN\">5</MDI></Metadata></PAMRasterBand>");
    RasterInfo info = complete(plain(), "a.png", Map.of("a.png.aux.xml", xml));
    assertEquals(Optional.of(PLACE), info.transform());
    assertEquals(Optional.of("EPSG:32622"), info.crs());
    assertEquals(OptionalDouble.of(255), info.nodata());
    assertEquals(new BandInfo(Optional.of("own"), 2, 1), info.bands().get(0));
    assertEquals(new BandInfo(Optional.of("B04"), 1e-4, -0.1), info.bands().get(1));
    assertEquals(Map.of("a", "own", "b", "said"), info.tags());
  }

  @Test
  void auxXmlPrecedesTheFileAndTheFilePrecedesTheWorldFile() throws IOException {
    GeoTransform own = new GeoTransform(1, 2, 0, 3, 0, -2);
    RasterInfo info = info(Optional.of(own), Optional.of("EPSG:4326"));
    Map<String, String> beside = Map.of("a.tfw", WORLD, "a.prj", UTM);
    assertSame(info, complete(info, "a.tif", beside));
    RasterInfo said = complete(info, "a.tif", Map.of("a.tif.aux.xml", pam(PAM_PLACE)));
    assertEquals(Optional.of(PLACE), said.transform());
    assertEquals(Optional.of("EPSG:32622"), said.crs());
    Map<String, String> statistics = Map.of("a.tif.aux.xml", pam("<PAMRasterBand band=\"1\"/>"));
    RasterInfo same = complete(info, "a.tif", statistics);
    assertEquals(info, same);
  }

  @Test
  void controlPointsAndRpcsBesideTheFileAreKnown() throws IOException {
    String points = "<GCPList Projection=\"\"><GCP Id=\"1\" Pixel=\"0\" Line=\"0\"/></GCPList>";
    assertEquals(
        GroundModel.CONTROL_POINTS,
        complete(plain(), "a.jpg", Map.of("a.jpg.aux.xml", pam(points))).groundModel());
    String rpc = "<Metadata domain=\"RPC\"><MDI key=\"LINE_OFF\">1</MDI></Metadata>";
    assertEquals(
        GroundModel.RPC,
        complete(plain(), "a.tif", Map.of("a.tif.aux.xml", pam(rpc))).groundModel());
    for (String name : new String[] {"a_RPC.TXT", "a_rpc.txt", "a.RPB"}) {
      assertEquals(
          GroundModel.RPC, complete(plain(), "a.tif", Map.of(name, "LINE_OFF: 1")).groundModel());
    }
    assertEquals(
        GroundModel.NONE,
        complete(plain(), "a.tif", Map.of("a.RPB", "", "a.tfw", WORLD)).groundModel());
  }

  @Test
  void aSidecarOnDiskIsFoundAndAMissingOneIsNot(@TempDir Path dir) throws IOException {
    Files.writeString(dir.resolve("a.pgw"), WORLD);
    Location raster = new Location.Local(dir.resolve("a.png"));
    SiblingReader disk = SiblingReader.of(new FileAccess());
    assertEquals(
        Optional.of(PLACE), SidecarGeoreference.complete(plain(), raster, disk).transform());
    Files.writeString(dir.resolve("a.pgw"), "1".repeat(5000));
    assertThrows(IOException.class, () -> SidecarGeoreference.complete(plain(), raster, disk));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1\n2\n3\n", "0\n0\n0\n0\n1\n1\n", "1\n0\n0\n-1\nNaN\n1\n", "a b c d e f"})
  void malformedWorldFilesAreRejected(String text) {
    IOException error =
        assertThrows(DataException.class, () -> complete(plain(), "a.png", Map.of("a.pgw", text)));
    assertTrue(String.valueOf(error.getMessage()).startsWith("a.pgw "), error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no xml",
        "<PAMDataset>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><PAMDataset><SRS>&b;</SRS></PAMDataset>",
        "<!DOCTYPE a [<!ENTITY b \"EPSG:4326\">]><PAMDataset><SRS>&b;</SRS></PAMDataset>",
        "<PAMDataset><SRS>&b;</SRS></PAMDataset>",
        "<PAMDataset><SRS>PIXELS</SRS></PAMDataset>",
        "<PAMDataset><GeoTransform>1,2,3</GeoTransform></PAMDataset>",
        "<PAMDataset><PAMRasterBand band=\"x\"/></PAMDataset>",
        "<PAMDataset><PAMRasterBand band=\"1\"><Scale>much</Scale></PAMRasterBand></PAMDataset>"
      })
  void malformedAndHostileAuxXmlIsRejected(String xml) {
    IOException error =
        assertThrows(
            IOException.class, () -> complete(plain(), "a.png", Map.of("a.png.aux.xml", xml)));
    assertTrue(String.valueOf(error.getMessage()).startsWith("a.png.aux.xml "), error.getMessage());
  }

  @Test
  void aPrjFileWithoutWktIsRejected() {
    IOException error =
        assertThrows(
            IOException.class,
            () -> complete(plain(), "a.png", Map.of("a.prj", "+proj=utm +zone=22")));
    assertTrue(String.valueOf(error.getMessage()).startsWith("a.prj "), error.getMessage());
  }
}
