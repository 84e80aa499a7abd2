package io.terralapse.catalog;

import static io.terralapse.catalog.Rasters.uint16;
import static io.terralapse.catalog.Rasters.uint8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.BandInfo;
import io.terralapse.model.BandRole;
import io.terralapse.model.DateSource;
import io.terralapse.model.Issue;
import io.terralapse.model.Quantity;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SampleType;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SceneFinderTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  private Path base;
  private Rasters rasters;
  private List<String> inputs = List.of("scenes");
  private List<SourceOverride> sources = List.of();
  private Optional<Pattern> pattern = Optional.empty();
  private Optional<Path> manifest = Optional.empty();

  @BeforeEach
  void makeFolder(@TempDir Path folder) {
    base = folder;
    rasters = new Rasters(base);
  }

  private Catalogue find() {
    CatalogSettings settings = new CatalogSettings(base, inputs, sources, pattern, manifest);
    return new SceneFinder(settings, rasters::open, CLOCK).find();
  }

  private Scene single() {
    Catalogue found = find();
    assertEquals(1, found.scenes().size(), () -> found.issues().toString());
    return found.scenes().get(0);
  }

  private Issue singleIssue() {
    Catalogue found = find();
    assertEquals(List.of(), found.scenes());
    assertEquals(1, found.issues().size(), () -> found.issues().toString());
    return found.issues().get(0);
  }

  private static List<BandRole> roles(Scene scene) {
    return scene.bands().stream().map(SceneBand::role).toList();
  }

  private List<String> ids() {
    return find().scenes().stream().map(Scene::id).toList();
  }

  private SourceOverride override(String match, List<String> bands) {
    return new SourceOverride(
        match,
        bands,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String sentence(UserError error) {
    return Objects.requireNonNull(error.getMessage());
  }

  // --- inputs ---------------------------------------------------------------------------------

  @Test
  void walksFoldersAndPassesOverHiddenOnesAndTheOutput() throws IOException {
    rasters
        .add("scenes/b_20200102.tif", uint8(3))
        .add("scenes/deep/er/a_20200101.TIFF", uint8(3))
        .add("scenes/.terralapse/c_20200103.tif", uint8(3))
        .add("scenes/.d_20200103.tif", uint8(3))
        .add("output/e_20200103.tif", uint8(3));
    rasters.touch("scenes/notes.txt");
    inputs = List.of(".");
    assertEquals(List.of("a_20200101", "b_20200102"), ids());
  }

  @Test
  void followsLinksOnceAndNeverInCircles() throws IOException {
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
  void refusesInputsThatLeadNowhereByName(String input) throws IOException {
    Files.createDirectories(base.resolve("scenes"));
    Files.createDirectories(base.resolve("empty"));
    rasters.touch("notes.txt");
    inputs = List.of(input);
    UserError error = assertThrows(UserError.class, this::find);
    assertTrue(sentence(error).contains(input), sentence(error));
  }

  @Test
  void leavesMasksAndThumbnailsOut() throws IOException {
    rasters.add("scenes/LC08_L1TP_013032_20180131_B2.TIF", uint16(1));
    for (String name :
        List.of(
            "LC08_L1TP_013032_20180131_BQA.TIF",
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

  // --- bands ----------------------------------------------------------------------------------

  @Test
  void takesTheNearInfraredOfNaipForWhatItIs() throws IOException {
    rasters.add("scenes/m_4709963_se_14_1_20090818.tif", Rasters.alpha(uint8(4), 3));
    Scene scene = single();
    assertEquals(List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE, BandRole.NIR), roles(scene));
    assertEquals(Optional.empty(), scene.alpha());
    assertEquals(Quantity.DISPLAY, scene.quantity());
    assertEquals(Optional.of("Imagery: USDA FSA / NAIP"), scene.credit());
  }

  @Test
  void believesADeclaredAlphaOfAnUnknownSensor() throws IOException {
    rasters.add("scenes/site_20200101.tif", Rasters.alpha(uint8(4), 3));
    Scene scene = single();
    assertEquals(List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE), roles(scene));
    assertEquals(3, scene.alpha().orElseThrow().index());
  }

  @Test
  void callsExtraSamplesWithoutATagOther() throws IOException {
    rasters.add("scenes/site_20200101.tif", uint16(5));
    Scene scene = single();
    assertEquals(
        List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE, BandRole.OTHER, BandRole.OTHER),
        roles(scene));
    assertEquals(Quantity.DN, scene.quantity());
    assertEquals(Optional.empty(), scene.credit());
  }

  @Test
  void ordersPlanetBandsByTheirNumber() throws IOException {
    rasters
        .add("scenes/20230912_175450_00_2439_3B_AnalyticMS_SR_clip.tif", uint16(4))
        .add("scenes/20230913_175450_00_2439_3B_AnalyticMS_SR_8b_clip.tif", uint16(8))
        .add("scenes/20230914_175450_00_2439_3B_Visual.tif", Rasters.alpha(uint8(4), 3));
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
  void readsBandDescriptions() throws IOException {
    rasters.add(
        "scenes/S2A_33TWL_20230815_0_L2A.tif",
        Rasters.described(uint16(4), "B08", "B02", "B03", "B04"));
    Scene scene = single();
    assertEquals(List.of(BandRole.NIR, BandRole.BLUE, BandRole.GREEN, BandRole.RED), roles(scene));
    assertEquals(Quantity.REFLECTANCE, scene.quantity());
    assertEquals(Optional.of("Contains modified Copernicus Sentinel data 2023"), scene.credit());
  }

  @Test
  void obeysTheUsersBandsScaleNodataAndCredit() throws IOException {
    rasters.add("scenes/site_20200101.tif", Rasters.nodata(uint16(5), 0));
    sources =
        List.of(
            override("other*", List.of("red")),
            new SourceOverride(
                "site_*.tif",
                List.of("blue", "green", "red", "skip", "alpha"),
                OptionalDouble.of(0.001),
                OptionalDouble.of(-0.5),
                OptionalDouble.of(Double.NaN),
                Optional.of("wonder-sat"),
                Optional.of("Me")));
    Scene scene = single();
    assertEquals(List.of(BandRole.BLUE, BandRole.GREEN, BandRole.RED), roles(scene));
    assertEquals(4, scene.alpha().orElseThrow().index());
    assertEquals(0.001, scene.bands().get(0).scale());
    assertEquals(-0.5, scene.bands().get(0).offset());
    assertEquals(OptionalDouble.empty(), scene.bands().get(0).nodata());
    assertEquals("wonder-sat", scene.product().sensor());
    assertEquals(Optional.of("Me"), scene.credit());
  }

  @Test
  void refusesUnknownBandWordsAndListsThatDoNotFit() throws IOException {
    rasters.add("scenes/site_20200101.tif", uint16(3));
    sources = List.of(override("*", List.of("red", "gren", "blue")));
    UserError error = assertThrows(UserError.class, this::find);
    assertTrue(sentence(error).contains("gren"), sentence(error));

    sources = List.of(override("*", List.of("red", "green", "blue", "nir")));
    assertEquals("bands", singleIssue().code());
  }

  @Test
  void letsTheFilesOwnScaleWinOverTheNames() throws IOException {
    BandInfo own = new BandInfo(Optional.empty(), 0.5, 3);
    rasters.add("scenes/S2A_33TWL_20230815_0_L2A.tif", Rasters.bands(uint16(3), own, own, own));
    Scene scene = single();
    assertEquals(0.5, scene.bands().get(0).scale());
    assertEquals(3, scene.bands().get(0).offset());
  }

  @Test
  void takesOneBandForGreyAndRefusesTwo() throws IOException {
    rasters
        .add("scenes/ndvi/site_ndvi_20200101.tif", Rasters.raster(SampleType.FLOAT32, 1))
        .add("scenes/grey_20200102.tif", Rasters.alpha(uint8(2), 1))
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

  // --- one file per band ----------------------------------------------------------------------

  @Test
  void joinsLandsatBandsAndFindsTheProductInTheFolder() throws IOException {
    String folder = "scenes/LC08_L1TP_013032_20180131_20180207_01_T1/";
    RasterInfo pan = Rasters.size(uint16(1), 200, 160);
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
  void takesTheFinestOfSeveralResolutionsAndTheBaselineOfTheProduct() throws IOException {
    String product =
        "scenes/S2A_MSIL2A_20221005T115411_N0400_R023_T29UNU_20221005T164454.SAFE/GRANULE/"
            + "L2A_T29UNU_A038058_20221005T115407/IMG_DATA/";
    for (String band : List.of("B02", "B03", "B04", "TCI")) {
      String name = "T29UNU_20221005T115411_" + band;
      RasterInfo info = band.equals("TCI") ? uint8(3) : uint16(1);
      rasters.add(product + "R10m/" + name + "_10m.tif", info);
      rasters.add(product + "R60m/" + name + "_60m.tif", Rasters.size(info, 10, 8));
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
  void losesASceneWithAnUnreadableColourButNotForAnotherBand() throws IOException {
    for (String day : List.of("20180131", "20180216")) {
      for (int band : new int[] {2, 3, 4}) {
        rasters.add("scenes/LC08_L1TP_013032_" + day + "_B" + band + ".TIF", uint16(1));
      }
    }
    rasters.touch("scenes/LC08_L1TP_013032_20180131_B10.TIF");
    rasters.touch("scenes/LC08_L1TP_013032_20180216_B4.TIF");
    RasterInfo info = uint16(1);
    assertEquals(1, info.bands().size());
    rasters = new Rasters(base);
    for (int band : new int[] {2, 3, 4}) {
      rasters.add("scenes/LC08_L1TP_013032_20180131_B" + band + ".TIF", info);
    }
    rasters.add("scenes/LC08_L1TP_013032_20180216_B2.TIF", info);
    rasters.add("scenes/LC08_L1TP_013032_20180216_B3.TIF", info);
    Catalogue found = find();
    assertEquals(
        List.of("LC08_L1TP_013032_20180131"), found.scenes().stream().map(Scene::id).toList());
    assertEquals(
        List.of("LC08_L1TP_013032_20180131_B10.TIF", "LC08_L1TP_013032_20180216_B4.TIF"),
        found.issues().stream().map(Issue::subject).toList());
    assertTrue(found.issues().get(0).sentence().contains("not a TIFF file;"));
  }

  @Test
  void asksForTheSensorWhenBandNumbersSayNothing() throws IOException {
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
  void keepsPicturesApartWhoseNamesOnlyLookLikeBands() throws IOException {
    rasters
        .add("scenes/field_B1_20200101.tif", uint8(3))
        .add("scenes/field_B2_20200101.tif", uint8(3));
    assertEquals(List.of("field_B1_20200101", "field_B2_20200101"), ids());
  }

  @Test
  void refusesBandsOfDifferentSizes() throws IOException {
    rasters
        .add("scenes/T40RCN_20180330T064621_B02.tif", uint16(1))
        .add("scenes/T40RCN_20180330T064621_B03.tif", uint16(1))
        .add("scenes/T40RCN_20180330T064621_B04.tif", Rasters.size(uint16(1), 50, 40));
    assertEquals("mixed-grid", singleIssue().code());
  }

  // --- dates and other problems ---------------------------------------------------------------

  @Test
  void asksForAManifestWhenANameHoldsOnlyAProcessingTime() throws IOException {
    for (String band : List.of("B02", "B03", "B04")) {
      rasters.add(
          "scenes/dubai/imgs_1/S2A_OPER_MSI_L1C_TL_EPA__20170604T010049_A002448_T40RCN_"
              + band
              + ".tif",
          Rasters.tagged(uint16(1), "DATETIME", "2017:06:04 01:00:49"));
    }
    Issue issue = singleIssue();
    assertEquals("undated", issue.code());
    assertTrue(issue.sentence().contains("20170604T010049"), issue.sentence());
    assertTrue(issue.sentence().contains("dates.manifest"), issue.sentence());

    manifest = Optional.of(Path.of("dates.csv"));
    Files.writeString(base.resolve("dates.csv"), "path,date\nscenes/dubai/imgs_1,2015-12-11\n");
    Scene scene = single();
    assertEquals("2015-12-11", scene.acquired().text());
    assertEquals(DateSource.MANIFEST, scene.acquired().source());
    assertEquals("S2A_OPER_MSI_L1C_TL_EPA__20170604T010049_A002448_T40RCN", scene.id());
    assertEquals(List.of(BandRole.RED, BandRole.GREEN, BandRole.BLUE), roles(scene));
  }

  @Test
  void ranksTheSourcesOfDates() throws IOException {
    rasters
        .add("scenes/a_20200101.tif", Rasters.tagged(uint8(3), "DATETIME", "2024:01:01 00:00:00"))
        .add("scenes/b.tif", Rasters.tagged(uint8(3), "DATETIME", "2020:02:03 04:05:06"))
        .add("scenes/c_2020.tif", Rasters.tagged(uint8(3), "acquired", "2020-03-04T05:06:07Z"))
        .add("scenes/20200405/d.tif", uint8(3))
        .add("scenes/S2A_33TWL_20200506_0_L2A/e.tif", uint8(3))
        .add(
            "scenes/m_4709963_se_14_1_20200607.tif",
            Rasters.tagged(uint8(3), "ACQUISITIONDATETIME", "2020-06-07T18:00:00Z"))
        .add(
            "scenes/m_4709963_se_14_1_20200708.tif",
            Rasters.tagged(uint8(3), "ACQUISITIONDATETIME", "2019-01-01T18:00:00Z"));
    List<String> dates =
        find().scenes().stream()
            .map(s -> s.acquired().text() + " " + s.acquired().source().word())
            .toList();
    assertEquals(
        List.of(
            "2020-01-01 filename",
            "2020-02-03T04:05:06Z tag",
            "2020-03-04T05:06:07Z metadata",
            "2020-04-05 filename",
            "2020-05-06 filename",
            "2020-06-07T18:00:00Z metadata",
            "2020-07-08 filename"),
        dates);
  }

  @Test
  void listsTheDatesOfAnAmbiguousName() throws IOException {
    rasters.add(
        "scenes/diff_20150101_20160101.tif",
        Rasters.tagged(uint8(3), "DATETIME", "2016:01:01 00:00:00"));
    Issue issue = singleIssue();
    assertEquals("ambiguous-date", issue.code());
    assertTrue(issue.sentence().contains("2015-01-01 and 2016-01-01"), issue.sentence());
  }

  @Test
  void readsDatesByTheConfiguredPattern() throws IOException {
    rasters
        .add("scenes/x15-03-24.tif", uint8(3))
        .add("scenes/S2A_33TWL_20230815_0_L2A.tif", uint8(3));
    pattern = Optional.of(Pattern.compile("x(?<day>\\d\\d)-(?<month>\\d\\d)-(?<year>\\d\\d)"));
    UserError twoDigits = assertThrows(UserError.class, this::find);
    assertTrue(sentence(twoDigits).contains("x15-03-24.tif"), sentence(twoDigits));

    Files.delete(base.resolve("scenes/x15-03-24.tif"));
    rasters.add("scenes/x15-03-2024.tif", uint8(3));
    pattern = Optional.of(Pattern.compile("x(?<day>\\d\\d)-(?<month>\\d\\d)-(?<year>\\d{4})"));
    assertEquals(
        List.of("2023-08-15", "2024-03-15"),
        find().scenes().stream().map(s -> s.acquired().text()).toList());

    pattern = Optional.of(Pattern.compile("x(\\d+)"));
    assertThrows(UserError.class, this::find);
  }

  @Test
  void reportsWhatTheManifestNamesInVainAndRowsThatDisagree() throws IOException {
    rasters.add("scenes/a.tif", uint8(3));
    manifest = Optional.of(Path.of("dates.json"));
    Files.writeString(base.resolve("dates.json"), "{\"a.tif\": \"1985\", \"b*.tif\": \"1986\"}");
    Catalogue found = find();
    assertEquals("1985", found.scenes().get(0).acquired().text());
    assertEquals("unmatched", found.issues().get(0).code());
    assertTrue(found.issues().get(0).sentence().contains("b*.tif"));

    Files.writeString(base.resolve("dates.json"), "{\"a.tif\": \"1985\", \"*.tif\": \"1986\"}");
    UserError error = assertThrows(UserError.class, this::find);
    assertTrue(sentence(error).contains("a.tif"), sentence(error));
  }

  @Test
  void namesFilesWithoutAGeoreference() throws IOException {
    rasters.add("scenes/site_20200101.tif", Rasters.placeless(uint8(3)));
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
