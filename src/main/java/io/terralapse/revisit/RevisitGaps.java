package io.terralapse.revisit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Answers "why these dates?" of a catalogue: which overpasses were expected where the video has no
 * date, and what became of them. Entry point of the package; stateless.
 */
public final class RevisitGaps {
  /** Reason of scenes with too much cloud. */
  private static final String CLOUD = "cloud";

  /** Missing passes in a row from which the archive and not a single pass is at fault. */
  private static final int ARCHIVE = 3;

  /** Scenes in a row that rules have dropped; single ones are listed as scenes. */
  private static final int DROPPED = 2;

  private RevisitGaps() {}

  /**
   * Finds the gaps.
   *
   * @param scenes all that were found in the catalogue, in any order
   * @return in order of time
   */
  public static List<Gap> find(List<SeenScene> scenes, SearchedPeriod period) {
    if (scenes.stream().allMatch(scene -> scene.platform().equals(SeenScene.ALONE))) {
      return List.of();
    }
    Instant first = scenes.stream().map(SeenScene::time).min(Comparator.naturalOrder()).get();
    Instant last = scenes.stream().map(SeenScene::time).max(Comparator.naturalOrder()).get();
    Instant from = period.from().orElse(first);
    Instant to = period.to().orElse(last);
    Map<String, List<SeenScene>> byPlatform = new TreeMap<>();
    scenes.forEach(s -> byPlatform.computeIfAbsent(s.platform(), p -> new ArrayList<>()).add(s));
    List<Overpass> passes = new ArrayList<>();
    List<SeenScene> others = new ArrayList<>();
    List<RepeatCycle> cycles = new ArrayList<>();
    byPlatform.forEach(
        (platform, own) -> {
          if (platform.equals(SeenScene.ALONE)) {
            passes.addAll(Overpass.of(own));
            return;
          }
          Optional<RepeatCycle> cycle = RepeatCycle.find(platform);
          cycle.ifPresent(cycles::add);
          cycle.ifPresentOrElse(
              known -> passes.addAll(PassSeries.ofCycle(Overpass.of(own), known, from, to)),
              () -> others.addAll(own));
        });
    String basis = cycles.isEmpty() ? "dates" : "table";
    passes.addAll(PassSeries.ofDates(Overpass.of(others)));
    passes.removeIf(
        pass ->
            pass.time().isBefore(from)
                || pass.time().isAfter(to)
                || !period.requested().test(pass.time()));
    passes.sort(Comparator.comparing(Overpass::time));
    List<Gap> gaps = new ArrayList<>();
    if (others.isEmpty()) {
      beforeSatellites(cycles, from, to).ifPresent(gaps::add);
    }
    gaps.addAll(between(passes, from, to, basis, period.filtered()));
    return gaps;
  }

  private static Optional<Gap> beforeSatellites(
      List<RepeatCycle> cycles, Instant from, Instant to) {
    Instant launched =
        cycles.stream().map(RepeatCycle::first).min(Comparator.naturalOrder()).orElse(from);
    if (!from.isBefore(launched) || launched.isAfter(to)) {
      return Optional.empty();
    }
    return Optional.of(
        gap(
            from,
            launched,
            0,
            0,
            "no-satellite",
            "table",
            "the spacecraft of these scenes delivered none yet"));
  }

  private static List<Gap> between(
      List<Overpass> passes, Instant from, Instant to, String basis, boolean filtered) {
    List<Gap> gaps = new ArrayList<>();
    List<Overpass> run = new ArrayList<>();
    Instant begin = from;
    for (Overpass pass : passes) {
      if (pass.shown()) {
        gap(run, begin, pass.time(), basis, filtered).ifPresent(gaps::add);
        run.clear();
        begin = pass.time();
      } else {
        run.add(pass);
      }
    }
    gap(run, begin, to, basis, filtered).ifPresent(gaps::add);
    return gaps;
  }

  private static Optional<Gap> gap(
      List<Overpass> run, Instant from, Instant to, String basis, boolean filtered) {
    int found = (int) run.stream().filter(Overpass::found).count();
    int missing = run.size() - found;
    if (missing == 0 && run.size() < DROPPED) {
      return Optional.empty();
    }
    Set<String> reasons = new TreeSet<>();
    run.forEach(pass -> reasons.addAll(pass.reasons()));
    String hidden = filtered && missing > 0 ? "; conditions of the search may exclude them" : "";
    String expected = run.size() + (run.size() == 1 ? " pass expected, " : " passes expected, ");
    boolean cloudy = reasons.equals(Set.of(CLOUD));
    String cause;
    String why;
    if (found == 0) {
      cause = missing >= ARCHIVE ? "archive-gap" : "no-scene";
      why = expected + "no scene in the catalogue" + hidden;
    } else if (missing == 0) {
      cause = cloudy ? "cloudy" : "dropped";
      why =
          expected
              + (cloudy ? "all too cloudy" : "all dropped (" + String.join(", ", reasons) + ")");
    } else {
      cause = "mixed";
      why =
          expected
              + missing
              + " without a scene in the catalogue, "
              + found
              + (cloudy ? " too cloudy" : " dropped (" + String.join(", ", reasons) + ")")
              + hidden;
    }
    return Optional.of(gap(from, to, run.size(), found, cause, basis, why));
  }

  private static Gap gap(
      Instant from, Instant to, int expected, int found, String cause, String basis, String why) {
    String first = day(from);
    String last = day(to);
    return new Gap(
        first,
        last,
        ChronoUnit.DAYS.between(LocalDate.parse(first), LocalDate.parse(last)),
        expected,
        found,
        cause,
        basis,
        first + " to " + last + ": " + why + ".");
  }

  private static String day(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }
}
