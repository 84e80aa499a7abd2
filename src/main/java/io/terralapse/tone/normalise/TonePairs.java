package io.terralapse.tone.normalise;

import io.terralapse.model.AcquisitionDate;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Which dates are compared: each with the two before it, and with those of other years that are
 * nearest in season; all with all where there are few.
 */
final class TonePairs {
  private static final int ALL_UP_TO = 8;
  private static final int BEFORE = 2;
  private static final int IN_SEASON = 2;
  private static final double OTHER_YEAR_DAYS = 200;
  private static final double MOST_SEASON_DAYS = 50;
  private static final double YEAR_DAYS = 365.25;

  /** A year between two dates counts like so many days of season. */
  private static final double DAYS_PER_YEAR = 10;

  /** Two dates by index, the earlier first. */
  record Pair(int from, int to) {}

  private TonePairs() {}

  /**
   * The pairs, in order of the later date.
   *
   * @param dates in order of time
   */
  static List<Pair> of(List<AcquisitionDate> dates) {
    TreeSet<Pair> pairs =
        new TreeSet<>(Comparator.comparingInt(Pair::to).thenComparingInt(Pair::from));
    for (int to = 0; to < dates.size(); to++) {
      int first = dates.size() <= ALL_UP_TO ? 0 : Math.max(0, to - BEFORE);
      for (int from = first; from < to; from++) {
        pairs.add(new Pair(from, to));
      }
      for (int other : inSeason(dates, to)) {
        pairs.add(new Pair(Math.min(to, other), Math.max(to, other)));
      }
    }
    return List.copyOf(pairs);
  }

  private static List<Integer> inSeason(List<AcquisitionDate> dates, int index) {
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < dates.size(); i++) {
      if (Math.abs(days(dates.get(index), dates.get(i))) > OTHER_YEAR_DAYS
          && seasonDays(dates.get(index), dates.get(i)) <= MOST_SEASON_DAYS) {
        others.add(i);
      }
    }
    others.sort(
        Comparator.comparingDouble((Integer i) -> distance(dates.get(index), dates.get(i)))
            .thenComparingInt(i -> i));
    return others.subList(0, Math.min(IN_SEASON, others.size()));
  }

  private static double distance(AcquisitionDate a, AcquisitionDate b) {
    return seasonDays(a, b) + Math.abs(days(a, b)) / YEAR_DAYS * DAYS_PER_YEAR;
  }

  private static double days(AcquisitionDate a, AcquisitionDate b) {
    return Duration.between(a.start(), b.start()).toSeconds() / 86_400.0;
  }

  private static double seasonDays(AcquisitionDate a, AcquisitionDate b) {
    int first = a.start().atOffset(ZoneOffset.UTC).getDayOfYear();
    int second = b.start().atOffset(ZoneOffset.UTC).getDayOfYear();
    int apart = Math.abs(first - second);
    return Math.min(apart, YEAR_DAYS - apart);
  }
}
