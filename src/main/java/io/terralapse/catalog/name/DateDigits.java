package io.terralapse.catalog.name;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Optional;

/**
 * Parses digits in names as UTC dates. Digits that are not a calendar date (30 February) give
 * empty. Arguments consist of digits only, of the length that each method states. Stateless.
 */
final class DateDigits {
  private DateDigits() {}

  /** {@code yyyyMMdd}. */
  static Optional<AcquisitionDate> day(String digits) {
    return findDay(digits).map(day -> AcquisitionDate.on(day, DateSource.FILENAME));
  }

  /** {@code yyyyMMdd} and {@code HHmmss}. */
  static Optional<AcquisitionDate> instant(String day, String time) {
    return findDay(day).flatMap(d -> at(d, time));
  }

  /** {@code yyyyDDD}, day of year from 001. */
  static Optional<AcquisitionDate> dayOfYear(String digits) {
    return findDayOfYear(digits).map(day -> AcquisitionDate.on(day, DateSource.FILENAME));
  }

  /** {@code yyyyDDD} and {@code HHmmss}. */
  static Optional<AcquisitionDate> dayOfYear(String day, String time) {
    return findDayOfYear(day).flatMap(d -> at(d, time));
  }

  /** {@code yyyy} and {@code MM}. */
  static Optional<AcquisitionDate> month(String year, String month) {
    return findMonth(year, month).map(m -> AcquisitionDate.in(m, DateSource.FILENAME));
  }

  /** Two months, both included; empty if the second is before the first. */
  static Optional<AcquisitionDate> months(
      String year1, String month1, String year2, String month2) {
    return findMonth(year1, month1)
        .flatMap(
            first ->
                findMonth(year2, month2)
                    .filter(last -> !last.isBefore(first))
                    .map(last -> AcquisitionDate.between(first, last, DateSource.FILENAME)));
  }

  /** {@code yyyyMMdd} twice, both days included; empty if the second is before the first. */
  static Optional<AcquisitionDate> days(String first, String last) {
    return findDay(first)
        .flatMap(
            start ->
                findDay(last)
                    .filter(end -> !end.isBefore(start))
                    .map(end -> AcquisitionDate.between(start, end, DateSource.FILENAME)));
  }

  /**
   * A number of days of one year, as composites count them: the last of a year ends with it.
   *
   * @param days at least 1
   */
  static AcquisitionDate daysOfYear(LocalDate first, int days) {
    LocalDate last = first.plusDays(days - 1L);
    LocalDate yearEnd = LocalDate.of(first.getYear(), 12, 31);
    return AcquisitionDate.between(
        first, last.isAfter(yearEnd) ? yearEnd : last, DateSource.FILENAME);
  }

  /** A number of days from the start of a date. */
  static AcquisitionDate daysFrom(AcquisitionDate first, int days) {
    LocalDate start = first.start().atOffset(ZoneOffset.UTC).toLocalDate();
    return AcquisitionDate.between(start, start.plusDays(days - 1L), first.source());
  }

  /** The week of a year by ISO 8601, from 01. */
  static Optional<AcquisitionDate> week(String year, String week) {
    try {
      LocalDate monday =
          LocalDate.of(Integer.parseInt(year), 1, 4)
              .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, Integer.parseInt(week))
              .with(ChronoField.DAY_OF_WEEK, 1);
      return Optional.of(AcquisitionDate.between(monday, monday.plusDays(6), DateSource.FILENAME));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** {@code yyyy}. */
  static AcquisitionDate year(String year) {
    return AcquisitionDate.in(Year.of(Integer.parseInt(year)), DateSource.FILENAME);
  }

  private static Optional<LocalDate> findDay(String digits) {
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(digits.substring(0, 4)),
              Integer.parseInt(digits.substring(4, 6)),
              Integer.parseInt(digits.substring(6, 8))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<LocalDate> findDayOfYear(String digits) {
    try {
      return Optional.of(
          LocalDate.ofYearDay(
              Integer.parseInt(digits.substring(0, 4)), Integer.parseInt(digits.substring(4, 7))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<YearMonth> findMonth(String year, String month) {
    try {
      return Optional.of(YearMonth.of(Integer.parseInt(year), Integer.parseInt(month)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<AcquisitionDate> at(LocalDate day, String time) {
    try {
      LocalTime clock =
          LocalTime.of(
              Integer.parseInt(time.substring(0, 2)),
              Integer.parseInt(time.substring(2, 4)),
              Integer.parseInt(time.substring(4, 6)));
      return Optional.of(
          AcquisitionDate.at(
              LocalDateTime.of(day, clock).toInstant(ZoneOffset.UTC), DateSource.FILENAME));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
