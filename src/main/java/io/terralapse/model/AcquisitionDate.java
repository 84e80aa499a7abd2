package io.terralapse.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * When a scene was acquired, as precisely as is known and no more.
 *
 * @param start first instant of the span (the instant itself when the precision is {@link
 *     Precision#INSTANT})
 * @param end first instant after the span; equal to {@code start} for an instant
 * @param precision what is known
 * @param source how it is known
 */
public record AcquisitionDate(Instant start, Instant end, Precision precision, DateSource source)
    implements Comparable<AcquisitionDate> {

  /** How much of the date is known. */
  public enum Precision {
    INSTANT,
    DAY,
    MONTH,
    YEAR,
    /** A span of several months, as basemaps have. */
    RANGE
  }

  /** The date of an image whose date is neither known nor needed; it spans all years. */
  public static final AcquisitionDate UNDATED =
      new AcquisitionDate(
          startOf(LocalDate.of(1, 1, 1)),
          startOf(LocalDate.of(10_000, 1, 1)),
          Precision.RANGE,
          DateSource.NONE);

  /** A moment. */
  public static AcquisitionDate at(Instant instant, DateSource source) {
    return new AcquisitionDate(instant, instant, Precision.INSTANT, source);
  }

  /** A day of UTC. */
  public static AcquisitionDate on(LocalDate day, DateSource source) {
    return new AcquisitionDate(startOf(day), startOf(day.plusDays(1)), Precision.DAY, source);
  }

  /** A calendar month. */
  public static AcquisitionDate in(YearMonth month, DateSource source) {
    return new AcquisitionDate(
        startOf(month.atDay(1)), startOf(month.plusMonths(1).atDay(1)), Precision.MONTH, source);
  }

  /** A calendar year. */
  public static AcquisitionDate in(Year year, DateSource source) {
    return new AcquisitionDate(
        startOf(year.atDay(1)), startOf(year.plusYears(1).atDay(1)), Precision.YEAR, source);
  }

  /** Whole months, both included. */
  public static AcquisitionDate between(YearMonth first, YearMonth last, DateSource source) {
    return new AcquisitionDate(
        startOf(first.atDay(1)), startOf(last.plusMonths(1).atDay(1)), Precision.RANGE, source);
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /**
   * ISO 8601 text with exactly the known precision: {@code 2021-08-03T10:20:30Z}, {@code
   * 2021-08-03}, {@code 2021-08}, {@code 1985}, {@code 2017-06/2017-11}; {@code undated} for {@link
   * #UNDATED}.
   */
  public String text() {
    if (!isKnown()) {
      return "undated";
    }
    var first = start.atOffset(ZoneOffset.UTC);
    return switch (precision) {
      case INSTANT -> start.toString();
      case DAY -> first.toLocalDate().toString();
      case MONTH -> YearMonth.from(first).toString();
      case YEAR -> Year.from(first).toString();
      case RANGE ->
          YearMonth.from(first)
              + "/"
              + YearMonth.from(end.minus(1, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC));
    };
  }

  /** False for {@link #UNDATED}. */
  public boolean isKnown() {
    return !equals(UNDATED);
  }

  /** Orders by the start of the span, then the shorter span first. */
  @Override
  public int compareTo(AcquisitionDate other) {
    int byStart = start.compareTo(other.start);
    return byStart != 0 ? byStart : end.compareTo(other.end);
  }
}
