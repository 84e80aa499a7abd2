package io.terralapse.catalog.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.AcquisitionDate;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainDateTest {
  private static PlainDate read(String name) {
    return PlainDate.read(name, Instant.parse("2026-01-01T00:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-03-15_name, 2024-03-15",
    "20240315, 2024-03-15",
    "name_2024_03_15_v2, 2024-03-15",
    "name.2024.03.15, 2024-03-15",
    "IMG20240315, 2024-03-15",
    "20240229_leap, 2024-02-29",
    "name_2024-03-15T10-20-30Z, 2024-03-15T10:20:30Z",
    "20240315T102030Z, 2024-03-15T10:20:30Z",
    "20240315T102030, 2024-03-15T10:20:30Z",
    "2024-03-15T10:20:30.250Z, 2024-03-15T10:20:30Z",
    "20240315T1020, 2024-03-15T10:20:00Z",
    "x_20240315102030_y, 2024-03-15T10:20:30Z",
    "TERRA_MODIS_012010_NDVI_2013-09-14, 2013-09-14",
    // six digits behind an underscore may be a tile as well as a time
    "20240315_012010_scene, 2024-03-15",
    // the same date twice, once more precisely
    "20240315_site_2024-03-15T10-20-30Z, 2024-03-15T10:20:30Z",
    // digits that are no date are ids
    "12345678_20240315, 2024-03-15",
    "20241350_2024-03-15, 2024-03-15",
    "4709963_20240315_18991231, 2024-03-15",
    // whole dates win over months and years
    "landcover_2019_20240315, 2024-03-15",
    "2021-08, 2021-08",
    "basemap_2021_08_v3, 2021-08",
    "1985, 1985",
    "glacier_1985_b, 1985",
    "map 1985.v1, 1985",
    "20241350_1985, 1985",
    "site_1_1985, 1985",
    // start and stop, or several processing steps: the day is certain
    "20240315T102030_20240315T102031, 2024-03-15",
    "snapshot-2024-03-15T00_00_00Z, 2024-03-15",
    "May 2022, 2022-05",
    "2022_may, 2022-05",
    "15 March 2024, 2024-03-15",
    "site_15Mar2024, 2024-03-15",
    "2024-Mar-05_b, 2024-03-05",
    "del_mar_2024, 2024",
  })
  void readsWrittenDatesAsPreciselyAsTheyAreWritten(String name, String expected) {
    PlainDate plain = read(name);
    assertEquals(Optional.of(expected), plain.date().map(AcquisitionDate::text), plain.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "harbour",
        "scene_012010",
        "tile_2048",
        "tile_1024",
        "dem1985",
        "B1985x",
        "4709963",
        "15-03-2024",
        "15.03.2024",
        "2024-3-5",
        "123456789",
        "1234567890123456",
        "7_12_1999"
      })
  void findsNoDateInIds(String name) {
    assertEquals(Optional.empty(), read(name).date());
  }

  @ParameterizedTest
  @ValueSource(strings = {"20241301", "scene_20230229", "18501231", "2024-03-15T25-00-00"})
  void namesTheDigitsThatAreNotADate(String name) {
    PlainDate plain = read(name);
    assertEquals(Optional.empty(), plain.date());
    assertTrue(plain.problem().orElse("").contains("is not a possible date"), plain.toString());
    assertFalse(plain.ambiguous());
  }

  @ParameterizedTest
  @CsvSource({
    "20150101_20160101, 2015-01-01 and 2016-01-01",
    "diff_2024-03-15_2024-03-20, 2024-03-15 and 2024-03-20",
    "2017-06_2017-11, 2017-06 and 2017-11",
    "change_1985_2020, 1985 and 2020",
    "20240315T102030_20240316T102031, 2024-03-15T10:20:30Z and 2024-03-16T10:20:31Z",
  })
  void doesNotChooseBetweenDates(String name, String both) {
    PlainDate plain = read(name);
    assertEquals(Optional.empty(), plain.date());
    assertTrue(plain.ambiguous());
    assertTrue(plain.problem().orElse("").contains(both), plain.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "20990101, 'contains 20990101, which is in the future', false",
    "01-10-2023, 'contains 01-10-2023, whose day and month may be in either order', true",
    "15-03-2024, 'contains 15-03-2024, and dates with the year last are not read', false",
    "AB23103213, , false",
  })
  void saysWhatIsNotRead(String name, String problem, boolean ambiguous) {
    PlainDate plain = read(name);
    assertEquals(Optional.ofNullable(problem), plain.problem());
    assertEquals(ambiguous, plain.ambiguous());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ortho_export20240101",
        "processed-2024-01-01",
        "download 20240101",
        "a_v20240101"
      })
  void aDateOfTheFileIsNotTheAcquisition(String name) {
    assertEquals(Optional.empty(), read(name).date());
    assertTrue(read(name).otherTime());
    assertEquals(
        Optional.of("2021-01-05"), read("2021-01-05_" + name).date().map(AcquisitionDate::text));
  }
}
