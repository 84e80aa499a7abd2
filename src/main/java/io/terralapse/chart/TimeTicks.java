package io.terralapse.chart;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Ticks of a time axis at the beginning of years, months, days or hours, UTC. Stateless. */
final class TimeTicks {
  private static final int MOST = 9;
  private static final int[] MONTHS = {1, 2, 3, 6, 12, 24, 60, 120, 240, 600};
  private static final int[] HOURS = {1, 2, 3, 6, 12, 24, 48, 120, 240};

  /** Shorter spans have ticks of days. */
  private static final long MONTHLY_SECONDS = 75L * 86_400;

  private TimeTicks() {}

  /**
   * A tick.
   *
   * @param second of the epoch
   * @param label what is written
   */
  record Tick(long second, String label) {}

  /** Ticks between two times, the second of which is later. */
  static List<Tick> of(long first, long last, Locale locale) {
    return last - first < MONTHLY_SECONDS
        ? hourly(first, last, locale)
        : monthly(first, last, locale);
  }

  private static List<Tick> monthly(long first, long last, Locale locale) {
    LocalDate from = LocalDate.ofInstant(Instant.ofEpochSecond(first), ZoneOffset.UTC);
    double months = (last - first) / (30.44 * 86_400);
    int step = MONTHS[MONTHS.length - 1];
    for (int i = MONTHS.length - 1; i >= 0; i--) {
      step = months / MONTHS[i] <= MOST ? MONTHS[i] : step;
    }
    DateTimeFormatter form = DateTimeFormatter.ofPattern(step < 12 ? "LLL uuuu" : "uuuu", locale);
    List<Tick> ticks = new ArrayList<>();
    long month = 12L * from.getYear() + from.getMonthValue() - 1;
    for (month -= Math.floorMod(month, step); ; month += step) {
      LocalDate at =
          LocalDate.of(
              Math.toIntExact(Math.floorDiv(month, 12L)), (int) Math.floorMod(month, 12L) + 1, 1);
      long second = at.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
      if (second > last) {
        return ticks;
      }
      if (second >= first) {
        ticks.add(new Tick(second, form.format(at)));
      }
    }
  }

  private static List<Tick> hourly(long first, long last, Locale locale) {
    double hours = (last - first) / 3600.0;
    int step = HOURS[HOURS.length - 1];
    for (int i = HOURS.length - 1; i >= 0; i--) {
      step = hours / HOURS[i] <= MOST ? HOURS[i] : step;
    }
    DateTimeFormatter form =
        DateTimeFormatter.ofPattern(step < 24 ? "d MMM HH:mm" : "d MMM", locale);
    List<Tick> ticks = new ArrayList<>();
    long width = 3600L * step;
    for (long at = Math.floorDiv(first + width - 1, width) * width; at <= last; at += width) {
      ticks.add(new Tick(at, form.format(LocalDateTime.ofEpochSecond(at, 0, ZoneOffset.UTC))));
    }
    return ticks;
  }
}
