package io.terralapse.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CreditYearsTest {
  private static String join(String... credits) {
    return CreditYears.join(Stream.of(credits));
  }

  @Test
  void creditsThatDifferInTheirYearAreWrittenOnce() {
    assertEquals(
        "Contains modified Copernicus Sentinel data 2015, 2018",
        join(
            "Contains modified Copernicus Sentinel data 2018",
            "Contains modified Copernicus Sentinel data 2015",
            "Contains modified Copernicus Sentinel data 2018"));
  }

  @Test
  void threeYearsInARowAreARange() {
    assertEquals(
        "Data 2015–2017, 2019, 2020",
        join("Data 2016", "Data 2015", "Data 2020", "Data 2017", "Data 2019"));
  }

  @Test
  void otherCreditsStayAsTheyAreInTheirOrder() {
    assertEquals(
        "USGS · Sentinel data 2020, 2021 · Landsat 8 · 1999",
        join("USGS", "Sentinel data 2020", "Landsat 8", "Sentinel data 2021", "USGS", "1999"));
    assertEquals("", join());
  }
}
