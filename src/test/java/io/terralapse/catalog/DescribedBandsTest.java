package io.terralapse.catalog;

import static io.terralapse.catalog.HeaderFixtures.described;
import static io.terralapse.catalog.HeaderFixtures.uint16;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.BandRole;
import io.terralapse.model.MaskBand;
import io.terralapse.model.MaskCoding;
import io.terralapse.model.Quantity;
import io.terralapse.model.Scene;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Descriptions of bands win over their order. */
class DescribedBandsTest extends FinderFixture {
  private static final String[] ALL_SENTINEL2 = {
    "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B9", "B11", "B12"
  };

  private Scene scene(String name, String... bands) throws IOException {
    rasters.add("scenes/" + name + ".tif", described(uint16(bands.length), bands));
    return single();
  }

  private static int index(Scene scene, BandRole role) {
    return scene.findBand(role).orElseThrow().index();
  }

  @Test
  void readsAnExportOfSentinel2() throws IOException {
    Scene scene = scene("S2_20200513", "B2", "B3", "B4", "B8");
    assertEquals(List.of(BandRole.BLUE, BandRole.GREEN, BandRole.RED, BandRole.NIR), roles(scene));
    assertEquals("sentinel-2", scene.product().sensor());
    assertEquals(Quantity.REFLECTANCE, scene.quantity());
    assertEquals(1e-4, scene.bands().get(0).scale());
    assertEquals(Optional.of("Contains modified Copernicus Sentinel data 2020"), scene.credit());
  }

  @Test
  void knowsSentinel2ByItsBandsAlone() throws IOException {
    Scene scene = scene("field_20200513", ALL_SENTINEL2);
    assertEquals("sentinel-2", scene.product().sensor());
    assertEquals(3, index(scene, BandRole.RED));
    assertEquals(7, index(scene, BandRole.NIR));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%s_median", "0_%s", "%s_1", "%s_p50", "20200513T034541_T48UXU_%s", "L_SR_%s"})
  void readsCodesWithWhatEarthEngineAdds(String pattern) throws IOException {
    Scene scene =
        scene(
            "S2_20200513",
            pattern.formatted("B2"),
            pattern.formatted("B3"),
            pattern.formatted("B4"));
    assertEquals(List.of(BandRole.BLUE, BandRole.GREEN, BandRole.RED), roles(scene));
  }

  @Test
  void numbersThatArePositionsAreNoCodes() throws IOException {
    Scene scene = scene("field_20200513", "img_B1", "img_B2", "img_B3");
    assertEquals(List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE), roles(scene));
  }

  @Test
  void readsBandNumbersInWords() throws IOException {
    Scene scene =
        scene(
            "LE70220491999322EDC01_stack",
            "band 1 reflectance",
            "band 2 reflectance",
            "band 3 reflectance",
            "band 4 reflectance",
            "band 5 reflectance",
            "band 7 reflectance",
            "band 6 temperature",
            "");
    assertEquals(2, index(scene, BandRole.RED));
    assertEquals(1, index(scene, BandRole.GREEN));
    assertEquals(0, index(scene, BandRole.BLUE));
    assertEquals(5, index(scene, BandRole.SWIR22));
    assertEquals(BandRole.OTHER, roles(scene).get(6));
  }

  @Test
  void takesNumbersThatCountTheBandsOfTheFileForNoBandCodes() throws IOException {
    Scene scene =
        scene(
            "LT05_L1TP_190024_20100101",
            "Band 1",
            "Band 2",
            "Band 3",
            "Band 4",
            "Band 5",
            "Band 6");
    assertEquals(5, index(scene, BandRole.SWIR22));
  }

  @Test
  void usesTheNumbersThatAllLikelySensorsShare() throws IOException {
    Scene scene = scene("field_20200513", "B2", "B3", "B4", "B8");
    assertEquals(
        List.of(BandRole.BLUE, BandRole.GREEN, BandRole.RED, BandRole.OTHER), roles(scene));
  }

  @Test
  void readsAnExportOfLandsat8WithItsMask() throws IOException {
    Scene scene =
        scene(
            "LC08_044034_20200101",
            "SR_B1",
            "SR_B2",
            "SR_B3",
            "SR_B4",
            "SR_B5",
            "SR_B6",
            "SR_B7",
            "SR_QA_AEROSOL",
            "ST_B10",
            "QA_PIXEL");
    assertEquals(3, index(scene, BandRole.RED));
    assertEquals(2, index(scene, BandRole.GREEN));
    assertEquals(1, index(scene, BandRole.BLUE));
    assertEquals(2.75e-5, scene.bands().get(3).scale());
    assertEquals(-0.2, scene.bands().get(3).offset());
    assertEquals(9, scene.bands().size());
    MaskBand mask = scene.masks().get(0);
    assertEquals(MaskCoding.QA_PIXEL, mask.coding());
    assertEquals(9, mask.index());
    assertEquals("LC08", scene.product().platform());
  }

  @Test
  void numbersBandsAsTheSpacecraftInTheNameDoes() throws IOException {
    Scene tm = scene("LT05_044034_20050101", "SR_B1", "SR_B2", "SR_B3", "SR_B4");
    assertEquals(List.of(BandRole.BLUE, BandRole.GREEN, BandRole.RED, BandRole.NIR), roles(tm));
  }

  @Test
  void readsFalseColourByItsDescriptions() throws IOException {
    Scene scene = scene("LC09_044034_20230101", "SR_B5", "SR_B4", "SR_B3");
    assertEquals(List.of(BandRole.NIR, BandRole.RED, BandRole.GREEN), roles(scene));
  }

  @Test
  void tellsInstrumentsApartByTheirSetOfBands() throws IOException {
    Scene scene = scene("field_20050101", "SR_B1", "SR_B2", "SR_B3", "SR_B4", "SR_B5", "SR_B7");
    assertEquals(2, index(scene, BandRole.RED));
  }

  @Test
  void asksWhereNumbersDependOnTheSpacecraft() throws IOException {
    rasters.add("scenes/field_20050101.tif", described(uint16(3), "SR_B4", "SR_B3", "SR_B2"));
    assertEquals("bands", singleIssue().code());
  }

  @Test
  void prefersTheSceneClassificationAmongTwoMasks() throws IOException {
    Scene scene = scene("20240116T052149_20240116T053608_T43NBF", "B4", "B3", "B2", "QA60", "SCL");
    assertEquals(List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE), roles(scene));
    assertEquals(MaskCoding.SCL, scene.masks().get(0).coding());
    assertEquals("2024-01-16T05:21:49Z", scene.acquired().start().toString());
  }

  @Test
  void readsNamesOfColours() throws IOException {
    Scene scene = scene("field_20200513", "nir", "red", "green", "blue");
    assertEquals(List.of(BandRole.NIR, BandRole.RED, BandRole.GREEN, BandRole.BLUE), roles(scene));
  }

  @Test
  void usesNoMaskAsAScene() throws IOException {
    rasters.add("scenes/field_20200513.tif", described(uint16(1), "SCL"));
    assertEquals("bands", singleIssue().code());
  }
}
