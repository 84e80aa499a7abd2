package io.terralapse.revisit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Synthetic catalogues whose holes are known. */
class RevisitGapsTest {
  private final List<SeenScene> scenes = new ArrayList<>();

  private static Instant day(String day) {
    return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Overpasses of one spacecraft at 10:20, each within some minutes. */
  private void passes(String platform, String from, String to, int days) {
    Random random = new Random(5);
    LocalDate last = LocalDate.parse(to);
    for (LocalDate at = LocalDate.parse(from); !at.isAfter(last); at = at.plusDays(days)) {
      Instant time = at.atTime(10, 10).toInstant(ZoneOffset.UTC).plusSeconds(random.nextInt(1200));
      scenes.add(new SeenScene(platform, time, true, ""));
    }
  }

  private void change(String from, String to, String reason) {
    scenes.replaceAll(
        scene ->
            !scene.time().isBefore(day(from)) && scene.time().isBefore(day(to))
                ? new SeenScene(scene.platform(), scene.time(), false, reason)
                : scene);
  }

  private void remove(String from, String to) {
    scenes.removeIf(s -> !s.time().isBefore(day(from)) && s.time().isBefore(day(to)));
  }

  private List<Gap> find(String from, String to, Predicate<Instant> requested) {
    Collections.shuffle(scenes, new Random(1));
    return RevisitGaps.find(
        scenes,
        new SearchedPeriod(
            Optional.of(from).filter(f -> !f.isEmpty()).map(RevisitGapsTest::day),
            Optional.of(to).filter(t -> !t.isEmpty()).map(RevisitGapsTest::day),
            requested,
            false));
  }

  private List<Gap> find() {
    return find("", "", time -> true);
  }

  private void twoSentinels() {
    passes("S2A", "2020-01-01", "2021-12-31", 10);
    passes("S2B", "2020-01-06", "2021-12-31", 10);
  }

  @Test
  void aCompleteCatalogueHasNoGap() {
    twoSentinels();
    assertEquals(List.of(), find());
    assertEquals(
        List.of(),
        RevisitGaps.find(
            List.of(),
            new SearchedPeriod(Optional.empty(), Optional.empty(), time -> true, false)));
  }

  @Test
  void anArchiveGapIsCountedByTheConstellation() {
    twoSentinels();
    remove("2020-05-02", "2020-07-27");
    assertEquals(
        List.of(
            new Gap(
                "2020-04-30",
                "2020-07-29",
                90,
                17,
                0,
                "archive-gap",
                "table",
                "2020-04-30 to 2020-07-29: 17 passes expected, no scene in the catalogue.")),
        find());
  }

  @Test
  void oneMissingPassIsNamedAsWell() {
    twoSentinels();
    remove("2020-05-04", "2020-05-06");
    Gap gap = find().get(0);
    assertEquals("no-scene", gap.cause());
    assertEquals(1, gap.expectedPasses());
    assertEquals("2020-04-30", gap.from());
    assertEquals("2020-05-10", gap.to());
  }

  @Test
  void cloudAndOtherRulesAreNamed() {
    twoSentinels();
    change("2020-05-02", "2020-06-01", "cloud");
    change("2020-09-01", "2020-10-01", "coverage");
    change("2020-12-04", "2020-12-06", "cloud");
    List<Gap> gaps = find();
    assertEquals(2, gaps.size(), "a single cloudy date is no gap: " + gaps);
    assertEquals("cloudy", gaps.get(0).cause());
    assertEquals(
        "2020-04-30 to 2020-06-04: 6 passes expected, all too cloudy.", gaps.get(0).sentence());
    assertEquals("dropped", gaps.get(1).cause());
    assertTrue(gaps.get(1).sentence().endsWith("all dropped (coverage)."));
  }

  @Test
  void aMixedGapHasBothNumbers() {
    twoSentinels();
    change("2020-05-02", "2020-05-12", "cloud");
    remove("2020-05-12", "2020-05-22");
    Gap gap = find().get(0);
    assertEquals("mixed", gap.cause());
    assertEquals(4, gap.expectedPasses());
    assertEquals(2, gap.foundPasses());
    assertTrue(
        gap.sentence().contains("2 without a scene in the catalogue, 2 too cloudy"),
        gap.sentence());
  }

  @Test
  void twoOrbitsOverOnePlaceAreKnownByTheirTimes() {
    passes("LC08", "2020-01-03", "2021-12-31", 16);
    passes("LC08", "2020-01-10", "2021-12-31", 16);
    assertEquals(List.of(), find());
    remove("2020-06-01", "2020-09-01");
    Gap gap = find().get(0);
    assertEquals("archive-gap", gap.cause());
    assertEquals(12, gap.expectedPasses(), gap.sentence());
  }

  @Test
  void anOrbitBesideTheAreaIsNotExpected() {
    passes("S2A", "2020-01-01", "2020-12-31", 10);
    scenes.add(new SeenScene("S2A", day("2020-03-04").plusSeconds(36_000), false, "coverage"));
    assertEquals(List.of(), find());
  }

  @Test
  void thePeriodBeginsBeforeTheFirstAndEndsAfterTheLastScene() {
    passes("LC08", "2020-01-01", "2020-12-31", 16);
    List<Gap> gaps = find("2019-11-01", "2021-03-01", time -> true);
    assertEquals(2, gaps.size(), gaps.toString());
    assertEquals("2019-11-01", gaps.get(0).from());
    assertEquals(3, gaps.get(0).expectedPasses());
    assertEquals("archive-gap", gaps.get(0).cause());
    assertEquals("2021-03-01", gaps.get(1).to());
  }

  @Test
  void beforeItsFirstYearASatelliteIsNotExpected() {
    passes("S2A", "2015-07-11", "2016-12-31", 10);
    List<Gap> gaps = find("2013-01-01", "2016-12-31", time -> true);
    assertEquals(1, gaps.size(), gaps.toString());
    assertEquals("no-satellite", gaps.get(0).cause());
    assertEquals("2015-07-04", gaps.get(0).to());
    assertEquals(0, gaps.get(0).expectedPasses());
    scenes.clear();
    passes("S2A", "2024-01-01", "2025-01-15", 10);
    passes("S2C", "2025-01-25", "2025-12-31", 10);
    scenes.add(new SeenScene("S2A", day("2025-06-03").plusSeconds(36_000), true, ""));
    assertEquals(List.of(), find(), "S2C has replaced S2A in its orbit");
  }

  @Test
  void monthsThatWereNotRequestedAreNoGap() {
    passes("LC08", "2019-01-01", "2021-12-31", 16);
    Predicate<Instant> summer =
        time -> {
          Month month = time.atOffset(ZoneOffset.UTC).getMonth();
          return month.getValue() >= 6 && month.getValue() <= 8;
        };
    scenes.removeIf(scene -> !summer.test(scene.time()));
    assertEquals(List.of(), find("2019-01-01", "2021-12-31", summer));
    remove("2020-01-01", "2021-01-01");
    List<Gap> gaps = find("2019-01-01", "2021-12-31", summer);
    assertEquals(1, gaps.size(), gaps.toString());
    assertTrue(gaps.get(0).expectedPasses() >= 5 && gaps.get(0).expectedPasses() <= 6);
  }

  @Test
  void conditionsOfTheSearchMayBeTheReason() {
    twoSentinels();
    remove("2020-05-02", "2020-07-27");
    List<Gap> gaps =
        RevisitGaps.find(
            scenes, new SearchedPeriod(Optional.empty(), Optional.empty(), time -> true, true));
    assertTrue(
        gaps.get(0).sentence().endsWith("; conditions of the search may exclude them."),
        gaps.get(0).sentence());
  }

  @Test
  void otherSpacecraftAreJudgedByTheirOwnDates() {
    passes("unknown", "2020-01-01", "2020-06-30", 7);
    assertEquals(List.of(), find());
    remove("2020-03-01", "2020-05-01");
    Gap gap = find().get(0);
    assertEquals("dates", gap.basis());
    assertEquals("archive-gap", gap.cause());
    assertEquals(9, gap.expectedPasses());
    scenes.clear();
    passes("unknown", "2020-01-01", "2020-02-01", 7);
    passes("unknown", "2021-01-01", "2021-01-02", 7);
    assertEquals(List.of(), find(), "too few dates tell nothing");
  }

  @Test
  void scenesThatNoCatalogueListsAreDatesAndNoMore() {
    passes(SeenScene.ALONE, "2020-01-01", "2020-12-31", 100);
    assertEquals(List.of(), find());
    twoSentinels();
    remove("2020-05-12", "2020-06-06");
    scenes.add(new SeenScene(SeenScene.ALONE, day("2020-05-22"), true, ""));
    List<Gap> gaps = find();
    assertEquals(List.of("2020-05-22", "2020-06-09"), gaps.stream().map(Gap::to).toList());
  }

  @Test
  void absurdDatesAreBounded() {
    scenes.add(new SeenScene("LC08", Instant.parse("0001-01-01T00:00:00Z"), true, ""));
    scenes.add(new SeenScene("LC08", Instant.parse("9999-01-01T00:00:00Z"), true, ""));
    assertTrue(find().size() <= 2);
  }
}
