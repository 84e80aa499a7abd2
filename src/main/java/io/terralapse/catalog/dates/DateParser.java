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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses dates in manifests and metadata items: ISO 8601 ({@code 2021-08-03T10:20:30Z}, with an
 * offset, or none for UTC; {@code 2021-08-03}, {@code 2021-08}, {@code 2021}, {@code
 * 2017-06/2017-11}, {@code 2022-02-02/2022-02-09}), the same without separators, and TIFF's {@code
 * 2021:08:03 10:20:30}.
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
          .appendOffset("+HH:mm", "Z")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final Pattern UTC_BY_NAME =
      Pattern.compile("(:\\d{2}(?:\\.\\d{1,9})?) ?(?:UTC|GMT|Z)$", Pattern.CASE_INSENSITIVE);

  private static final Pattern OFFSET =
      Pattern.compile("(:\\d{2}(?:\\.\\d{1,9})?) ?([+-]\\d{2}):?(\\d{2})?$");

  private static final Pattern YEAR_FIRST_SLASHED =
      Pattern.compile("^(\\d{4})/(\\d{2})/(\\d{2})(?!\\d)");

  private DateParser() {}

  private static DateTimeFormatter pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }

  /**
   * The date in a text, as precise as it is written, but midnight to the second is the day:
   * metadata and catalogues that know only the day write it so. Empty if the text is not a date.
   */
  public static Optional<AcquisitionDate> parseMetadata(String text, DateSource source) {
    ZoneOffset offset = findOffset(text.strip()).orElse(ZoneOffset.UTC);
    return parse(text, source).map(date -> date.midnightAsDay(offset));
  }

  private static Optional<ZoneOffset> findOffset(String text) {
    try {
      return Optional.ofNullable(TEXT.parse(uniform(text)).query(TemporalQueries.offset()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
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
      if (trimmed.matches("\\d{4}-\\d{2}-\\d{2}/\\d{4}-\\d{2}-\\d{2}")) {
        LocalDate first = LocalDate.parse(trimmed.substring(0, 10));
        LocalDate last = LocalDate.parse(trimmed.substring(11));
        return last.isBefore(first)
            ? Optional.empty()
            : Optional.of(AcquisitionDate.between(first, last, source));
      }
      if (trimmed.endsWith("T") || trimmed.endsWith("t")) {
        // The parser takes every part after the day as optional, even after a T.
        return Optional.empty();
      }
      return Optional.of(dayOrInstant(TEXT.parse(uniform(trimmed)), source));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Writes the forms of zones and separators in use as ISO 8601 does. */
  private static String uniform(String text) {
    String zoned = UTC_BY_NAME.matcher(text).replaceFirst("$1Z");
    Matcher offset = OFFSET.matcher(zoned);
    String iso =
        offset.find()
            ? offset.replaceFirst("$1$2:" + (offset.group(3) == null ? "00" : offset.group(3)))
            : zoned;
    return YEAR_FIRST_SLASHED.matcher(iso).replaceFirst("$1-$2-$3");
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
