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
