package io.terralapse.select;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.AcquisitionDate.Precision;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Optional;

/** A calendar period (UTC) of which {@code select.best_per} keeps the best acquisition. */
public enum Period {
  /** Monday to Sunday (ISO 8601). */
  WEEK,
  MONTH,
  /** January to March, and so on. */
  QUARTER,
  YEAR;

  /** The identifier in the configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The period that contains a date, as text such as {@code 2024-W05}, {@code 2024-02}, {@code
   * 2024-Q1} or {@code 2024}; empty if the date is not within one period, as a month is not within
   * a week.
   */
  Optional<String> findPeriod(AcquisitionDate date) {
    String first = nameOf(date.start());
    Instant last = date.precision() == Precision.INSTANT ? date.end() : date.end().minusNanos(1);
    return first.equals(nameOf(last)) ? Optional.of(first) : Optional.empty();
  }

  private String nameOf(Instant moment) {
    LocalDate day = moment.atOffset(ZoneOffset.UTC).toLocalDate();
    return switch (this) {
      case WEEK ->
          String.format(
              Locale.ROOT,
              "%04d-W%02d",
              day.get(IsoFields.WEEK_BASED_YEAR),
              day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case MONTH -> String.format(Locale.ROOT, "%04d-%02d", day.getYear(), day.getMonthValue());
      case QUARTER ->
          String.format(Locale.ROOT, "%04d-Q%d", day.getYear(), day.get(IsoFields.QUARTER_OF_YEAR));
      case YEAR -> String.format(Locale.ROOT, "%04d", day.getYear());
    };
  }
}
