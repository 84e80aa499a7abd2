package io.terralapse.catalog.stac;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.model.AcquisitionDate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemDateTest {
  private static JsonNode properties(String given) throws IOException {
    String json = "{" + given.replace('\'', '"') + "}";
    return Json.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'datetime':'2019-12-01 10:20:30' | 2019-12-01T10:20:30Z",
        "'datetime':'2019-12-01T10:20:30.5' | 2019-12-01T10:20:30.500Z",
        "'datetime':'2019-12-01T00:00:00' | 2019-12-01",
        "'datetime':'2019-12-01T00:00:00+09:00' | 2019-12-01",
        // an 8-day composite, with the end as the last day, its last second, or the next first day
        "'datetime':null,'start_datetime':'2022-02-02T00:00:00Z','end_datetime':'2022-02-09T00:00:00Z'"
            + " | 2022-02-02/2022-02-09",
        "'datetime':null,'start_datetime':'2022-02-02T00:00:00Z','end_datetime':'2022-02-09T23:59:59Z'"
            + " | 2022-02-02/2022-02-09",
        "'datetime':null,'start_datetime':'2022-02-02T00:00:00Z','end_datetime':'2022-02-10T00:00:00Z'"
            + " | 2022-02-02/2022-02-09",
        "'datetime':'2022-02-06T00:00:00Z','start_datetime':'2022-02-02T00:00:00Z','end_datetime':'2022-02-09T23:59:59Z'"
            + " | 2022-02-02/2022-02-09",
        "'datetime':null,'start_datetime':'2020-01-01T00:00:00Z','end_datetime':'2021-01-01T00:00:00Z'"
            + " | 2020-01/2020-12",
        "'datetime':null,'start_datetime':'2020-01-01T00:00:00Z','end_datetime':'2020-01-02T00:00:00Z'"
            + " | 2020-01-01",
        "'datetime':'2020-01-01T10:00:12Z','start_datetime':'2020-01-01T10:00:00Z','end_datetime':'2020-01-01T10:00:25Z'"
            + " | 2020-01-01T10:00:12Z",
        // one overpass, whose start tells it from another of the day
        "'datetime':null,'start_datetime':'2020-01-01T10:00:00Z','end_datetime':'2020-01-01T10:00:25Z'"
            + " | 2020-01-01T10:00:00Z",
        "'datetime':'2020-01-01T00:00:00Z','start_datetime':'2020-01-01T10:00:00Z','end_datetime':'2020-01-01T10:00:25Z'"
            + " | 2020-01-01T10:00:00Z",
        "'datetime':null,'start_datetime':'2020-01-01T10:00:00Z','end_datetime':'2020-01-01T14:00:00Z'"
            + " | 2020-01-01",
      })
  void datesAreAsPreciseAsTheyAreGiven(String given, String expected) throws IOException {
    assertEquals(
        Optional.of(expected), ItemDate.find(properties(given)).map(AcquisitionDate::text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'datetime':'yesterday' | datetime \"yesterday\"",
        "'datetime':null,'start_datetime':'2022-02-30T00:00:00Z' | start_datetime \"2022-02-30T00:00:00Z\"",
        "'datetime':'2019-12-01 10:20:30' |",
        "'datetime':null |",
      })
  void namesWhatIsNotADate(String given, String field) throws IOException {
    assertEquals(Optional.ofNullable(field), ItemDate.findUnreadable(properties(given)));
  }
}
