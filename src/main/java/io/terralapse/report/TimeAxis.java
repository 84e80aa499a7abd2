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

/** Time from left to right. */
final class TimeAxis {
  private static final List<Step> STEPS =
      List.of(
          new Step(ChronoUnit.DAYS, 1, 84),
          new Step(ChronoUnit.DAYS, 2, 84),
          new Step(ChronoUnit.DAYS, 7, 84),
          new Step(ChronoUnit.DAYS, 14, 84),
          new Step(ChronoUnit.MONTHS, 1, 64),
          new Step(ChronoUnit.MONTHS, 3, 64),
          new Step(ChronoUnit.MONTHS, 6, 64),
          new Step(ChronoUnit.YEARS, 1, 48),
          new Step(ChronoUnit.YEARS, 2, 48),
          new Step(ChronoUnit.YEARS, 5, 48),
          new Step(ChronoUnit.YEARS, 10, 48),
          new Step(ChronoUnit.YEARS, 50, 48));

  /** February is shorter than the average month by so much. */
  private static final double MONTHS_DIFFER = 30.44 / 28;

  private static final int MOST_MARKS = 400;

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
   * Days that are far enough apart to be written: New Year's days, firsts of months, or any days,
   * as long as the dates span. There is one at least, so that every drawing says when.
   */
  List<Mark> marks() {
    Step step = step();
    LocalDate day = step.start(first.atOffset(ZoneOffset.UTC).toLocalDate());
    List<Mark> marks = new ArrayList<>();
    double last = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < MOST_MARKS; k++) {
      double x = at(day.atStartOfDay(ZoneOffset.UTC).toInstant());
      if (x > right + 1) {
        break;
      }
      if (seconds > 0 && x >= left - 1 && x - last >= step.room) {
        marks.add(new Mark(x, step.text(day)));
        last = x;
      }
      day = day.plus(step.count, step.unit);
    }
    return marks.isEmpty() ? List.of(middle()) : marks;
  }

  private Mark middle() {
    String day = first.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    return new Mark((left + right) / 2, day);
  }

  /** The shortest one whose marks do not touch. */
  private Step step() {
    for (Step step : STEPS) {
      double length = step.count * step.unit.getDuration().toSeconds();
      if (length * (right - left) >= step.room * seconds * MONTHS_DIFFER) {
        return step;
      }
    }
    return STEPS.get(STEPS.size() - 1);
  }

  /** A day on the axis and how it is worded. */
  record Mark(double x, String text) {}

  /** From mark to mark, and how much room the wording of one takes. */
  private record Step(ChronoUnit unit, int count, int room) {
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
