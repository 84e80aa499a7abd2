package io.terralapse.annotation;

import io.terralapse.model.AcquisitionDate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The dates on which an annotation is shown.
 *
 * @param from first instant
 * @param to first instant after them
 */
record Validity(Instant from, Instant to) {
  static final Validity ALWAYS = new Validity(Instant.MIN, Instant.MAX);

  /** Whether a frame of a date shows it: whether the date begins within the period. */
  boolean covers(AcquisitionDate date) {
    return !date.start().isBefore(from) && date.start().isBefore(to);
  }

  /** Whether a frame may show both. */
  boolean overlaps(Validity other) {
    return from.isBefore(other.to) && other.from.isBefore(to);
  }

  /**
   * The first instant of a year, month, day or instant as ISO 8601 writes it, and the first one
   * after it.
   *
   * @return empty if the text is none of these
   */
  static Optional<Validity> findPeriod(String text) {
    try {
      return Optional.of(
          switch (text.length()) {
            case 4 -> days(Year.parse(text).atDay(1), Year.parse(text).plusYears(1).atDay(1));
            case 7 ->
                days(YearMonth.parse(text).atDay(1), YearMonth.parse(text).plusMonths(1).atDay(1));
            case 10 -> days(LocalDate.parse(text), LocalDate.parse(text).plusDays(1));
            default -> new Validity(Instant.parse(text), Instant.parse(text).plusNanos(1));
          });
    } catch (DateTimeParseException none) {
      return Optional.empty();
    }
  }

  private static Validity days(LocalDate first, LocalDate after) {
    return new Validity(
        first.atStartOfDay(ZoneOffset.UTC).toInstant(),
        after.atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
