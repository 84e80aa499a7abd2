package io.terralapse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.select.FillOrder;
import io.terralapse.select.MonthSet;
import io.terralapse.select.Period;
import io.terralapse.select.SelectSettings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectConfigTest extends ConfigsInFolder {
  private SelectSettings select(String yaml) {
    return configs.with("select: {" + yaml + "}").select();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "months: 5             | 5",
        "months: 5-6           | 5,6",
        "months: 11-2          | 1,2,11,12",
        "months: May           | 5",
        "months: [5, Jul-Aug]  | 5,7,8",
        "months: []            | 1-12",
        "months: null          | 1-12",
        "from: 2020-01-01      | 1-12",
      })
  void monthsComeInManyForms(String yaml, String months) {
    MonthSet expected = months.equals("1-12") ? MonthSet.ALL : MonthSet.parse(List.of(months));
    assertEquals(expected, select(yaml).months());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "orbit: R094 | R094",
        "orbit: 190  | 190",
        "orbit: same | same",
        "orbit: null | ",
      })
  void orbitsAreTextOrNumbers(String yaml, String orbit) {
    assertEquals(Optional.ofNullable(orbit), select(yaml).orbit());
  }

  @Test
  void theOtherRulesAreRead() {
    SelectSettings select = select("max_cloud: 12.5, best_per: quarter, max_off_nadir: 7");
    assertEquals(12.5, select.maxCloud());
    assertEquals(Optional.of(Period.QUARTER), select.bestPer());
    assertEquals(OptionalDouble.of(7), select.maxOffNadir());
    assertEquals(Optional.empty(), select("best_per: null").bestPer());
  }

  @Test
  void fillingIsSelectedByAKeyword() {
    assertEquals(FillOrder.AUTO, configs.with("").fill());
    assertEquals(FillOrder.PREVIOUS, configs.with("look: {fill: previous}").fill());
    assertEquals(FillOrder.NEAREST, configs.with("look: {fill: nearest}").fill());
  }
}
