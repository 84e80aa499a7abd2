package io.terralapse.catalog;

import static io.terralapse.catalog.HeaderFixtures.uint16;
import static io.terralapse.catalog.HeaderFixtures.uint8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Issue;
import io.terralapse.model.MaskBand;
import io.terralapse.model.Scene;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SceneFinderTest extends FinderFixture {

  @Test
  void listsFoldersWithoutHiddenOnes() throws IOException {
    rasters
        .add("scenes/b_20200102.tif", uint8(3))
        .add("scenes/deep/er/a_20200101.TIFF", uint8(3))
        .add("scenes/.terralapse/c_20200103.tif", uint8(3))
        .add("scenes/.d_20200103.tif", uint8(3));
    rasters.touch("scenes/notes.txt");
    inputs = List.of(".");
    assertEquals(List.of("a_20200101", "b_20200102"), ids());
  }

  @ParameterizedTest
  @ValueSource(strings = {"output", "published/2020", "scenes/results"})
  void neverListsTheConfiguredOutputAndCacheFolders(String folder) throws IOException {
    outputDir = folder;
    rasters
        .add("scenes/a_20200101.tif", uint8(3))
        .add(folder + "/timelapse-poster.jpg", uint8(3))
        .add(folder + "/b_20200102.tif", uint8(3))
        .add("cache/c_20200103.tif", uint8(3));
    inputs = List.of(".");
    assertEquals(List.of("a_20200101"), ids());
  }

  @Test
  void neverListsTheOutputFolderThroughALink() throws IOException {
    rasters.add("scenes/a_20200101.tif", uint8(3)).add("output/b_20200102.tif", uint8(3));
    Files.createSymbolicLink(base.resolve("scenes/old"), base.resolve("output"));
    assertEquals(List.of("a_20200101"), ids());
  }

  @Test
  void usesAFolderOfScenesThatIsCalledOutput() throws IOException {
    outputDir = "published";
    rasters.add("output/a_20200101.tif", uint8(3)).add("x/output/b_20200102.tif", uint8(3));
    inputs = List.of(".");
    assertEquals(List.of("a_20200101", "b_20200102"), ids());
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "scenes"})
  void omitsTheJobsOutputsFromAFolderThatHasScenesToo(String folder) throws IOException {
    outputDir = folder;
    rasters
        .add("scenes/timelapse-20200101.tif", uint8(3))
        .add(folder + "/timelapse-poster.jpg", uint8(3));
    rasters.touch(folder + "/timelapse.ledger.json");
    inputs = List.of(folder);
    assertEquals(List.of("timelapse-20200101"), ids());
    assertEquals(List.of(), find().issues());
    inputs = List.of(folder + "/timelapse-poster.jpg");
    UserError error = assertThrows(UserError.class, this::find);
    assertTrue(sentence(error).contains("is an output of this job"), sentence(error));
  }

  @Test
  void aReferenceNeedsNoDate() throws IOException {
    rasters.add("reference.tif", uint8(3)).add("T11CMM_20201126T154319_B04.tif", uint16(1));
    Scene reference = finder().findReference(Path.of("reference.tif")).scenes().get(0);
    assertEquals(AcquisitionDate.UNDATED, reference.acquired());
    assertEquals("undated", reference.acquired().text());
    assertFalse(reference.toString().contains("1970"), reference.toString());
    assertEquals(Optional.empty(), reference.credit());
    Scene dated = finder().findReference(Path.of("T11CMM_20201126T154319_B04.tif")).scenes().get(0);
    assertEquals("2020-11-26T15:43:19Z", dated.acquired().text());
  }

  @Test
  void aReferenceOfAKnownSensorIsNotCreditedWithAYear() throws IOException {
    rasters.add("S2A_OPER_MSI_L1C_TL_EPA__20170604T010049_A002448_T40RCN_B04.tif", uint16(1));
    Scene reference =
        finder()
            .findReference(
                Path.of("S2A_OPER_MSI_L1C_TL_EPA__20170604T010049_A002448_T40RCN_B04.tif"))
            .scenes()
            .get(0);
    assertEquals("sentinel-2", reference.product().sensor());
    assertEquals(Optional.empty(), reference.credit());
  }

  @Test
  void namesManifestRowsThatMatchNoScene() throws IOException {
    rasters.add("scenes/a_20200101.tif", uint8(3));
    Files.writeString(base.resolve("dates.csv"), "path,date\nb.tif,2015-12-11\n");
    manifest = Optional.of(Path.of("dates.csv"));
    assertEquals(
        "dates.csv: b.tif (line 2) matches no scene; correct the path or remove the entry.",
        find().issues().get(0).sentence());
  }

  @Test
  void followsLinksOnceAndSkipsCycles() throws IOException {
    rasters.add("scenes/a_20200101.tif", uint8(3));
    Files.createSymbolicLink(base.resolve("scenes/loop"), base.resolve("scenes"));
    Files.createSymbolicLink(
        base.resolve("scenes/b_20200102.tif"), base.resolve("scenes/a_20200101.tif"));
    Files.createSymbolicLink(base.resolve("scenes/dead.tif"), base.resolve("nowhere.tif"));
    inputs = List.of("scenes", "scenes/a_20200101.tif", "scenes/*.tif");
    assertEquals(List.of("a_20200101"), ids());
  }

  @Test
  void expandsGlobsAcrossNoneOrManyFolders() throws IOException {
    rasters
        .add("scenes/a_20200101.tif", uint8(3))
        .add("scenes/x/y/b_20200102.tif", uint8(3))
        .add("scenes/x/c_20200103.tif", uint8(3))
        .add("scenes/z/d_20200104.tif", uint8(3));
    inputs = List.of("scenes/**/*_2020010[1-2].{tif,tiff}", "scenes/z*");
    assertEquals(List.of("a_20200101", "b_20200102", "d_20200104"), ids());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nowhere", "scenes/*.tif", "nowhere/*.tif", "empty", "notes.txt", "a[.tif"})
  void rejectsInputsWithoutScenesAndNamesThem(String input) throws IOException {
    Files.createDirectories(base.resolve("scenes"));
    Files.createDirectories(base.resolve("empty"));
    rasters.touch("notes.txt");
    inputs = List.of(input);
    UserError error = assertThrows(UserError.class, this::find);
    assertTrue(sentence(error).contains(input), sentence(error));
    assertEquals(
        input.startsWith("scenes/"),
        sentence(error).contains("matches no scene") && sentence(error).contains("the pattern"),
        sentence(error));
  }

  @Test
  void omitsMasksAndThumbnails() throws IOException {
    rasters
        .add("scenes/LC08_L1TP_013032_20180131_B2.TIF", uint16(1))
        .add("scenes/LC08_L1TP_013032_20180131_BQA.TIF", uint16(1));
    for (String name :
        List.of(
            "LC08_L2SP_008059_20191201_20200825_02_T1_QA_PIXEL.TIF",
            "LC08_L2SP_008059_20191201_20200825_02_T1_SR_QA_AEROSOL.TIF",
            "LC08_L2SP_008059_20191201_20200825_02_T1_thumb_small.tif",
            "T11CMM_20201126T154319_SCL_20m.tif",
            "20230912_175450_00_2439_3B_udm2_clip.tif",
            "HLS.S30.T14RQU.2020032T170659.v2.0.Fmask.tif",
            "SCL.tif",
            "site_20200101_cloud_mask.tif")) {
      rasters.touch("scenes/" + name);
    }
    assertEquals(List.of("LC08_L1TP_013032_20180131_B2"), ids());
    assertEquals(List.of(), find().issues());
  }

  @Test
  void usesTheMaskBesideAScene() throws IOException {
    rasters
        .add("scenes/LC08_L1TP_013032_20180131_B2.TIF", uint16(1))
        .add("scenes/LC08_L1TP_013032_20180131_B3.TIF", uint16(1))
        .add("scenes/LC08_L1TP_013032_20180131_BQA.TIF", uint16(1))
        .add("scenes/LC08_L1TP_013032_20180405_BQA.TIF", uint16(1))
        .add("scenes/T11CMM_20201126T154319_B02_10m.tif", uint16(1))
        .add("scenes/T11CMM_20201126T154319_SCL_20m.tif", uint8(1))
        .add("scenes/T11CMM_20201126T154319_SCL_60m.tif", uint8(1))
        .add("scenes/site_20200101.tif", uint8(3))
        .add("scenes/site_20200101_clouds.tif", uint8(1))
        .add("scenes/site_20200102.tif", uint8(3));
    Map<String, String> masks = new TreeMap<>();
    for (Scene scene : find().scenes()) {
      for (MaskBand mask : scene.masks()) {
        masks.put(scene.id(), mask.coding() + " " + mask.file().name());
      }
    }
    assertEquals(
        Map.of(
            "LC08_L1TP_013032_20180131", "BQA LC08_L1TP_013032_20180131_BQA.TIF",
            "T11CMM_20201126T154319_B02_10m", "SCL T11CMM_20201126T154319_SCL_20m.tif",
            "site_20200101", "CLOUD site_20200101_clouds.tif"),
        masks);
  }

  @Test
  void aMaskThatCannotBeUsedIsAnIssue() throws IOException {
    rasters.add("scenes/site_20200101.tif", uint8(3)).touch("scenes/site_20200101_clouds.tif");
    Catalogue found = find();
    assertEquals(List.of(), found.scenes().get(0).masks());
    assertEquals("mask", found.issues().get(0).code());
  }

  @Test
  void anImageBesideATiffOfItsNameIsNotAScene() throws IOException {
    rasters
        .add("scenes/site_20200101.tif", uint8(3))
        .add("scenes/site_20200101.jpg", uint8(3))
        .add("scenes/site_20200102.png", uint8(3));
    assertEquals(List.of("site_20200101", "site_20200102"), ids());
  }

  @Test
  void imagesWithoutGeoreferenceGetPixelCoordinates() throws IOException {
    rasters.add("scenes/site_20200101.png", HeaderFixtures.withoutGeoreference(uint8(3)));
    Scene scene = single();
    assertEquals(Optional.of("PIXELS"), scene.raster().crs());
    assertEquals(Optional.of(GeoTransform.northUp(0, 0, 1)), scene.raster().transform());
  }

  @Test
  void namesFilesWithAGeotransformButNoCrs() throws IOException {
    rasters.add("scenes/site_20200101.tif", HeaderFixtures.withoutCrs(uint8(3)));
    Issue issue = singleIssue();
    assertEquals("no-crs", issue.code());
    assertEquals("site_20200101.tif", issue.subject());
  }

  @Test
  void makesIdsUniqueByTheFoldersName() throws IOException {
    rasters
        .add("scenes/east/site_20200101.tif", uint8(3))
        .add("scenes/west/site_20200101.tif", uint8(3))
        .add("scenes/north/west/site_20200101.tif", uint8(3));
    assertEquals(List.of("site_20200101", "site_20200101@west", "site_20200101@west-2"), ids());
  }

  @Test
  void findsTheSameTwice() throws IOException {
    for (int day = 10; day < 30; day++) {
      rasters.add("scenes/site_202001" + day + ".tif", uint8(3));
      rasters.touch("scenes/broken_202001" + day + ".tif");
    }
    Catalogue first = find();
    assertEquals(20, first.scenes().size());
    assertFalse(first.issues().isEmpty());
    assertEquals(first, find());
  }
}
