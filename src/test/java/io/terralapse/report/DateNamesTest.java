package io.terralapse.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DateNamesTest {
  private static List<String> names(String... texts) {
    List<AlignedDate> dates = new ArrayList<>();
    for (String text : texts) {
      dates.add(
          new AlignedDate(
              "scene" + dates.size(),
              text,
              Instant.EPOCH,
              "off",
              "none",
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              0,
              false,
              "",
              new byte[0],
              new byte[0],
              List.of()));
    }
    DateNames names = new DateNames(dates);
    return dates.stream().map(date -> names.of(date.id())).toList();
  }

  @Test
  void instantsAreShortenedToTheDay() {
    assertEquals(
        List.of("2024-01-05", "2024-01-06"),
        names("2024-01-05T10:00:31Z", "2024-01-06T10:00:31.250Z"));
  }

  @Test
  void equalDaysKeepTheMinute() {
    assertEquals(
        List.of("2024-01-05 10:00 UTC", "2024-01-05 10:10 UTC", "2024-01-06"),
        names("2024-01-05T10:00:31Z", "2024-01-05T10:10:31Z", "2024-01-06T10:10:31Z"));
    assertEquals(
        List.of("2024-01-05T10:00:31Z", "2024-01-05T10:00:39Z"),
        names("2024-01-05T10:00:31Z", "2024-01-05T10:00:39Z"));
    assertEquals(
        List.of("2024-01-05", "2024-01-05 10:00 UTC"), names("2024-01-05", "2024-01-05T10:00:39Z"));
  }

  @Test
  void otherTextsAreKept() {
    assertEquals(
        List.of("2017-06/2017-11", "5 January 2024", "scene2"),
        names("2017-06/2017-11", "5 January 2024", " "));
  }

  @Test
  void otherIdentifiersAreKept() {
    DateNames names = new DateNames(List.of());
    assertEquals("map.tif", names.of("map.tif"));
    assertFalse(names.has("map.tif"));
  }
}
