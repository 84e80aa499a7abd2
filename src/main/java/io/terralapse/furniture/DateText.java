package io.terralapse.furniture;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.AcquisitionDate.Precision;
import io.terralapse.model.UserError;
import io.terralapse.text.Typeface;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Formats dates as captions, with the precision that is known: a day has no time of day and is not
 * shifted by a time zone, a month is "August 2021", a span "June – November 2017" or "2–9 February
 * 2022". The dates of one day whose captions would be the same get the time of day: "2 June 2023,
 * 00:25 UTC". Thread-safe.
 */
final class DateText {
  /** Letters of a time zone. */
  private static final String ZONE = "VvzOXxZ";

  private final String pattern;
  private final Locale locale;
  private final ZoneId zone;
  private final DateTimeFormatter instants;
  private final RepeatedDays repeated;

  /**
   * Captions of single dates.
   *
   * @param pattern a pattern for {@link DateTimeFormatter}
   * @param locale language of names
   * @param zone time zone of instants
   * @throws UserError (usage) if the pattern is invalid
   */
  DateText(String pattern, Locale locale, ZoneId zone) {
    this(pattern, locale, zone, List.of(), List.of());
  }

  /** Captions of the dates of a sequence, in the language and the time zone of settings. */
  static DateText of(
      String pattern,
      FurnitureSettings settings,
      List<AcquisitionDate> all,
      List<PublishedFurniture.Time> published) {
    return new DateText(pattern, settings.locale(), settings.zone(), all, published);
  }

  /**
   * Captions of the dates of a sequence.
   *
   * @param pattern a pattern for {@link DateTimeFormatter}
   * @param locale language of names
   * @param zone time zone of instants; dates without a time of day are not converted
   * @param all the dates of all frames
   * @param published times whose captions are decided already
   * @throws UserError (usage) if the pattern is invalid
   */
  DateText(
      String pattern,
      Locale locale,
      ZoneId zone,
      List<AcquisitionDate> all,
      List<PublishedFurniture.Time> published) {
    this.pattern = pattern;
    this.locale = locale;
    this.zone = zone;
    try {
      // Numerals and calendar are those that the tag of the locale asks for, as th-u-ca-buddhist.
      this.instants =
          DateTimeFormatter.ofPattern(pattern, locale).localizedBy(locale).withZone(zone);
    } catch (IllegalArgumentException e) {
      throw invalid(e);
    }
    boolean days = DatePattern.has(pattern, "d") && !DatePattern.has(pattern, DatePattern.TIME);
    this.repeated = days ? RepeatedDays.of(all, zone, published) : RepeatedDays.NONE;
  }

  /** The times of the last day and how captions show them. */
  List<PublishedFurniture.Time> timesOfLastDay() {
    return repeated.timesOfLastDay();
  }

  /** The caption of a date. */
  String of(AcquisitionDate date) {
    LocalDate first = date.start().atOffset(ZoneOffset.UTC).toLocalDate();
    return switch (date.precision()) {
      case INSTANT -> instant(date);
      case DAY -> orIso(format(DatePattern.keep(pattern, DatePattern.DAY).text(), first), date);
      case MONTH -> month(first, date);
      case YEAR -> orIso(format(DatePattern.keep(pattern, DatePattern.YEAR).text(), first), date);
      case RANGE -> range(first, date.lastDay(), date);
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
      LocalDate start = dayOf(first);
      LocalDate end = dayOf(last);
      String text = start.isBefore(end) ? days(start, end) : days(end, start);
      boolean zoned =
          first.precision() == Precision.INSTANT || last.precision() == Precision.INSTANT;
      return zoned ? zoned(text, first.start()) : text;
    }
    return joined(of(first), of(last));
  }

  private String instant(AcquisitionDate date) {
    String text = format(instants, date.start());
    String time = repeated.timeOf(date);
    return time.isEmpty() ? zoned(text, date.start()) : text + time;
  }

