package io.terralapse.select;

import static io.terralapse.select.Rules.rules;
import static io.terralapse.select.Scenes.at;
import static io.terralapse.select.Scenes.day;
import static io.terralapse.select.Scenes.month;
import static io.terralapse.select.Scenes.scene;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.Acquisition;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Product;
import io.terralapse.select.BestPerPeriod.Candidate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BestPerPeriodTest {
  private static Candidate candidate(
      String id, AcquisitionDate date, double coverage, double clear) {
    return new Candidate(
        new Acquisition(id, date, List.of(scene(id, Product.UNKNOWN, date))), coverage, clear);
  }

  private static List<String> losers(Rules rules, List<Candidate> candidates) {
    return new BestPerPeriod(rules.settings())
        .choose(candidates).stream().map(l -> l.acquisition().id()).toList();
  }

  @Test
  void namesPeriodsByUtcAndIsoWeeks() {
    assertEquals(Optional.of("2020-W53"), Period.WEEK.findPeriod(day("2021-01-03")));
    assertEquals(Optional.of("2021-W01"), Period.WEEK.findPeriod(day("2021-01-04")));
    assertEquals(Optional.of("2025-W01"), Period.WEEK.findPeriod(at("2024-12-30T00:00:00Z")));
    assertEquals(Optional.of("2024-02"), Period.MONTH.findPeriod(at("2024-02-29T23:59:59Z")));
    assertEquals(Optional.of("2024-Q1"), Period.QUARTER.findPeriod(month("2024-03")));
    assertEquals(Optional.of("2024-Q2"), Period.QUARTER.findPeriod(day("2024-04-01")));
    assertEquals(Optional.of("2024"), Period.YEAR.findPeriod(month("2024-12")));
    assertEquals(Optional.empty(), Period.WEEK.findPeriod(month("2024-12")));
  }

  @Test
  void keepsTheDateThatShowsMostGround() {
    List<Candidate> candidates =
        List.of(
            candidate("whole but cloudy", day("2024-02-01"), 100, 70),
            candidate("best", day("2024-02-10"), 90, 90),
            candidate("clear but cut", day("2024-02-20"), 80, 100),
            candidate("alone", day("2024-03-01"), 81, 60));
    assertEquals(
        List.of("whole but cloudy", "clear but cut"),
        losers(rules().bestPer(Period.MONTH), candidates));
    assertEquals(
        "whole but cloudy is not used: of 2024-02 select.best_per (month) keeps best, which shows"
            + " 81.0 % of the area clear, this one 70.0 %.",
        new BestPerPeriod(rules().bestPer(Period.MONTH).settings())
            .choose(candidates)
            .get(0)
            .detail());
    assertEquals(List.of(), losers(rules(), candidates));
  }

  @Test
  void equalsGoToTheEarliestAndThenToTheFirstId() {
    List<Candidate> candidates =
        List.of(
            candidate("c", day("2024-02-02"), 100, 100),
            candidate("b", day("2024-02-01"), 100, 100),
            candidate("a", day("2024-02-01"), 100, 100));
    assertEquals(List.of("c", "b"), losers(rules().bestPer(Period.WEEK), candidates));
  }

  @Test
  void aKeptDateIsTheOnlyOneOfItsPeriod() {
    List<Candidate> candidates =
        List.of(
            candidate("poor", day("2024-02-02"), 85, 61),
            candidate("poorer", day("2024-02-03"), 85, 60),
            candidate("good", day("2024-02-04"), 100, 100));
    assertEquals(
        List.of("good"), losers(rules().bestPer(Period.YEAR).keep("poor", "poorer"), candidates));
  }

  @Test
  void aDateWithoutAPeriodIsKept() {
    List<Candidate> candidates =
        List.of(
            candidate("month", month("2024-02"), 81, 60),
            candidate("day", day("2024-02-02"), 100, 100));
    assertEquals(List.of(), losers(rules().bestPer(Period.WEEK), candidates));
    assertEquals(List.of("month"), losers(rules().bestPer(Period.MONTH), candidates));
  }
}
