package io.terralapse.furniture;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.UserError;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Writes a date as a caption, with what is known of it and no more: a day never shows a time and is
 * never moved by a zone, a month is "August 2021", a span "June – November 2017". Thread-safe.
 */
final class DateText {
  private final String pattern;
  private final Locale locale;
  private final ZoneId zone;
  private final DateTimeFormatter instants;

  /**
   * @param pattern for {@link DateTimeFormatter}
   * @param zone zone in which instants, and only they, are written
   * @throws UserError (usage) if the pattern is none
   */
  DateText(String pattern, Locale locale, ZoneId zone) {
    this.pattern = pattern;
    this.locale = locale;
    this.zone = zone;
    try {
      this.instants = DateTimeFormatter.ofPattern(pattern, locale).withZone(zone);
    } catch (IllegalArgumentException wrong) {
      throw wrong(wrong);
    }
  }

  /** The caption of a date. */
  String of(AcquisitionDate date) {
    LocalDate first = date.start().atOffset(ZoneOffset.UTC).toLocalDate();
    return switch (date.precision()) {
      case INSTANT -> format(instants, date.start());
      case DAY -> orIso(format(DatePattern.keep(pattern, DatePattern.DAY).whole(), first), date);
      case MONTH -> month(first, date);
      case YEAR -> orIso(format(DatePattern.keep(pattern, DatePattern.YEAR).whole(), first), date);
      case RANGE -> range(first, lastDay(date), date);
    };
  }

  /** The same date in digits, for a typeface without the letters of the locale. */
  String iso(AcquisitionDate date) {
    return switch (date.precision()) {
      case INSTANT -> date.start().atZone(zone).toLocalDate().toString();
      case RANGE -> date.text().replace("/", " – ");
      default -> date.text();
    };
  }

  private static LocalDate lastDay(AcquisitionDate date) {
    return date.end().atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1);
  }

  private String month(LocalDate day, AcquisitionDate date) {
    return orIso(format(months().whole(), day), date);
  }

  private DatePattern.Kept months() {
    return DatePattern.keep(pattern, DatePattern.MONTH).standalone();
  }

  /** Text before the fields stands once, before the span; text after them once, after it. */
  private String range(LocalDate first, LocalDate last, AcquisitionDate date) {
    DatePattern.Kept full = months();
    if (full.isEmpty() || format(full.fields(), first).equals(format(full.fields(), last))) {
      return month(first, date);
    }
    String from = full.fields();
    String month = DatePattern.keep(pattern, DatePattern.MONTH_ONLY).standalone().fields();
    if (first.getYear() == last.getYear() && !month.isEmpty() && from.matches("[ML].*[uy]+")) {
      from = month;
    }
    return format(full.before() + from, first) + " – " + format(full.fields() + full.after(), last);
  }

  private static String orIso(String text, AcquisitionDate date) {
    return text.isBlank() ? date.text() : text;
  }

  private String format(String fields, TemporalAccessor date) {
    return fields.isEmpty() ? "" : format(DateTimeFormatter.ofPattern(fields, locale), date);
  }

  private String format(DateTimeFormatter formatter, TemporalAccessor date) {
    try {
      return Typeface.normal(formatter.format(date)).strip();
    } catch (DateTimeException wrong) {
      throw wrong(wrong);
    }
  }

  private UserError wrong(RuntimeException cause) {
    return UserError.usage(
        "furniture.date: "
            + pattern
            + " is not a date pattern ("
            + cause.getMessage()
            + "); try d MMMM uuuu.");
  }
}
