package io.terralapse.furniture;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.AcquisitionDate.Precision;
import io.terralapse.model.UserError;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

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

  /** The caption of a frame composed of several dates: "10–15 August 2023". */
  String of(DateSpan span) {
    AcquisitionDate first = span.first();
    AcquisitionDate last = span.last();
    if (first.equals(last)) {
      return of(first);
    }
    if (isDay(first) && isDay(last)) {
      LocalDate one = dayOf(first);
      LocalDate other = dayOf(last);
      return one.isBefore(other) ? days(one, other) : days(other, one);
    }
    return joined(of(first), of(last));
  }

  private static boolean isDay(AcquisitionDate date) {
    return date.precision() == Precision.INSTANT || date.precision() == Precision.DAY;
  }

  private LocalDate dayOf(AcquisitionDate date) {
    boolean instant = date.precision() == Precision.INSTANT;
    return date.start().atZone(instant ? zone : ZoneOffset.UTC).toLocalDate();
  }

  /**
   * Days of one month share it and the year, days of one year share that; dates in digits share
   * nothing, for 10–15/08 is hard to read. Of a time of day nothing is left.
   */
  private String days(LocalDate first, LocalDate last) {
    String day = DatePattern.keep(pattern, DatePattern.DAY).whole();
    if (day.isEmpty() || first.equals(last)) {
      return joined(dayText(day, first), dayText(day, last));
    }
    boolean oneYear = first.getYear() == last.getYear();
    boolean oneMonth = oneYear && first.getMonth() == last.getMonth();
    Optional<DatePattern.Kept> parts =
        oneYear && DatePattern.spellsMonth(day)
            ? DatePattern.around(
                day,
                oneMonth ? DatePattern.DAY_ONLY : DatePattern.DAY_ONLY + DatePattern.MONTH_ONLY)
            : Optional.empty();
    return parts
        .map(kept -> shared(kept, first, last))
        .orElseGet(() -> joined(dayText(day, first), dayText(day, last)));
  }

  private String shared(DatePattern.Kept kept, LocalDate first, LocalDate last) {
    String from = raw(kept.fields(), first);
    String to = raw(kept.fields(), last);
    boolean numbers = from.chars().allMatch(Character::isDigit);
    // The full stop of an ordinal number belongs to each of the two.
    String stop = numbers && kept.after().startsWith(".") ? "." : "";
    return Typeface.normal(
            raw(kept.before(), first)
                + from
                + stop
                + (numbers ? "–" : " – ")
                + to
                + raw(kept.after(), last))
        .strip();
  }

  private String dayText(String day, LocalDate date) {
    String text = format(day, date);
    return text.isBlank() ? date.toString() : text;
  }

  private String raw(String fields, LocalDate date) {
    return fields.isEmpty() ? "" : DateTimeFormatter.ofPattern(fields, locale).format(date);
  }

  private static String joined(String first, String last) {
    return first.equals(last) ? first : first + " – " + last;
  }

  /** The same span in digits. */
  String iso(DateSpan span) {
    return joined(iso(span.first()), iso(span.last()));
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
