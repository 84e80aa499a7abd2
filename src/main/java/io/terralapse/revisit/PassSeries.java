package io.terralapse.revisit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Overpasses that repeat: those found, and those that were expected in between. Stateless.
 *
 * <p>A spacecraft passes a place on each of its orbits once in a repeat cycle, to within minutes:
 * the time modulo the cycle tells the orbit, also where metadata do not.
 */
final class PassSeries {
  /** Orbits that cover one place are at least a day apart; times on one differ by minutes. */
  private static final Duration TOLERANCE = Duration.ofHours(8);

  /** Fewer dates do not tell how often a spacecraft passes. */
  private static final int LEAST_DATES = 8;

  /** Intervals longer than this, in usual ones, are gaps. */
  private static final double LONG_INTERVAL = 2.5;

  /** More are not expected in any archive: the dates are wrong. */
  private static final int MOST_PASSES = 20_000;

  /** Reasons for which an orbit that has nothing else is not expected to show the area. */
  private static final Set<String> BESIDE = Set.of("coverage", "elsewhere", "orbit", "off-nadir");

  private PassSeries() {}

  /**
   * Passes of a spacecraft with a known repeat cycle.
   *
   * @param found its overpasses, in order of time
   * @param from first time at which one is expected, if the cycle's spacecraft was there
   * @param to last time
   */
  static List<Overpass> ofCycle(List<Overpass> found, RepeatCycle cycle, Instant from, Instant to) {
    List<Overpass> all = new ArrayList<>();
    for (List<Overpass> orbit : orbits(found, cycle.cycle())) {
      boolean beside =
          orbit.stream().allMatch(pass -> !pass.shown() && BESIDE.containsAll(pass.reasons()));
      all.addAll(beside ? orbit : filled(orbit, cycle, from, to));
    }
    return all;
  }

  /** Overpasses by orbit. */
  private static List<List<Overpass>> orbits(List<Overpass> found, Duration cycle) {
    List<List<Overpass>> orbits = new ArrayList<>();
    for (Overpass pass : found) {
      orbits.stream()
          // The orbit drifts by minutes: the latest pass is the best to compare with.
          .filter(orbit -> isSameOrbit(orbit.get(orbit.size() - 1), pass, cycle))
          .findFirst()
          .orElseGet(
              () -> {
                orbits.add(new ArrayList<>());
                return orbits.get(orbits.size() - 1);
              })
          .add(pass);
    }
    return orbits;
  }

  private static boolean isSameOrbit(Overpass a, Overpass b, Duration cycle) {
    long apart = Duration.between(a.time(), b.time()).toMillis();
    long rest = Math.floorMod(apart, cycle.toMillis());
    return Math.min(rest, cycle.toMillis() - rest) <= TOLERANCE.toMillis();
  }

  private static List<Overpass> filled(
      List<Overpass> orbit, RepeatCycle cycle, Instant from, Instant to) {
    Instant first = orbit.get(0).time();
    if (first.isAfter(cycle.last())) {
      // A spacecraft that was moved passes at other times than before.
      return orbit;
    }
    long step = cycle.cycle().toMillis();
    TreeMap<Long, List<Overpass>> byNumber = new TreeMap<>();
    for (Overpass pass : orbit) {
      long number = Math.round((double) Duration.between(first, pass.time()).toMillis() / step);
      byNumber.computeIfAbsent(number, n -> new ArrayList<>()).add(pass);
    }
    Instant begin = from.isBefore(cycle.first()) ? cycle.first() : from;
    Instant end = to.isAfter(cycle.last()) ? cycle.last() : to;
    long lowest = Math.min(0, -Math.floorDiv(Duration.between(begin, first).toMillis(), step));
    long highest =
        Math.max(byNumber.lastKey(), Math.floorDiv(Duration.between(first, end).toMillis(), step));
    if (highest - lowest > MOST_PASSES) {
      return orbit;
    }
    List<Overpass> all = new ArrayList<>();
    for (long number = lowest; number <= highest; number++) {
      List<Overpass> seen = byNumber.getOrDefault(number, List.of());
      if (seen.isEmpty()) {
        Instant expected = first.plusMillis(number * step);
        if (!expected.isBefore(begin) && !expected.isAfter(end)) {
          all.add(Overpass.missing(expected));
        }
      }
      all.addAll(seen);
    }
    return all;
  }

  /**
   * Passes of spacecraft without a known repeat cycle, from the usual interval between their dates:
   * only much longer ones have missing passes.
   *
   * @param found overpasses of any number of spacecraft
   */
  static List<Overpass> ofDates(List<Overpass> found) {
    List<Overpass> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparing(Overpass::time));
    if (sorted.size() < LEAST_DATES) {
      return sorted;
    }
    List<Long> intervals = new ArrayList<>();
    for (int i = 1; i < sorted.size(); i++) {
      intervals.add(Duration.between(sorted.get(i - 1).time(), sorted.get(i).time()).toMillis());
    }
    intervals.sort(null);
    long usual = Math.max(intervals.get(intervals.size() / 2), Duration.ofDays(1).toMillis());
    List<Overpass> all = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      if (i > 0) {
        Instant last = sorted.get(i - 1).time();
        long interval = Duration.between(last, sorted.get(i).time()).toMillis();
        long missing = interval > LONG_INTERVAL * usual ? Math.round((double) interval / usual) : 1;
        for (long k = 1; k < Math.min(missing, MOST_PASSES); k++) {
          all.add(Overpass.missing(last.plusMillis(k * (interval / missing))));
        }
      }
      all.add(sorted.get(i));
    }
    return all;
  }
}
