package io.terralapse.catalog;

import static io.terralapse.catalog.HeaderFixtures.uint16;
import static io.terralapse.catalog.HeaderFixtures.uint8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.catalog.build.SourceOverride;
import io.terralapse.model.BandInfo;
import io.terralapse.model.BandRole;
import io.terralapse.model.Issue;
import io.terralapse.model.Quantity;
import io.terralapse.model.SampleType;
import io.terralapse.model.Scene;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SceneBandsTest extends FinderFixture {

  @Test
  void recognisesTheNearInfraredOfNaip() throws IOException {
    rasters.add("scenes/m_4709963_se_14_1_20090818.tif", HeaderFixtures.alpha(uint8(4), 3));
    Scene scene = single();
    assertEquals(List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE, BandRole.NIR), roles(scene));
    assertEquals(Optional.empty(), scene.alpha());
    assertEquals(Quantity.DISPLAY, scene.quantity());
    assertEquals(Optional.of("Imagery: USDA FSA / NAIP"), scene.credit());
  }

  @Test
  void acceptsADeclaredAlphaOfAnUnknownSensor() throws IOException {
    rasters.add("scenes/site_20200101.tif", HeaderFixtures.alpha(uint8(4), 3));
    Scene scene = single();
    assertEquals(List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE), roles(scene));
    assertEquals(3, scene.alpha().orElseThrow().index());
  }

  @Test
  void asksForTheBandsOfAnUnknownSensorWithALineThatWorks() throws IOException {
    rasters.add("scenes/site_20200101.tif", HeaderFixtures.alpha(uint16(6), 5));
    Issue issue = singleIssue();
    assertEquals("bands", issue.code());
    assertTrue(
        issue
            .sentence()
            .endsWith(
                "sources: [{match: \"site_*.tif\","
                    + " bands: [blue, green, red, nir, other, alpha]}]."),
        issue.sentence());

    sources =
        List.of(override("site_*.tif", List.of("blue", "green", "red", "nir", "other", "alpha")));
    assertEquals(
        List.of(BandRole.BLUE, BandRole.GREEN, BandRole.RED, BandRole.NIR, BandRole.OTHER),
        roles(single()));
  }

  @Test
  void ordersPlanetBandsByTheirNumber() throws IOException {
    rasters
        .add("scenes/20230912_175450_00_2439_3B_AnalyticMS_SR_clip.tif", uint16(4))
        .add("scenes/20230913_175450_00_2439_3B_AnalyticMS_SR_8b_clip.tif", uint16(8))
        .add("scenes/20230914_175450_00_2439_3B_Visual.tif", HeaderFixtures.alpha(uint8(4), 3));
    List<Scene> scenes = find().scenes();
    assertEquals(
        List.of(BandRole.BLUE, BandRole.GREEN, BandRole.RED, BandRole.NIR), roles(scenes.get(0)));
    assertEquals(Quantity.REFLECTANCE, scenes.get(0).quantity());
    assertEquals(1e-4, scenes.get(0).bands().get(0).scale());
    assertEquals(5, scenes.get(1).findBand(BandRole.RED).orElseThrow().index());
    assertEquals(List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE), roles(scenes.get(2)));
    assertEquals(Quantity.DISPLAY, scenes.get(2).quantity());
    assertTrue(scenes.get(2).alpha().isPresent());
    assertEquals(Optional.of("\u00a9 2023 Planet Labs PBC"), scenes.get(2).credit());
  }

  @Test
  void eightBitsWithADeclaredScaleAreMeasuredValues() throws IOException {
    BandInfo percent = new BandInfo(Optional.empty(), 0.01, 0);
    rasters.add(
        "scenes/site_2023-01-01.tif", HeaderFixtures.bands(uint8(3), percent, percent, percent));
    Scene scene = single();
    assertEquals(Quantity.DN, scene.quantity());
    assertEquals(0.01, scene.bands().get(0).scale());
  }

  @Test
  void readsBandDescriptions() throws IOException {
    rasters.add(
        "scenes/S2A_33TWL_20230815_0_L2A.tif",
        HeaderFixtures.described(uint16(4), "B08", "B02", "B03", "B04"));
    Scene scene = single();
    assertEquals(List.of(BandRole.NIR, BandRole.BLUE, BandRole.GREEN, BandRole.RED), roles(scene));
    assertEquals(Quantity.REFLECTANCE, scene.quantity());
    assertEquals(Optional.of("Contains modified Copernicus Sentinel data 2023"), scene.credit());
  }

  @Test
  void appliesTheUsersBandsScaleNodataAndCredit() throws IOException {
    rasters.add("scenes/site_20200101.tif", HeaderFixtures.nodata(uint16(5), 0));
    sources =
        List.of(
            override("other*", List.of("red")),
            new SourceOverride(
                "site_*.tif",
                List.of("blue", "green", "red", "skip", "alpha"),
                OptionalDouble.of(0.001),
                OptionalDouble.of(-0.5),
                OptionalDouble.of(Double.NaN),
                Optional.of("skysat"),
                Optional.of("Me")));
    Scene scene = single();
    assertEquals(List.of(BandRole.BLUE, BandRole.GREEN, BandRole.RED), roles(scene));
    assertEquals(4, scene.alpha().orElseThrow().index());
    assertEquals(0.001, scene.bands().get(0).scale());
    assertEquals(-0.5, scene.bands().get(0).offset());
    assertEquals(OptionalDouble.of(Double.NaN), scene.bands().get(0).nodata());
    assertEquals("skysat", scene.product().sensor());
    assertEquals(Optional.of("Me"), scene.credit());
  }

  @Test
  void rejectsUnknownBandKeywordsAndListsOfTheWrongLength() throws IOException {
    rasters.add("scenes/site_20200101.tif", uint16(3));
    sources = List.of(override("*", List.of("red", "gren", "blue")));
    UserError error = assertThrows(UserError.class, this::find);
    assertTrue(sentence(error).contains("gren"), sentence(error));

    sources = List.of(override("*", List.of("red", "green", "blue", "nir")));
    assertEquals("bands", singleIssue().code());
  }

  @Test
  void theFilesScaleWinsOverTheNames() throws IOException {
    BandInfo own = new BandInfo(Optional.empty(), 0.5, 3);
    rasters.add(
        "scenes/S2A_33TWL_20230815_0_L2A.tif", HeaderFixtures.bands(uint16(3), own, own, own));
    Scene scene = single();
    assertEquals(0.5, scene.bands().get(0).scale());
    assertEquals(3, scene.bands().get(0).offset());
  }

  @Test
  void readsOneBandAsGreyAndRejectsTwo() throws IOException {
    rasters
        .add("scenes/ndvi/site_ndvi_20200101.tif", HeaderFixtures.raster(SampleType.FLOAT32, 1))
        .add("scenes/grey_20200102.tif", HeaderFixtures.alpha(uint8(2), 1))
        .add("scenes/pair_20200103.tif", uint8(2));
    Catalogue found = find();
    assertEquals(2, found.scenes().size());
    assertEquals(Quantity.INDEX, found.scenes().get(0).quantity());
    assertEquals(List.of(BandRole.GREY), roles(found.scenes().get(0)));
    assertEquals(List.of(BandRole.GREY), roles(found.scenes().get(1)));
    assertTrue(found.scenes().get(1).alpha().isPresent());
    assertEquals("bands", found.issues().get(0).code());
    assertEquals("pair_20200103.tif", found.issues().get(0).subject());
  }
}
