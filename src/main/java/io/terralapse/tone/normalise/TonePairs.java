package io.terralapse.tone.normalise;

import io.terralapse.model.AcquisitionDate;
import java.time.Duration;
import java.time.Instant;
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
    List<Day> days = dates.stream().map(Day::of).toList();
    TreeSet<Pair> pairs =
        new TreeSet<>(Comparator.comparingInt(Pair::to).thenComparingInt(Pair::from));
    for (int to = 0; to < days.size(); to++) {
      int first = days.size() <= ALL_UP_TO ? 0 : Math.max(0, to - BEFORE);
      for (int from = first; from < to; from++) {
        pairs.add(new Pair(from, to));
      }
      for (int other : inSeason(days, to)) {
        pairs.add(new Pair(Math.min(to, other), Math.max(to, other)));
      }
    }
    return List.copyOf(pairs);
  }

  /** A date, with its day of the year, which every other date is compared with. */
  private record Day(Instant start, int ofYear) {
    static Day of(AcquisitionDate date) {
      return new Day(date.start(), date.start().atOffset(ZoneOffset.UTC).getDayOfYear());
    }

    double until(Day other) {
      return Duration.between(start, other.start).toSeconds() / 86_400.0;
    }

    double seasonDays(Day other) {
      int apart = Math.abs(ofYear - other.ofYear);
      return Math.min(apart, YEAR_DAYS - apart);
    }
  }

  /** The nearest dates, the earlier of equally near ones first. */
  private static List<Integer> inSeason(List<Day> days, int index) {
    Day day = days.get(index);
    List<Integer> nearest = new ArrayList<>();
    List<Double> distances = new ArrayList<>();
    for (int i = 0; i < days.size(); i++) {
      double season = day.seasonDays(days.get(i));
      if (season > MOST_SEASON_DAYS) {
        continue;
      }
      double apart = Math.abs(day.until(days.get(i)));
      double distance = season + apart / YEAR_DAYS * DAYS_PER_YEAR;
      int at = nearest.size();
      while (at > 0 && distance < distances.get(at - 1)) {
        at--;
      }
      if (apart > OTHER_YEAR_DAYS && at < IN_SEASON) {
        nearest.add(at, i);
        distances.add(at, distance);
        if (nearest.size() > IN_SEASON) {
          nearest.remove(IN_SEASON);
          distances.remove(IN_SEASON);
        }
      }
    }
    return nearest;
  }
}
