package io.terralapse.catalog;

import static io.terralapse.catalog.HeaderFixtures.uint16;
import static io.terralapse.catalog.HeaderFixtures.uint8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.catalog.build.SourceOverride;
import io.terralapse.model.BandRole;
import io.terralapse.model.DateSource;
import io.terralapse.model.Issue;
import io.terralapse.model.Quantity;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BandFilesTest extends FinderFixture {

  @Test
  void joinsLandsatBandsAndFindsTheProductInTheFolder() throws IOException {
    String folder = "scenes/LC08_L1TP_013032_20180131_20180207_01_T1/";
    RasterInfo pan = HeaderFixtures.size(uint16(1), 200, 160);
    rasters
        .add(folder + "LC08_L1TP_013032_20180131_B8.TIF", pan)
        .add(folder + "LC08_L1TP_013032_20180131_B2.TIF", uint16(1))
        .add(folder + "LC08_L1TP_013032_20180131_B3.TIF", uint16(1))
        .add(folder + "LC08_L1TP_013032_20180131_B4.TIF", uint16(1));
    rasters.touch(folder + "LC08_L1TP_013032_20180131_BQA.TIF");
    Scene scene = single();
    assertEquals("LC08_L1TP_013032_20180131", scene.id());
    assertEquals(List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE, BandRole.PAN), roles(scene));
    assertEquals("B4", scene.bands().get(0).name());
    assertEquals(OptionalDouble.of(0), scene.bands().get(0).nodata());
    assertEquals(Quantity.DN, scene.quantity());
    assertEquals("2018-01-31", scene.acquired().text());
    assertEquals("20180207", scene.product().processed());
    assertEquals(100, scene.raster().width());
    assertEquals(4, scene.files().size());
  }

  @Test
  void numbersBandsAsTheSensorDoes() throws IOException {
    for (int band : new int[] {1, 2, 3, 4, 6}) {
      rasters.add(
          "scenes/LT05_L2SP_231012_19980710_20200823_02_T1_SR_B" + band + ".TIF", uint16(1));
    }
    Scene scene = single();
    assertEquals("B3", scene.findBand(BandRole.RED).orElseThrow().name());
    assertEquals("B1", scene.findBand(BandRole.BLUE).orElseThrow().name());
    assertEquals(Quantity.REFLECTANCE, scene.quantity());
    assertEquals(2.75e-5, scene.bands().get(0).scale());
    assertEquals(-0.2, scene.bands().get(0).offset());
    SceneBand thermal = scene.findBand(BandRole.OTHER).orElseThrow();
    assertEquals(1, thermal.scale());
  }

  @Test
  void scalesTheReflectanceOfProcessingOnDemand() throws IOException {
    for (int band = 1; band <= 3; band++) {
      rasters.add("scenes/LE70230282011250EDC00_sr_band" + band + ".tif", uint16(1));
      rasters.add("scenes/LE70230282011250EDC00_toa_band" + band + ".tif", uint16(1));
    }
    Scene scene = single();
    assertEquals(Quantity.REFLECTANCE, scene.quantity());
    assertEquals(1e-4, scene.bands().get(0).scale());
    assertTrue(
        scene.bands().stream().allMatch(band -> band.file().name().contains("_sr_band")),
        "surface reflectance wins over reflectance at the top of the atmosphere");
  }

  @Test
  void findsRastersByEveryUsualExtension() throws IOException {
    rasters
        .add("scenes/a_20200101.gtif", uint8(3))
        .add("scenes/b_20200102.GeoTIFF", uint8(3))
        .add("scenes/c_20200103.jpx", uint8(3))
        .add("scenes/d_20200104.tf8", uint8(3));
    assertEquals(
        List.of("a_20200101", "b_20200102", "c_20200103", "d_20200104"),
        find().scenes().stream().map(Scene::id).sorted().toList());
  }

  @Test
  void namesBandsWithoutAStemAfterTheirFolder() throws IOException {
    for (String band : List.of("B02", "B03", "B04")) {
      rasters.add("scenes/S2A_33TWL_20230815_0_L2A/" + band + ".tif", uint16(1));
    }
    rasters.touch("scenes/S2A_33TWL_20230815_0_L2A/SCL.tif");
    Scene scene = single();
    assertEquals("S2A_33TWL_20230815_0_L2A", scene.id());
    assertEquals("2023-08-15", scene.acquired().text());
    assertEquals(DateSource.FILENAME, scene.acquired().source());
    assertEquals(1e-4, scene.bands().get(0).scale());
  }

  @Test
  void usesTheFinestOfSeveralResolutionsAndTheBaselineOfTheProduct() throws IOException {
    String product =
        "scenes/S2A_MSIL2A_20221005T115411_N0400_R023_T29UNU_20221005T164454.SAFE/GRANULE/"
            + "L2A_T29UNU_A038058_20221005T115407/IMG_DATA/";
    for (String band : List.of("B02", "B03", "B04", "TCI")) {
      String name = "T29UNU_20221005T115411_" + band;
      RasterInfo info = band.equals("TCI") ? uint8(3) : uint16(1);
      rasters.add(product + "R10m/" + name + "_10m.tif", info);
      rasters.add(product + "R60m/" + name + "_60m.tif", HeaderFixtures.size(info, 10, 8));
    }
    Scene scene = single();
    assertEquals(3, scene.bands().size());
    assertEquals(100, scene.raster().width());
    assertEquals(-0.1, scene.bands().get(0).offset());
    assertEquals("S2A", scene.product().platform());
    assertEquals(2, scene.product().level());
    assertEquals("20221005T164454", scene.product().processed());
    assertEquals("2022-10-05T11:54:11Z", scene.acquired().text());
  }

  @Test
  void dropsASceneWithAnUnreadableColourButNotForAnotherBand() throws IOException {
    for (int band : new int[] {2, 3, 4}) {
      rasters.add("scenes/LC08_L1TP_013032_20180131_B" + band + ".TIF", uint16(1));
    }
    rasters.touch("scenes/LC08_L1TP_013032_20180131_B10.TIF");
    rasters.add("scenes/LC08_L1TP_013032_20180216_B2.TIF", uint16(1));
    rasters.add("scenes/LC08_L1TP_013032_20180216_B3.TIF", uint16(1));
    rasters.touch("scenes/LC08_L1TP_013032_20180216_B4.TIF");
    Catalogue found = find();
    assertEquals(
        List.of("LC08_L1TP_013032_20180131"), found.scenes().stream().map(Scene::id).toList());
    assertEquals(
        List.of("LC08_L1TP_013032_20180131_B10.TIF", "LC08_L1TP_013032_20180216_B4.TIF"),
        found.issues().stream().map(Issue::subject).toList());
    assertTrue(found.issues().get(0).sentence().contains("not a TIFF file;"));
  }

  @Test
  void asksForTheSensorWhenBandNumbersAreAmbiguous() throws IOException {
    for (int band : new int[] {2, 3, 4}) {
      rasters.add("scenes/site_20200101_B" + band + ".tif", uint16(1));
    }
    assertEquals("bands", singleIssue().code());

    SourceOverride tm =
        new SourceOverride(
            "site_*",
            List.of(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.of("landsat-5"),
            Optional.empty());
    sources = List.of(tm);
    assertEquals(List.of(BandRole.RED, BandRole.GREEN, BandRole.NIR), roles(single()));
  }

  @Test
  void treatsStackedFilesWithBandLikeNamesAsSeparateScenes() throws IOException {
    rasters
        .add("scenes/field_B1_20200101.tif", uint8(3))
        .add("scenes/field_B2_20200101.tif", uint8(3));
    assertEquals(List.of("field_B1_20200101", "field_B2_20200101"), ids());
  }

  @Test
  void acceptsBandsOfDifferentSizes() throws IOException {
    rasters
        .add("scenes/T40RCN_20180330T064621_B03.tif", uint16(1))
        .add("scenes/T40RCN_20180330T064621_B11.tif", HeaderFixtures.size(uint16(1), 50, 40));
    assertEquals(50, single().findBand(BandRole.SWIR16).orElseThrow().raster().width());
  }

  @Test
  void rejectsBandsOfDifferentCrs() throws IOException {
    rasters
        .add("scenes/T40RCN_20180330T064621_B02.tif", uint16(1))
        .add("scenes/T40RCN_20180330T064621_B03.tif", uint16(1))
        .add("scenes/T40RCN_20180330T064621_B04.tif", HeaderFixtures.in(uint16(1), "EPSG:32633"));
    assertEquals("mixed-grid", singleIssue().code());
  }

  @Test
  void bandsOfSentinel2WithoutBaselineHaveTheOffsetByTheirDate() throws IOException {
    for (String band : List.of("B02", "B03", "B04")) {
      rasters.add("scenes/T33TVM_20211216T100331_" + band + ".tif", uint16(1));
      rasters.add("scenes/T33TVM_20230105T100321_" + band + ".tif", uint16(1));
    }
    Catalogue found = find();
    assertEquals(0, found.scenes().get(0).bands().get(0).offset());
    assertEquals(-0.1, found.scenes().get(1).bands().get(0).offset());
    assertEquals(1, found.issues().size(), () -> found.issues().toString());
    String warning = found.issues().get(0).sentence();
    assertTrue(warning.contains("baseline"), warning);
    assertTrue(warning.endsWith("set sources.offset to 0 or -0.1."), warning);

    SourceOverride harmonised =
        new SourceOverride(
            "T33*",
            List.of(),
            OptionalDouble.empty(),
            OptionalDouble.of(0),
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty());
    sources = List.of(harmonised);
    assertEquals(0, find().scenes().get(1).bands().get(0).offset());
    assertEquals(List.of(), find().issues());
  }

  @Test
  void namesOfHarmonisedCopiesHaveNoOffset() throws IOException {
    for (String band : List.of("B2", "B3", "B4")) {
      rasters.add("scenes/20230105T100321_20230105T100324_T33TVM." + band + ".tif", uint16(1));
    }
    assertEquals(0, single().bands().get(0).offset());
    assertEquals(List.of(), find().issues());
  }
}
