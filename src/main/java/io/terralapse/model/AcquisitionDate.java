package io.terralapse.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;

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
    /** A span of several days or months, as composites and basemaps have. */
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

  /** Days, both included, as composites have; a single day is {@link Precision#DAY}. */
  public static AcquisitionDate between(LocalDate first, LocalDate last, DateSource source) {
    return first.equals(last)
        ? on(first, source)
        : new AcquisitionDate(startOf(first), startOf(last.plusDays(1)), Precision.RANGE, source);
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /**
   * ISO 8601 text with exactly the known precision: {@code 2021-08-03T10:20:30Z}, {@code
   * 2021-08-03}, {@code 2021-08}, {@code 1985}, {@code 2017-06/2017-11} for whole months, {@code
   * 2022-02-02/2022-02-09} for other spans; {@code undated} for {@link #UNDATED}.
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
          isWholeMonths()
              ? YearMonth.from(first) + "/" + YearMonth.from(lastDay())
              : first.toLocalDate() + "/" + lastDay();
    };
  }

  /** The last day of the span in UTC. */
  public LocalDate lastDay() {
    Instant last = end.isAfter(start) ? end.minusNanos(1) : end;
    return last.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /** True if the span begins with the first day of a month and ends with the last of one. */
  public boolean isWholeMonths() {
    return start.atOffset(ZoneOffset.UTC).getDayOfMonth() == 1
        && lastDay().plusDays(1).getDayOfMonth() == 1;
  }

  /**
   * This date, or its day if it is midnight to the second: a provider without the time of day has
   * to write midnight in a field for times.
   *
   * @param offset of the zone that the time was written in, whose midnight and day are meant
   */
  public AcquisitionDate midnightAsDay(ZoneOffset offset) {
    if (precision != Precision.INSTANT) {
      return this;
    }
    LocalDateTime written = LocalDateTime.ofInstant(start, offset);
    return written.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? on(written.toLocalDate(), source)
        : this;
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
