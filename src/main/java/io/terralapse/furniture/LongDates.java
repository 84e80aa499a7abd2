package io.terralapse.furniture;

import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Locale;

/** How languages write a date in full, as in the CLDR of the JDK. Stateless. */
public final class LongDates {
  private LongDates() {}

  /**
   * The pattern of a language. English without a country is written as in most countries that speak
   * it, with the day first.
   */
  public static String pattern(Locale locale) {
    return locale.getLanguage().equals("en") && locale.getCountry().isEmpty()
        ? "d MMMM uuuu"
        : DateTimeFormatterBuilder.getLocalizedDateTimePattern(
            FormatStyle.LONG, null, IsoChronology.INSTANCE, locale);
  }
}
