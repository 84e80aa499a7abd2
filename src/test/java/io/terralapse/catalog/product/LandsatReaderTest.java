package io.terralapse.catalog.product;

import static io.terralapse.catalog.product.ListedBytes.local;
import static io.terralapse.catalog.product.ListedBytes.resource;
import static io.terralapse.catalog.product.ListedBytes.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.catalog.name.NameReader;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.BandRole;
import io.terralapse.model.DateSource;
import io.terralapse.model.Location;
import io.terralapse.model.MaskCoding;
import io.terralapse.model.Quantity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LandsatReaderTest extends LandsatFiles {
  private static final String L2 = "LC08_L2SP_008059_20191201_20200825_02_T1";
  private static final String C1 = "LC08_L1TP_090084_20160121_20170405_01_T1";
  private static final String ETM = "LE07_L1TP_107068_20220310_20220405_02_T1";
  private static final String MSS = "LM01_L1GS_001010_19720908_20200909_02_T2";

  private void changed(String id, String what, String with) {
    String original = text("landsat/" + id + "_MTL.txt");
    assertTrue(original.contains(what), what);
    files.add("p/" + id + "_MTL.txt", original.replace(what, with));
  }

  private static List<BandRole> roles(DescribedScene described) {
    return described.bands().stream().map(DescribedScene.Band::role).toList();
  }

  @Test
  void describesSurfaceReflectanceOfCollectionTwo() {
    metadata("p", L2, "json")
        .empty(bands("p", L2, "SR_B2", "SR_B3", "SR_B4", "SR_B5", "ST_B10", "QA_PIXEL", "ST_QA"));
    DescribedScene described = single();
    assertEquals(L2, described.id());
    assertEquals(
        List.of(BandRole.BLUE, BandRole.GREEN, BandRole.RED, BandRole.NIR), roles(described));
    for (DescribedScene.Band band : described.bands()) {
      assertEquals(OptionalDouble.of(2.75e-5), band.scale());
      assertEquals(OptionalDouble.of(-0.2), band.offset());
      assertEquals(OptionalDouble.of(0), band.nodata());
    }
    assertEquals("B4", described.bands().get(2).name());
    assertEquals(local("p/" + L2 + "_SR_B4.TIF"), described.bands().get(2).file());
    assertEquals(Optional.of(Quantity.REFLECTANCE), described.quantity());
    assertEquals(
        Optional.of(
            AcquisitionDate.at(Instant.parse("2019-12-01T15:13:51.861099Z"), DateSource.METADATA)),
        described.acquired());
    assertEquals(OptionalDouble.of(81.02), described.conditions().cloudPercent());
    assertEquals(OptionalDouble.of(0.001), described.conditions().offNadirDegrees());
    assertEquals(OptionalDouble.of(57.08727307), described.conditions().sunElevationDegrees());
    assertEquals(
        List.of(
            new DescribedScene.Mask(
                local("p/" + L2 + "_QA_PIXEL.TIF"), 0, Optional.empty(), MaskCoding.QA_PIXEL)),
        described.masks());
    assertEquals(new NameReader(Instant.MAX).read(L2).orElseThrow().product(), described.product());
  }

  @Test
  void readsTheSameFromTextAndFromJson() throws Exception {
    assertEquals(
        MtlText.parse(resource("landsat/" + L2 + "_MTL.txt")),
        MtlJson.parse(resource("landsat/" + L2 + "_MTL.json")));
    String[] tiffs = bands("p", L2, "SR_B2", "SR_B3", "SR_B4", "QA_PIXEL");
    metadata("p", L2, "json").empty(tiffs);
    DescribedScene json = single();
    ListedBytes other = new ListedBytes().empty(tiffs);
    Location mtl = local("p/" + L2 + "_MTL.txt");
    other.add(mtl, resource("landsat/" + L2 + "_MTL.txt"));
    DescribedScene txt = new LandsatReader(other).read(other.files()).scenes().get(0);
    assertEquals(json.origin(), local("p/" + L2 + "_MTL.json"));
    assertEquals(
        new DescribedScene(
            json.id(),
            mtl,
            json.product(),
            json.acquired(),
            json.quantity(),
            json.bands(),
            json.masks(),
            json.conditions(),
            json.credit(),
            json.footprint(),
            json.rasters()),
        txt);
  }

  @Test
  void prefersJsonAndFallsBackToTextWithoutAnIssue() {
    metadata("p", L2, "txt")
        .add("p/" + L2 + "_MTL.json", "{\"LANDSAT")
        .empty(bands("p", L2, "SR_B4"));
    assertEquals(local("p/" + L2 + "_MTL.txt"), single().origin());
  }

  @Test
  void takesTheFilesOfTheProductAndNoOthers() {
    metadata("p", L2, "json");
    metadata("p", L2, "txt");
    files
        .empty(bands("p", L2, "SR_B4", "ST_B10", "ST_TRAD", "QA_RADSAT"))
        .empty(
            "p/" + L2 + "_ANG.txt",
            "p/" + L2 + "_MTL.xml",
            "p/" + L2 + "_SR_stac.json",
            "p/" + L2 + "_thumb_small.jpeg",
            "p/" + L2 + "_my_ndvi.tif",
            "p/" + L2.replace("0825", "0826") + "_SR_B4.TIF",
            "q/other.tif");
    DescribedScenes found = read();
    Set<Location> taken = found.files();
    assertEquals(10, taken.size());
    assertFalse(taken.contains(local("p/" + L2 + "_my_ndvi.tif")));
    assertFalse(taken.contains(local("q/other.tif")));
  }

  /** Calculated independently: the sine of 55.486483 degrees is 0.8239925. */
  @Test
  void dividesLevelOneByTheSineOfTheSunElevation() {
    metadata("p", C1, "txt").empty(bands("p", C1, "B2", "B3", "B4", "B8", "B9", "B10", "BQA"));
    DescribedScene described = single();
    assertEquals(
        List.of(BandRole.BLUE, BandRole.GREEN, BandRole.RED, BandRole.PAN), roles(described));
    DescribedScene.Band red = described.bands().get(2);
    assertEquals(2.4272e-5, red.scale().orElseThrow(), 1e-9);
    assertEquals(-0.1213603, red.offset().orElseThrow(), 1e-6);
    // DN 10000: (2e-5 * 10000 - 0.1) / 0.8239925
    assertEquals(0.1213603, 10000 * red.scale().orElseThrow() + red.offset().orElseThrow(), 1e-6);
    assertEquals(MaskCoding.BQA, described.masks().get(0).coding());
    assertEquals(1, described.product().level());
    assertEquals("LC08/090084", described.product().identity());
    assertEquals("2016-01-21T23:50:23.054435Z", described.acquired().orElseThrow().text());
    assertEquals(OptionalDouble.of(93.22), described.conditions().cloudPercent());
  }

  /** The sine of 39.0330312 degrees is 0.62977. */
  @Test
  void omitsBothGainsOfTheThermalBand() {
    metadata("p", ETM, "txt")
        .empty(bands("p", ETM, "B1", "B2", "B3", "B4", "B6_VCID_1", "B6_VCID_2", "B7", "B8"))
        .empty(bands("p", ETM, "QA_PIXEL"));
    DescribedScene described = single();
    assertEquals(
        List.of(
            BandRole.BLUE,
            BandRole.GREEN,
            BandRole.RED,
            BandRole.NIR,
            BandRole.SWIR22,
            BandRole.PAN),
        roles(described));
    assertEquals(1.2628e-3 / 0.62977, described.bands().get(2).scale().orElseThrow(), 1e-7);
    assertEquals(-0.011419 / 0.62977, described.bands().get(2).offset().orElseThrow(), 1e-6);
    assertEquals(OptionalDouble.empty(), described.conditions().offNadirDegrees());
    assertEquals(MaskCoding.QA_PIXEL, described.masks().get(0).coding());
    assertTrue(read().files().contains(local("p/" + ETM + "_B6_VCID_1.TIF")));
  }

  @Test
  void namesTheBandsOfTheMultispectralScanner() {
    metadata("p", MSS, "txt").empty(bands("p", MSS, "B4", "B5", "B6", "B7", "QA_PIXEL"));
    DescribedScene described = single();
    assertEquals(
        List.of(BandRole.GREEN, BandRole.RED, BandRole.REDEDGE, BandRole.NIR), roles(described));
    // sin(24.87312023 degrees) = 0.420610
    assertEquals(1.7011e-3 / 0.420610, described.bands().get(0).scale().orElseThrow(), 1e-8);
    assertEquals("1972-09-08T13:43:34.091Z", described.acquired().orElseThrow().text());
  }

  @Test
  void findsFilesWhateverTheirCase() {
    metadata("p", L2, "txt")
        .empty(
            "p/" + (L2 + "_sr_b4.tif").toLowerCase(Locale.ROOT),
            "p/" + L2 + "_B3.tiff",
            "p/" + L2 + "_qa_pixel.tif");
    DescribedScene described = single();
    assertEquals(List.of(BandRole.GREEN, BandRole.RED), roles(described));
    assertEquals(1, described.masks().size());
  }

  @Test
  void findsFilesByTheNameOfTheMetadataIfTheyWereRenamed() {
    String cut = "LC08_L1TP_090084_20160121";
    files
        .add(local("p/" + cut + "_MTL.txt"), resource("landsat/" + C1 + "_MTL.txt"))
        .empty(bands("p", cut, "B4", "B3", "B2", "BQA"));
    DescribedScene described = single();
    assertEquals(3, described.bands().size());
    assertEquals(C1, described.id());
    assertEquals("20170405", described.product().processed());
  }

  @Test
  void findsBandsInAnotherFolderUnlessTheyHaveMetadataOfTheirOwn() {
    metadata("meta", L2, "txt").empty(bands("bands/a", L2, "SR_B4", "SR_B3"));
    assertEquals(2, single().bands().size());
    metadata("bands/a", L2, "json");
    DescribedScenes found = read();
    assertEquals(
        List.of(local("bands/a/" + L2 + "_MTL.json")),
        found.scenes().stream().map(DescribedScene::origin).toList());
    assertEquals("no-bands", found.issues().get(0).code());
  }

  @Test
  void prefersTheNearestFile() {
    metadata("b/p", L2, "txt")
        .empty(bands("a", L2, "SR_B4", "SR_B3"))
        .empty(bands("b/p", L2, "SR_B4"));
    DescribedScene described = single();
    assertEquals(local("a/" + L2 + "_SR_B3.TIF"), described.bands().get(0).file());
    assertEquals(local("b/p/" + L2 + "_SR_B4.TIF"), described.bands().get(1).file());
  }

  @Test
  void readsArchivesAndRemoteFiles() {
    Path tar = Path.of("/in/" + L2 + ".tar");
    files
        .add(new Location.Member(tar, L2 + "_MTL.json"), resource("landsat/" + L2 + "_MTL.json"))
        .empty(new Location.Member(tar, L2 + "_SR_B4.TIF"));
    String base = "https://data.example/" + C1 + "/" + C1;
    files
        .add(
            new Location.Remote(URI.create(base + "_MTL.txt?sig=1")),
            resource("landsat/" + C1 + "_MTL.txt"))
        .empty(new Location.Remote(URI.create(base + "_B4.TIF?sig=2")));
    List<DescribedScene> scenes = read().scenes();
    assertEquals(2, scenes.size());
    assertEquals(Set.of(L2, C1), Set.copyOf(scenes.stream().map(DescribedScene::id).toList()));
  }

  @Test
  void separatesLevelsInOneFolder() {
    String l1 = "LC08_L1TP_008059_20191201_20200825_02_T1";
    String mtl = text("landsat/" + C1 + "_MTL.txt").replace(C1, l1).replace("55.48648300", "30.0");
    files.add("p/" + l1 + "_MTL.txt", mtl).empty(bands("p", l1, "B4", "QA_PIXEL"));
    metadata("p", L2, "txt").empty(bands("p", L2, "SR_B4", "QA_PIXEL"));
    List<DescribedScene> scenes = read().scenes();
    assertEquals(2, scenes.size());
    assertEquals(4e-5, scenes.get(0).bands().get(0).scale().orElseThrow(), 1e-12);
    assertEquals(-0.2, scenes.get(0).bands().get(0).offset().orElseThrow(), 1e-9);
    assertEquals(local("p/" + l1 + "_QA_PIXEL.TIF"), scenes.get(0).masks().get(0).file());
    assertEquals(OptionalDouble.of(2.75e-5), scenes.get(1).bands().get(0).scale());
    assertEquals(scenes.get(0).product().identity(), scenes.get(1).product().identity());
  }

  @Test
  void describesReflectanceThatWasOrderedOfCollectionOne() {
    metadata("p", C1, "txt")
        .empty(
            "p/" + C1 + "_sr_band4.tif",
            "p/" + C1 + "_sr_band3.tif",
            "p/" + C1 + "_toa_band4.tif",
            "p/" + C1 + "_bt_band10.tif",
            "p/" + C1 + "_pixel_qa.tif");
    DescribedScene described = single();
    assertEquals(List.of(BandRole.GREEN, BandRole.RED), roles(described));
    assertEquals(OptionalDouble.of(1e-4), described.bands().get(0).scale());
    assertEquals(OptionalDouble.of(0), described.bands().get(0).offset());
    assertEquals(OptionalDouble.of(-9999), described.bands().get(0).nodata());
    assertEquals(2, described.product().level());
    assertEquals(MaskCoding.PIXEL_QA, described.masks().get(0).coding());
    assertTrue(read().files().contains(local("p/" + C1 + "_bt_band10.tif")));
  }

  @Test
  void readsProductsFromBeforeTheCollections() {
    String scene = "LC80900842016021LGN02";
    String mtl =
        text("landsat/" + C1 + "_MTL.txt")
            .replace("    LANDSAT_PRODUCT_ID = \"" + C1 + "\"\n", "")
            .replace(C1, scene);
    files.add("p/" + scene + "_MTL.txt", mtl).empty(bands("p", scene, "B2", "B3", "B4", "BQA"));
    DescribedScene described = single();
    assertEquals(scene, described.id());
    assertEquals("LC08/090084", described.product().identity());
    assertEquals(3, described.bands().size());
    assertEquals(Optional.of(Quantity.REFLECTANCE), described.quantity());
  }

  @Test
  void usesCloudOverLandIfTheSceneCloudIsUnknown() {
    changed(C1, "CLOUD_COVER = 93.22", "CLOUD_COVER = -1");
    files.empty(bands("p", C1, "B4"));
    assertEquals(OptionalDouble.of(93.19), single().conditions().cloudPercent());
  }

  @Test
  void cloudIsUnknownIfBothAreUnknown() {
    changed(C1, "CLOUD_COVER = 93.22\n    CLOUD_COVER_LAND = 93.19", "CLOUD_COVER = -1.00");
    files.empty(bands("p", C1, "B4"));
    assertEquals(OptionalDouble.empty(), single().conditions().cloudPercent());
  }

  @Test
  void givesTheRollAngleWithoutItsSign() {
    changed(C1, "ROLL_ANGLE = -0.001", "ROLL_ANGLE = -14.98");
    files.empty(bands("p", C1, "B4"));
    assertEquals(OptionalDouble.of(14.98), single().conditions().offNadirDegrees());
  }

  @Test
  void omitsNightScenes() {
    changed(C1, "SUN_ELEVATION = 55.48648300", "SUN_ELEVATION = -31.2");
    files.empty(bands("p", C1, "B4"));
    DescribedScenes found = read();
    assertEquals(List.of(), found.scenes());
    assertEquals("night", found.issues().get(0).code());
    assertTrue(found.files().contains(local("p/" + C1 + "_B4.TIF")));
  }

  @Test
  void keepsStoredValuesWhereFactorsAreMissing() {
    changed(C1, "REFLECTANCE_MULT_BAND_4 = 2.0000E-05", "REFLECTANCE_MULT_BAND_4 = NaN");
    files.empty(bands("p", C1, "B3", "B4"));
    DescribedScenes found = read();
    DescribedScene described = found.scenes().get(0);
    assertEquals(Optional.of(Quantity.DN), described.quantity());
    assertTrue(described.bands().stream().allMatch(band -> band.scale().isEmpty()));
    assertEquals("uncalibrated", found.issues().get(0).code());
  }

  @Test
  void datesByTheDayIfTheTimeIsInvalid() {
    changed(C1, "23:50:23.0544350Z", "27:99");
    files.empty(bands("p", C1, "B4"));
    assertEquals("2016-01-21", single().acquired().orElseThrow().text());
  }

  @Test
  void leavesTheDateToTheNamesIfTheDayIsInvalid() {
    changed(C1, "DATE_ACQUIRED = 2016-01-21", "DATE_ACQUIRED = 2016-02-31");
    files.empty(bands("p", C1, "B4"));
    assertEquals(Optional.empty(), single().acquired());
  }

  @Test
  void findsThePlatformOfAProductWithoutUsableName() {
    files
        .add("p/summer_MTL.txt", text("landsat/" + MSS + "_MTL.txt").replace(MSS, "!?"))
        .empty("p/summer_B5.tif");
    DescribedScene described = single();
    assertEquals("LM01/001010", described.product().identity());
    assertEquals("summer", described.id());
    assertEquals(List.of(BandRole.RED), roles(described));
  }

  @Test
  void leavesFilesToTheirNamesIfTheProductHasNoBands() {
    metadata("p", L2, "txt").empty("p/" + L2 + "_stack.tif");
    DescribedScenes found = read();
    assertEquals(List.of(), found.scenes());
    assertEquals(Set.of(), found.files());
    assertEquals(List.of(), found.issues());
  }
}
