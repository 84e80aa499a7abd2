package io.terralapse.catalog.dates;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/**
 * Parses dates in manifests and metadata items: ISO 8601 ({@code 2021-08-03T10:20:30Z}, with an
 * offset, or none for UTC; {@code 2021-08-03}, {@code 2021-08}, {@code 2021}, {@code
 * 2017-06/2017-11}), the same without separators, and TIFF's {@code 2021:08:03 10:20:30}.
 */
public final class DateParser {
  private static final DateTimeFormatter TEXT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendOptional(pattern("uuuu-MM-dd"))
          .appendOptional(pattern("uuuuMMdd"))
          .appendOptional(pattern("uuuu:MM:dd"))
          .optionalStart()
          .appendPattern("['T'][' ']")
          .appendOptional(pattern("HH:mm[:ss]"))
          .appendOptional(pattern("HHmmss"))
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private DateParser() {}

  private static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }

  /** The date in a text, exactly as precise as it is written; empty if the text is not a date. */
  public static Optional<AcquisitionDate> parse(String text, DateSource source) {
    String trimmed = text.strip();
    try {
      if (trimmed.matches("\\d{4}")) {
        return Optional.of(AcquisitionDate.in(Year.parse(trimmed), source));
      }
      if (trimmed.matches("\\d{4}-\\d{2}")) {
        return Optional.of(AcquisitionDate.in(YearMonth.parse(trimmed), source));
      }
      if (trimmed.matches("\\d{4}-\\d{2}/\\d{4}-\\d{2}")) {
        YearMonth first = YearMonth.parse(trimmed.substring(0, 7));
        YearMonth last = YearMonth.parse(trimmed.substring(8));
        return last.isBefore(first)
            ? Optional.empty()
            : Optional.of(AcquisitionDate.between(first, last, source));
      }
      if (trimmed.endsWith("T") || trimmed.endsWith("t")) {
        // The parser takes every part after the day as optional, even after a T.
        return Optional.empty();
      }
      return Optional.of(dayOrInstant(TEXT.parse(trimmed), source));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static AcquisitionDate dayOrInstant(TemporalAccessor parsed, DateSource source) {
    LocalDate day = LocalDate.from(parsed);
    var time = parsed.query(TemporalQueries.localTime());
    if (time == null) {
      return AcquisitionDate.on(day, source);
    }
    ZoneOffset offset = parsed.query(TemporalQueries.offset());
    return AcquisitionDate.at(
        LocalDateTime.of(day, time).toInstant(offset == null ? ZoneOffset.UTC : offset), source);
  }
}
