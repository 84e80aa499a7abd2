package io.terralapse.catalog.dates;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateParserTest {
  @ParameterizedTest
  @CsvSource({
    "2015-12-11, 2015-12-11",
    "' 2015-12-11 ', 2015-12-11",
    "20151211, 2015-12-11",
    "2015-12-11T06:40:00Z, 2015-12-11T06:40:00Z",
    "2015-12-11t06:40:00z, 2015-12-11T06:40:00Z",
    "2015-12-11T06:40:00+02:00, 2015-12-11T04:40:00Z",
    "2015-12-11T06:40:00.500Z, 2015-12-11T06:40:00.500Z",
    "2015-12-11 06:40, 2015-12-11T06:40:00Z",
    "20151211T064000Z, 2015-12-11T06:40:00Z",
    "2015:12:11 06:40:00, 2015-12-11T06:40:00Z",
    "2021-08, 2021-08",
    "1985, 1985",
    "2017-06/2017-11, 2017-06/2017-11",
    "2022-02-02/2022-02-09, 2022-02-02/2022-02-09",
    "2015-12-11 06:40:00 UTC, 2015-12-11T06:40:00Z",
    "2015-12-11 06:40:00.5 +0200, 2015-12-11T04:40:00.500Z",
    "2015/12/11 06:40, 2015-12-11T06:40:00Z",
    "2015-12-11T00:00:00Z, 2015-12-11T00:00:00Z",
  })
  void readsDatesAsPreciselyAsWritten(String text, String expected) {
    assertEquals(
        Optional.of(expected),
        DateParser.parse(text, DateSource.MANIFEST).map(AcquisitionDate::text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2015-02-30",
        "2015-13",
        "11/12/2015",
        "15-12-11",
        "2015-12-11T25:00:00Z",
        "2017-11/2017-06",
        "2022-02-09/2022-02-02",
        "2015-12-11 UTC",
        "0000:00:00 00:00:00",
        "2015-12-11T"
      })
  void rejectsEverythingElse(String text) {
    assertEquals(Optional.empty(), DateParser.parse(text, DateSource.MANIFEST));
  }

  @ParameterizedTest
  @CsvSource({
    "2015-12-11T00:00:00Z, 2015-12-11",
    "2015-12-11 00:00:00, 2015-12-11",
    "2015-12-11T00:00:00+09:00, 2015-12-11",
    "2015-12-11T00:00:01Z, 2015-12-11T00:00:01Z",
  })
  void midnightInMetadataIsTheDayThatIsWritten(String text, String expected) {
    assertEquals(
        Optional.of(expected),
        DateParser.parseMetadata(text, DateSource.STAC).map(AcquisitionDate::text));
  }
}
