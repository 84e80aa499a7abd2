package io.terralapse.furniture;

import io.terralapse.furniture.PublishedFurniture.Time;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.AcquisitionDate.Precision;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The days of a sequence with several times, whose captions need the time of day. Thread-safe.
 *
 * @param zone time zone of the captions
 * @param patterns by day, as precise as the times of that day differ
 * @param published times whose captions stay as they are, and their patterns; empty patterns for
 *     those without the time of day
 * @param lastDay all times of the last day
 */
record RepeatedDays(
    ZoneId zone,
    Map<LocalDate, String> patterns,
    Map<Instant, String> published,
    Set<Instant> lastDay) {
  /** No day has several times. */
  static final RepeatedDays NONE = new RepeatedDays(ZoneId.of("UTC"), Map.of(), Map.of(), Set.of());

  /** How a time of day may be written. */
  static final List<String> PATTERNS = List.of("HH:mm", "HH:mm:ss", "HH:mm:ss.SSS");

  /**
   * The days of these dates, in any order; the same time may occur several times.
   *
   * @param published times whose captions are decided already
   */
  static RepeatedDays of(List<AcquisitionDate> dates, ZoneId zone, List<Time> published) {
    TreeMap<LocalDate, Set<Instant>> times = new TreeMap<>();
    for (AcquisitionDate date : dates) {
      if (date.precision() == Precision.INSTANT) {
        times.computeIfAbsent(day(date.start(), zone), day -> new TreeSet<>()).add(date.start());
      }
    }
    Map<LocalDate, String> patterns = new HashMap<>();
    times.forEach(
        (day, instants) -> {
          if (instants.size() > 1) {
            patterns.put(day, pattern(instants, zone));
          }
        });
    Map<Instant, String> decided = new HashMap<>();
    published.forEach(time -> decided.put(time.time(), time.pattern()));
    Set<Instant> last = times.isEmpty() ? Set.of() : times.lastEntry().getValue();
    return new RepeatedDays(zone, patterns, decided, Collections.unmodifiableSet(last));
  }

  /** {@code , 00:25 UTC} if other times of the day occur, else empty. */
  String timeOf(AcquisitionDate date) {
    String pattern = patternOf(date.start());
    return pattern.isEmpty() ? "" : ", " + format(pattern, zone).format(date.start());
  }

  private String patternOf(Instant time) {
    String decided = published.get(time);
    return decided == null ? patterns.getOrDefault(day(time, zone), "") : decided;
  }

  /** The times of the last day and their captions, for the lock. */
  List<Time> timesOfLastDay() {
    List<Time> times = new ArrayList<>();
    lastDay.forEach(time -> times.add(new Time(time, patternOf(time))));
    return times;
  }

  private static LocalDate day(Instant time, ZoneId zone) {
    return time.atZone(zone).toLocalDate();
  }

  /** Minutes, unless times differ by less. */
  private static String pattern(Set<Instant> times, ZoneId zone) {
    for (String pattern : PATTERNS) {
      Set<String> texts = new HashSet<>();
      times.forEach(time -> texts.add(format(pattern, zone).format(time)));
      if (texts.size() == times.size()) {
        return pattern;
      }
    }
    return PATTERNS.get(PATTERNS.size() - 1);
  }

  private static DateTimeFormatter format(String pattern, ZoneId zone) {
    // The locale is that of the zone's name: UTC, CEST, JST.
    return DateTimeFormatter.ofPattern(pattern + " zzz", Locale.ENGLISH).withZone(zone);
  }
}
