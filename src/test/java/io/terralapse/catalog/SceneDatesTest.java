package io.terralapse.catalog;

import static io.terralapse.catalog.HeaderFixtures.uint16;
import static io.terralapse.catalog.HeaderFixtures.uint8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.catalog.files.NamePattern;
import io.terralapse.model.BandRole;
import io.terralapse.model.DateSource;
import io.terralapse.model.Issue;
import io.terralapse.model.Scene;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SceneDatesTest extends FinderFixture {

  @Test
  void asksForAManifestWhenANameHoldsOnlyAProcessingTime() throws IOException {
    for (String band : List.of("B02", "B03", "B04")) {
      rasters.add(
          "scenes/dubai/imgs_1/S2A_OPER_MSI_L1C_TL_EPA__20170604T010049_A002448_T40RCN_"
              + band
              + ".tif",
          HeaderFixtures.tagged(uint16(1), "DATETIME", "2017:06:04 01:00:49"));
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
        .add(
            "scenes/a_20200101.tif",
            HeaderFixtures.tagged(uint8(3), "DATETIME", "2024:01:01 00:00:00"))
        .add("scenes/b.tif", HeaderFixtures.tagged(uint8(3), "DATETIME", "2020:02:03 04:05:06"))
        .add(
            "scenes/c_2020.tif",
            HeaderFixtures.tagged(uint8(3), "acquired", "2020-03-04T05:06:07Z"))
        .add("scenes/20200405/d.tif", uint8(3))
        .add("scenes/S2A_33TWL_20200506_0_L2A/e.tif", uint8(3))
        .add(
            "scenes/m_4709963_se_14_1_20200607.tif",
            HeaderFixtures.tagged(uint8(3), "ACQUISITIONDATETIME", "2020-06-07T18:00:00Z"))
        .add(
            "scenes/m_4709963_se_14_1_20200708.tif",
            HeaderFixtures.tagged(uint8(3), "ACQUISITIONDATETIME", "2019-01-01T18:00:00Z"));
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
  void exifRanksBelowTheNameAndAboveTheFolder() throws IOException {
    String taken = "2019:05:06";
    rasters
        .add(
            "scenes/bridge_20200101.jpg",
            HeaderFixtures.tagged(uint8(3), "EXIF_DateTimeOriginal", taken))
        .add(
            "scenes/2021-07/DSC1.jpg",
            HeaderFixtures.tagged(uint8(3), "EXIF_DateTimeOriginal", taken));
    assertEquals(
        List.of("2019-05-06 metadata", "2020-01-01 filename"),
        find().scenes().stream()
            .map(s -> s.acquired().text() + " " + s.acquired().source().word())
            .toList());
  }

  @Test
  void listsTheDatesOfAnAmbiguousName() throws IOException {
    rasters.add(
        "scenes/diff_20150101_20160101.tif",
        HeaderFixtures.tagged(uint8(3), "DATETIME", "2016:01:01 00:00:00"));
    Issue issue = singleIssue();
    assertEquals("ambiguous-date", issue.code());
    assertTrue(issue.sentence().contains("2015-01-01 and 2016-01-01"), issue.sentence());
  }

  @Test
  void readsDatesByTheConfiguredPattern() throws IOException {
    rasters
        .add("scenes/x15-03-24.tif", uint8(3))
        .add("scenes/S2A_33TWL_20230815_0_L2A.tif", uint8(3));
    pattern = Optional.of(NamePattern.of("x(?<day>\\d\\d)-(?<month>\\d\\d)-(?<year>\\d\\d)"));
    UserError twoDigits = assertThrows(UserError.class, this::find);
    assertTrue(sentence(twoDigits).contains("x15-03-24.tif"), sentence(twoDigits));

    Files.delete(base.resolve("scenes/x15-03-24.tif"));
    rasters.add("scenes/x15-03-2024.tif", uint8(3));
    pattern = Optional.of(NamePattern.of("x(?<day>\\d\\d)-(?<month>\\d\\d)-(?<year>\\d{4})"));
    assertEquals(
        List.of("2023-08-15", "2024-03-15"),
        find().scenes().stream().map(s -> s.acquired().text()).toList());

    pattern = Optional.of(NamePattern.of("x(\\d+)"));
    assertThrows(UserError.class, this::find);
  }

  /** A clock that was set back must not take published frames out of a video. */
  @Test
  void whatWasPublishedIsNotInTheFuture() throws IOException {
    rasters
        .add("scenes/S2A_33TWL_20250815_0_L2A.tif", uint8(3))
        .add("scenes/S2A_33TWL_20270301_0_L2A.tif", uint8(3))
        .add("scenes/S2A_33TWL_20280301_0_L2A.tif", uint8(3));
    assertEquals(List.of("2025-08-15"), dates(Optional.empty()));
    assertEquals(
        List.of("2025-08-15", "2027-03-01"),
        dates(Optional.of(Instant.parse("2027-03-01T00:00:00Z"))));
    assertEquals(List.of("2025-08-15"), dates(Optional.of(Instant.parse("2020-01-01T00:00:00Z"))));
  }

  private List<String> dates(Optional<Instant> past) {
    return finder(past).find().scenes().stream().map(s -> s.acquired().text()).toList();
  }

  @Test
  void reportsUnmatchedAndContradictingManifestRows() throws IOException {
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
}
