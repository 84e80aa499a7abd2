package io.terralapse.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import java.time.Year;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonthSetTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5         | 5",
        "5-9       | 5, 6, 7, 8, 9",
        "11-2      | 1, 2, 11, 12",
        "nov – Feb | 1, 2, 11, 12",
        "MAY,july  | 5, 7",
        "1-3,12    | 1, 2, 3, 12",
        "04        | 4",
        "12-1      | 1, 12",
        "6-6       | 6",
        "6-5       | 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12",
      })
  void readsNumbersNamesAndRanges(String text, String numbers) {
    assertEquals(numbers, MonthSet.parse(List.of(text)).text());
  }

  @Test
  void joinsEntries() {
    assertEquals("1, 2, 11, 12", MonthSet.parse(Arrays.asList("11-12", "1", "feb")).text());
    assertEquals(MonthSet.ALL, MonthSet.parse(List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "13", "ma", "summer", "5-", "-5", "5-7-9", "", "5,,6", "1.5"})
  void rejectsWhatIsNotAMonth(String text) {
    assertThrows(IllegalArgumentException.class, () -> MonthSet.parse(List.of(text)));
  }

  @Test
  void namesThePartThatIsNotAMonth() {
    assertEquals(
        "Mayy",
        assertThrows(IllegalArgumentException.class, () -> MonthSet.parse(List.of("5-6, Mayy")))
            .getMessage());
  }

  @Test
  void includesADateIfAnyDayIsInAMonth() {
    MonthSet winter = MonthSet.parse(List.of("11-2"));
    assertTrue(winter.touches(Scenes.at("2021-02-28T23:59:59Z")));
    assertFalse(winter.touches(Scenes.at("2021-03-01T00:00:00Z")));
    assertTrue(winter.touches(Scenes.day("2020-11-01")));
    assertFalse(winter.touches(Scenes.day("2020-10-31")));
    assertFalse(winter.touches(Scenes.month("2020-10")));
    assertTrue(winter.touches(AcquisitionDate.in(Year.of(1985), DateSource.FILENAME)));
    assertTrue(winter.touches(span("2017-09", "2017-11")));
    assertFalse(winter.touches(span("2017-06", "2017-10")));
    assertTrue(MonthSet.ALL.touches(Scenes.day("2020-06-01")));
  }

  private static AcquisitionDate span(String first, String last) {
    return AcquisitionDate.between(
        YearMonth.parse(first), YearMonth.parse(last), DateSource.FILENAME);
  }
}
