package io.terralapse.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A time axis from left to right. Immutable and thread-safe. */
final class TimeAxis {
  private static final List<Interval> INTERVALS =
      List.of(
          new Interval(ChronoUnit.DAYS, 1, 84),
          new Interval(ChronoUnit.DAYS, 2, 84),
          new Interval(ChronoUnit.DAYS, 7, 84),
          new Interval(ChronoUnit.DAYS, 14, 84),
          new Interval(ChronoUnit.MONTHS, 1, 64),
          new Interval(ChronoUnit.MONTHS, 3, 64),
          new Interval(ChronoUnit.MONTHS, 6, 64),
          new Interval(ChronoUnit.YEARS, 1, 48),
          new Interval(ChronoUnit.YEARS, 2, 48),
          new Interval(ChronoUnit.YEARS, 5, 48),
          new Interval(ChronoUnit.YEARS, 10, 48),
          new Interval(ChronoUnit.YEARS, 50, 48));

  /** Ratio of the average month to February. */
  private static final double MONTHS_DIFFER = 30.44 / 28;

  private static final int MAX_TICKS = 400;

  private final Instant first;
  private final double seconds;
  private final double left;
  private final double right;

  TimeAxis(List<AlignedDate> dates, double left, double right) {
    Instant from = Instant.MAX;
    Instant to = Instant.MIN;
    for (AlignedDate date : dates) {
      from = date.acquired().isBefore(from) ? date.acquired() : from;
      to = date.acquired().isAfter(to) ? date.acquired() : to;
    }
    this.first = dates.isEmpty() ? Instant.EPOCH : from;
    this.seconds = dates.isEmpty() ? 0 : Duration.between(from, to).toSeconds();
    this.left = left;
    this.right = right;
  }

  double at(Instant instant) {
    return seconds == 0
        ? (left + right) / 2
        : left + (right - left) * Duration.between(first, instant).toSeconds() / seconds;
  }

  /**
   * The ticks: first days of years or months, or other days, depending on the span of the dates and
   * on the space for labels. There is at least one.
   */
  List<Tick> ticks() {
    Interval interval = interval();
    LocalDate day = interval.start(first.atOffset(ZoneOffset.UTC).toLocalDate());
    List<Tick> ticks = new ArrayList<>();
    double last = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < MAX_TICKS; k++) {
      double x = at(day.atStartOfDay(ZoneOffset.UTC).toInstant());
      if (x > right + 1) {
        break;
      }
      if (seconds > 0 && x >= left - 1 && x - last >= interval.labelWidth) {
        ticks.add(new Tick(x, interval.text(day)));
        last = x;
      }
      day = day.plus(interval.count, interval.unit);
    }
    return ticks.isEmpty() ? List.of(middle()) : ticks;
  }

  private Tick middle() {
    String day = first.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    return new Tick((left + right) / 2, day);
  }

  /** The shortest interval whose labels do not touch. */
  private Interval interval() {
    for (Interval interval : INTERVALS) {
      double length = interval.count * interval.unit.getDuration().toSeconds();
      if (length * (right - left) >= interval.labelWidth * seconds * MONTHS_DIFFER) {
        return interval;
      }
    }
    return INTERVALS.get(INTERVALS.size() - 1);
  }

  /** A tick: its position and its label. */
  record Tick(double x, String text) {}

  /** The interval between ticks, and the width of a label in pixels. */
  private record Interval(ChronoUnit unit, int count, int labelWidth) {
    LocalDate start(LocalDate day) {
      return switch (unit) {
        case YEARS -> LocalDate.of(day.getYear() - Math.floorMod(day.getYear(), count), 1, 1);
        case MONTHS ->
            day.withDayOfMonth(1).minusMonths(Math.floorMod(day.getMonthValue() - 1, count));
        default -> day;
      };
    }

    String text(LocalDate day) {
      return switch (unit) {
        case YEARS -> Year.from(day).toString();
        case MONTHS -> YearMonth.from(day).toString();
        default -> day.toString();
      };
    }
  }
}
