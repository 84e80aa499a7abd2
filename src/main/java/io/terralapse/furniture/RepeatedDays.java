package io.terralapse.furniture;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.AcquisitionDate.Precision;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The days of a sequence with several times, whose captions need the time of day. Thread-safe.
 *
 * @param zone time zone of the captions
 * @param formats by day, as precise as the times of that day differ
 */
record RepeatedDays(ZoneId zone, Map<LocalDate, DateTimeFormatter> formats) {
  /** No day has several times. */
  static final RepeatedDays NONE = new RepeatedDays(ZoneId.of("UTC"), Map.of());

  private static final List<String> PATTERNS = List.of("HH:mm", "HH:mm:ss", "HH:mm:ss.SSS");

  /** The days of these dates, in any order; the same time may occur several times. */
  static RepeatedDays of(List<AcquisitionDate> dates, ZoneId zone) {
    Map<LocalDate, Set<Instant>> times = new HashMap<>();
    for (AcquisitionDate date : dates) {
      if (date.precision() == Precision.INSTANT) {
        times.computeIfAbsent(day(date.start(), zone), day -> new TreeSet<>()).add(date.start());
      }
    }
    times.values().removeIf(instants -> instants.size() < 2);
    return new RepeatedDays(
        zone,
        times.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> format(entry.getValue(), zone))));
  }

  /** {@code , 00:25 UTC} if other times of the day occur, else empty. */
  String timeOf(AcquisitionDate date) {
    DateTimeFormatter format = formats.get(day(date.start(), zone));
    return format == null ? "" : ", " + format.format(date.start());
  }

  private static LocalDate day(Instant time, ZoneId zone) {
    return time.atZone(zone).toLocalDate();
  }

  /** Minutes, unless times differ by less. */
  private static DateTimeFormatter format(Set<Instant> times, ZoneId zone) {
    DateTimeFormatter format = null;
    for (String pattern : PATTERNS) {
      // The locale is that of the zone's name: UTC, CEST, JST.
      format = DateTimeFormatter.ofPattern(pattern + " zzz", Locale.ENGLISH).withZone(zone);
      Set<String> texts = new HashSet<>();
      boolean distinct = true;
      for (Instant time : times) {
        distinct &= texts.add(format.format(time));
      }
      if (distinct) {
        break;
      }
    }
    return Objects.requireNonNull(format);
  }
}