  /** The text with the zone that its day or time is of, unless that is UTC or said already. */
  private String zoned(String text, Instant at) {
    boolean utc = zone.getRules().equals(ZoneOffset.UTC.getRules());
    boolean ofDay = DatePattern.has(pattern, "d" + DatePattern.TIME);
    return utc || !ofDay || DatePattern.has(pattern, ZONE)
        ? text
        : text + " " + DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).withZone(zone).format(at);
  }

  private static boolean isDay(AcquisitionDate date) {
    return date.precision() == Precision.INSTANT || date.precision() == Precision.DAY;
  }

  private LocalDate dayOf(AcquisitionDate date) {
    boolean instant = date.precision() == Precision.INSTANT;
    return date.start().atZone(instant ? zone : ZoneOffset.UTC).toLocalDate();
  }

  /**
   * Days of one month share month and year, days of one year share the year; numeric dates share
   * nothing because 10–15/08 is hard to read. Times of day are dropped.
   */
  private String days(LocalDate first, LocalDate last) {
    String day = DatePattern.keep(pattern, DatePattern.DAY).text();
    if (day.isEmpty() || first.equals(last)) {
      return joined(dayText(day, first), dayText(day, last));
    }
    boolean oneYear = first.getYear() == last.getYear();
    boolean oneMonth = oneYear && first.getMonth() == last.getMonth();
    Optional<DatePattern.Fragment> parts =
        oneYear && DatePattern.spellsMonth(day)
            ? DatePattern.around(
                day,
                oneMonth ? DatePattern.DAY_ONLY : DatePattern.DAY_ONLY + DatePattern.MONTH_ONLY)
            : Optional.empty();
    return parts
        .map(kept -> shared(kept, first, last))
        .orElseGet(() -> joined(dayText(day, first), dayText(day, last)));
  }

  private String shared(DatePattern.Fragment kept, LocalDate first, LocalDate last) {
    String from = raw(kept.fields(), first);
    String to = raw(kept.fields(), last);
    boolean numbers = from.chars().allMatch(Character::isDigit);
    // The full stop of an ordinal number is part of both days.
    String stop = numbers && kept.after().startsWith(".") ? "." : "";
    if (!numbers && DatePattern.isCounter(kept.after())) {
      stop = kept.after().substring(0, 1);
    }
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
    return fields.isEmpty()
        ? ""
        : DateTimeFormatter.ofPattern(fields, locale).localizedBy(locale).format(date);
  }

  private static String joined(String first, String last) {
    return first.equals(last) ? first : first + " – " + last;
  }

  private String month(LocalDate day, AcquisitionDate date) {
    return orIso(format(months().text(), day), date);
  }

  private DatePattern.Fragment months() {
    return DatePattern.keep(pattern, DatePattern.MONTH).standalone();
  }

  /**
   * Literal text before the fields is written once before the span, text after them once after it.
   */
  private String range(LocalDate first, LocalDate last, AcquisitionDate date) {
    if (!date.isWholeMonths()) {
      return orIso(days(first, last), date);
    }
    DatePattern.Fragment full = months();
    if (full.isEmpty() || format(full.fields(), first).equals(format(full.fields(), last))) {
      return month(first, date);
    }
    String from = full.fields();
    String to = full.fields();
    String month = DatePattern.keep(pattern, DatePattern.MONTH_ONLY).standalone().fields();
    if (first.getYear() == last.getYear() && !month.isEmpty()) {
      if (from.matches("[ML].*[uy]+")) {
        from = month;
      } else if (DatePattern.spellsMonth(to) && to.matches("[uy].*")) {
        to = month;
      }
    }
    return format(full.before() + from, first) + " – " + format(to + full.after(), last);
  }

  private static String orIso(String text, AcquisitionDate date) {
    return text.isBlank() ? date.text() : text;
  }

  private String format(String fields, TemporalAccessor date) {
    return fields.isEmpty()
        ? ""
        : format(DateTimeFormatter.ofPattern(fields, locale).localizedBy(locale), date);
  }

  private String format(DateTimeFormatter formatter, TemporalAccessor date) {
    try {
      return Typeface.normal(formatter.format(date)).strip();
    } catch (DateTimeException e) {
      throw invalid(e);
    }
  }

  private UserError invalid(RuntimeException cause) {
    return UserError.usage(
        "furniture.date: "
            + pattern
            + " is not a date pattern ("
            + cause.getMessage()
            + "); write for example d MMMM uuuu.");
  }
}
