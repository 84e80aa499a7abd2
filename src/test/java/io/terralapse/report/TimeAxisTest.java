package io.terralapse.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeAxisTest {
  private static final double LEFT = 40;
  private static final double RIGHT = 920;

  private static AlignedDate date(String instant) {
    return new AlignedDate(
        instant,
        instant,
        Instant.parse(instant),
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
        List.of());
  }

  private static List<TimeAxis.Tick> marks(String... instants) {
    return new TimeAxis(Stream.of(instants).map(TimeAxisTest::date).toList(), LEFT, RIGHT).ticks();
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-05T10:00:00Z, 2024-01-09T10:00:00Z, 2024-01-06",
    "2024-01-05T10:00:00Z, 2024-01-15T09:00:00Z, 2024-01-07",
    "2024-01-05T10:00:00Z, 2024-03-20T10:00:00Z, 2024-01-19",
    "2023-11-05T10:00:00Z, 2024-11-05T10:00:00Z, 2023-12",
    "2022-02-05T10:00:00Z, 2024-11-05T10:00:00Z, 2022-04",
    "2009-08-18T00:00:00Z, 2020-08-31T00:00:00Z, 2010",
    "1985-08-18T00:00:00Z, 2020-08-31T00:00:00Z, 1990",
    "1001-08-18T00:00:00Z, 1999-08-31T00:00:00Z, 1050",
    "0001-01-01T00:00:00Z, 9999-12-31T00:00:00Z, 0",
  })
  void ticksAreDaysMonthsOrYearsDependingOnTheSpan(String from, String to, String firstMark) {
    List<TimeAxis.Tick> marks = marks(to, from);
    assertTrue(marks.size() >= 4 && marks.size() <= 20, marks.toString());
    assertEquals(firstMark, marks.get(0).text());
    for (int k = 0; k < marks.size(); k++) {
      assertTrue(marks.get(k).x() >= LEFT - 1 && marks.get(k).x() <= RIGHT + 1, marks.toString());
      double room = 7.8 * marks.get(k).text().length() + 5;
      assertTrue(k == 0 || marks.get(k).x() - marks.get(k - 1).x() > room, marks.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-05T10:00:00Z, 2024-01-05T10:00:00Z",
    "2024-01-05T10:00:00Z, 2024-01-05T16:00:00Z",
  })
  void aSingleDayIsInTheMiddle(String from, String to) {
    assertEquals(List.of(new TimeAxis.Tick(480, "2024-01-05")), marks(from, to));
  }

  @Test
  void anAxisWithoutDatesHasOneTick() {
    assertEquals(1, marks().size());
  }
}
