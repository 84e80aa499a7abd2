package io.terralapse.furniture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.UserError;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateTextTest {
  private static AcquisitionDate date(String text) {
    DateSource source = DateSource.STAC;
    if (text.contains("/")) {
      String[] ends = text.split("/", -1);
      if (ends[0].length() == 10) {
        return AcquisitionDate.between(LocalDate.parse(ends[0]), LocalDate.parse(ends[1]), source);
      }
      return AcquisitionDate.between(YearMonth.parse(ends[0]), YearMonth.parse(ends[1]), source);
    }
    return switch (text.length()) {
      case 4 -> AcquisitionDate.in(Year.parse(text), source);
      case 7 -> AcquisitionDate.in(YearMonth.parse(text), source);
      case 10 -> AcquisitionDate.on(LocalDate.parse(text), source);
      default -> AcquisitionDate.at(Instant.parse(text), source);
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2021-08-03T22:20:30Z | d MMMM uuuu | en | UTC | 3 August 2021",
        "2021-08-03T22:20:30Z | d MMMM uuuu, HH:mm | en | Asia/Tokyo | 4 August 2021, 07:20 JST",
        "2021-08-03T22:20:30Z | d MMMM uuuu | en | America/New_York | 3 August 2021 EDT",
        "2021-08-03T22:20:30Z | d MMMM uuuu | en | Etc/UTC | 3 August 2021",
        "2021-08-03T22:20:30Z | d MMM HH:mm xxx | en | Asia/Tokyo | 4 Aug 07:20 +09:00",
        "2021-08-03T22:20:30Z | uuuu | en | Asia/Tokyo | 2021",
        "2021-08-03 | d MMMM uuuu | th-u-ca-buddhist | UTC | 3 สิงหาคม 2564",
        "2021-08-03 | d/M/uuuu | ar-u-nu-arab | UTC | ٣/٨/٢٠٢١",
        "2021-08-03 | d MMMM uuuu | en | Pacific/Auckland | 3 August 2021",
        "2021-08-03 | d MMMM uuuu | en | America/Los_Angeles | 3 August 2021",
        "2021-08-03 | d MMMM uuuu, HH:mm 'UTC' | en | UTC | 3 August 2021",
        "2021-08-03 | HH:mm d MMM uuuu | en | UTC | 3 Aug 2021",
        "2021-08-03 | HH:mm | en | UTC | 2021-08-03",
        "2021-08-03 | d 'de' MMMM 'de' uuuu | es | UTC | 3 de agosto de 2021",
        "2021-08-03 | d. MMMM uuuu | de | UTC | 3. August 2021",
        "2021-08 | d MMMM uuuu | en | Pacific/Auckland | August 2021",
        "2021-08 | d MMMM uuuu | fr | UTC | août 2021",
        "2021-08 | d MMMM uuuu | ru | UTC | август 2021",
        "2021-08 | d 'de' MMMM 'de' uuuu | es | UTC | agosto de 2021",
        "2021-08 | dd/MM/uuuu | en | UTC | 08/2021",
        "2021-08-03 | 'on' d MMMM | en | UTC | on 3 August",
        "2021-08-03 | 'Seen' d MMMM uuuu 'AD' | en | UTC | Seen 3 August 2021 AD",
        "2021-08-03 | 'Mid' d MMMM | en | UTC | Mid 3 August",
        "2021-08-03 | d. MMMM uuuu 'г.' | ru | UTC | 3. августа 2021 г.",
        "2021-08 | 'Mid' MMMM uuuu | en | UTC | Mid August 2021",
        "2021-08 | MMMM 'AM' uuuu | en | UTC | August AM 2021",
        "2021-08 | 'on' d MMMM uuuu | en | UTC | August 2021",
        "1985 | 'M' uuuu | en | UTC | M 1985",
        "2017-06/2017-11 | 'Mid' MMMM uuuu 'AD' | en | UTC | Mid June – November 2017 AD",
        "2017-11/2018-02 | 'M' MMMM uuuu | en | UTC | M November 2017 – February 2018",
        "1985 | d MMMM uuuu | en | Pacific/Auckland | 1985",
        "1985 | uuuu-MM-dd | en | UTC | 1985",
        "2017-06/2017-11 | d MMMM uuuu | en | UTC | June – November 2017",
        "2022-02-02/2022-02-09 | d MMMM uuuu | en | UTC | 2–9 February 2022",
        "2023-12-19/2024-01-03 | d MMM uuuu | en | UTC | 19 Dec 2023 – 3 Jan 2024",
        "2022-02-02/2022-02-09 | d MMMM uuuu | en | Asia/Tokyo | 2–9 February 2022",
        "2017-11/2018-02 | d MMMM uuuu | en | UTC | November 2017 – February 2018",
        "2017-06/2017-11 | uuuu-MM-dd | en | UTC | 2017-06 – 2017-11",
      })
  void hasThePrecisionOfTheDate(
      String acquired, String pattern, String locale, String zone, String expected) {
    DateText text = new DateText(pattern, Locale.forLanguageTag(locale), ZoneId.of(zone));
    assertEquals(expected, text.of(date(acquired)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2023-08-10 | 2023-08-10 | d MMMM uuuu | en | UTC | 10 August 2023",
        "2023-08-10 | 2023-08-15 | d MMMM uuuu | en | UTC | 10–15 August 2023",
        "2023-08-10 | 2023-09-02 | d MMMM uuuu | en | UTC | 10 August – 2 September 2023",
        "2022-12-31 | 2023-01-05 | d MMMM uuuu | en | UTC | 31 December 2022 – 5 January 2023",
        "2023-08-10 | 2023-08-15 | MMMM d, uuuu | en | UTC | August 10–15, 2023",
        "2023-08-10 | 2023-09-02 | MMMM d, uuuu | en | UTC | August 10 – September 2, 2023",
        "2023-08-10 | 2023-08-15 | d. MMMM uuuu | de | UTC | 10.–15. August 2023",
        "2023-08-10 | 2023-09-02 | d. MMMM uuuu | de | UTC | 10. August – 2. September 2023",
        "2023-08-10 | 2023-08-15 | d 'de' MMMM 'de' uuuu | es | UTC | 10–15 de agosto de 2023",
        "2023-08-10 | 2023-08-15 | d MMMM uuuu | ru | UTC | 10–15 августа 2023",
        "2023-08-10 | 2023-08-15 | 'on' d MMM uuuu | en | UTC | on 10–15 Aug 2023",
        "2023-08-10 | 2023-08-15 | E d MMM uuuu | en | UTC | Thu 10 – Tue 15 Aug 2023",
        "2023-08-10 | 2023-08-15 | uuuu-MM-dd | en | UTC | 2023-08-10 – 2023-08-15",
        "2023-08-10 | 2023-08-15 | dd/MM/uuuu | en | UTC | 10/08/2023 – 15/08/2023",
        "2023-08-10 | 2023-09-02 | d uuuu MMMM | en | UTC | 10 2023 August – 2 2023 September",
        "2023-08-10 | 2023-08-15 | HH:mm | en | UTC | 2023-08-10 – 2023-08-15",
        "2023-08-10 | 2023-09-02 | MMMM uuuu | en | UTC | August – September 2023",
        "2023-08-10 | 2023-08-15 | MMMM uuuu | en | UTC | August 2023",
        "2023-08-10T22:00:00Z | 2023-08-15 | d MMMM uuuu | en | Asia/Tokyo | 11–15 August 2023 JST",
        "2023-08-10T08:00:00Z | 2023-08-10T17:00:00Z | d MMMM, HH:mm | en | UTC | 10 August",
        "2023-08-10T08:00:00Z | 2023-08-12T17:00:00Z | d MMMM, HH:mm | en | UTC | 10–12 August",
        "2023-07 | 2023-08-15 | d MMMM uuuu | en | UTC | July 2023 – 15 August 2023",
        "1985 | 1987 | d MMMM uuuu | en | UTC | 1985 – 1987",
      })
  void aCompositeFrameShowsItsRange(
      String first, String last, String pattern, String locale, String zone, String expected) {
    DateText text = new DateText(pattern, Locale.forLanguageTag(locale), ZoneId.of(zone));
    assertEquals(expected, text.of(DateSpan.of(date(last)).with(date(first))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | 3 March 2024 | March 2024 | 3–5 March 2024 | 3 March – 1 April 2024 | March – May"
            + " 2024",
        "en-US | March 3, 2024 | March 2024 | March 3–5, 2024 | March 3 – April 1, 2024"
            + " | March – May 2024",
        "de | 3. März 2024 | März 2024 | 3.–5. März 2024 | 3. März – 1. April 2024"
            + " | März – Mai 2024",
        "fr | 3 mars 2024 | mars 2024 | 3–5 mars 2024 | 3 mars – 1 avril 2024 | mars – mai 2024",
        "es | 3 de marzo de 2024 | marzo de 2024 | 3–5 de marzo de 2024"
            + " | 3 de marzo – 1 de abril de 2024 | marzo – mayo de 2024",
        "uk | 3 березня 2024 р. | березень 2024 р. | 3–5 березня 2024 р."
            + " | 3 березня – 1 квітня 2024 р. | березень – травень 2024 р.",
        "ru | 3 марта 2024 г. | март 2024 г. | 3–5 марта 2024 г. | 3 марта – 1 апреля 2024 г."
            + " | март – май 2024 г.",
        "ko | 2024년 3월 3일 | 2024년 3월 | 2024년 3월 3–5일 | 2024년 3월 3일 – 4월 1일" + " | 2024년 3월 – 5월",
        "ja | 2024年3月3日 | 2024年3月 | 2024年3月3–5日 | 2024年3月3日 – 4月1日 | 2024年3月 – 5月",
        "ar | ٣ مارس ٢٠٢٤ | مارس ٢٠٢٤ | ٣–٥ مارس ٢٠٢٤ | ٣ مارس – ١ أبريل ٢٠٢٤ | مارس – مايو ٢٠٢٤",
        "ar-u-nu-latn | 3 مارس 2024 | مارس 2024 | 3–5 مارس 2024 | 3 مارس – 1 أبريل 2024"
            + " | مارس – مايو 2024",
      })
  void languagesWriteDatesAndRangesInFullInTheirOwnWay(
      String tag, String day, String month, String days, String twoMonths, String months) {
    Locale locale = Locale.forLanguageTag(tag);
    DateText text = new DateText(LongDates.pattern(locale), locale, ZoneId.of("UTC"));
    assertEquals(day, text.of(date("2024-03-03")));
    assertEquals(month, text.of(date("2024-03")));
    assertEquals(days, text.of(DateSpan.of(date("2024-03-03")).with(date("2024-03-05"))));
    assertEquals(twoMonths, text.of(DateSpan.of(date("2024-03-03")).with(date("2024-04-01"))));
    assertEquals(months, text.of(date("2024-03/2024-05")));
    DateText there = new DateText(LongDates.pattern(locale), locale, ZoneId.of("Asia/Tokyo"));
    assertTrue(there.of(date("2024-03-03T10:00:00Z")).endsWith(" JST"));
  }

  @Test
  void anInvalidPatternNamesItsSetting() {
    UserError error =
        assertThrows(
            UserError.class, () -> new DateText("d MMMM jj", Locale.ENGLISH, ZoneId.of("UTC")));
    assertTrue(String.valueOf(error.getMessage()).startsWith("furniture.date: d MMMM jj"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "d MMMM uuuu | UTC | 2 June 2023, 00:25 UTC | 2 June 2023, 23:55 UTC | 1 June 2023",
        "d MMMM uuuu | Asia/Tokyo | 2 June 2023, 09:25 JST | 3 June 2023 JST | 2 June 2023, 07:45"
            + " JST",
        "MMMM uuuu | UTC | June 2023 | June 2023 | June 2023",
        "d MMM HH:mm | UTC | 2 Jun 00:25 | 2 Jun 23:55 | 1 Jun 22:45",
      })
  void captionsThatWouldRepeatHaveTheTime(
      String pattern, String zone, String first, String second, String other) {
    List<AcquisitionDate> all =
        List.of(
            date("2023-06-01T22:45:31Z"),
            date("2023-06-02T00:25:31Z"),
            date("2023-06-02T23:55:31Z"),
            date("2023-06-05"));
    DateText text = new DateText(pattern, Locale.ENGLISH, ZoneId.of(zone), all, List.of());
    assertEquals(first, text.of(all.get(1)));
    assertEquals(second, text.of(all.get(2)));
    assertEquals(other, text.of(all.get(0)));
  }

  @Test
  void theTimeIsAsPreciseAsTheTimesOfTheDayDiffer() {
    List<AcquisitionDate> all = List.of(date("2023-06-02T10:25:31Z"), date("2023-06-02T10:25:52Z"));
    DateText text = new DateText("d MMMM uuuu", Locale.ENGLISH, ZoneId.of("UTC"), all, List.of());
    assertEquals("2 June 2023, 10:25:31 UTC", text.of(all.get(0)));
    DateText same =
        new DateText(
            "d MMMM uuuu",
            Locale.ENGLISH,
            ZoneId.of("UTC"),
            List.of(all.get(0), all.get(0)),
            List.of());
    assertEquals("2 June 2023", same.of(all.get(0)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DD/MM/YYYY | write dd/MM/uuuu (D is the day of the year, Y is the week-based year)",
        "dd/mm/yyyy | write dd/MM/yyyy (m is the minute)",
        "d MMMM YYYY | write d MMMM uuuu (Y is the week-based year)",
        "Do MMMM YYYY | write d MMMM uuuu (there are no ordinal numbers, Y is the week-based year)",
        "d MMM Yyyy | write d MMM uuuu (Y is the week-based year)",
        "dd/MM/uuuu hh:mm | write dd/MM/uuuu HH:mm (h is the hour of half a day)",
        "d MMM uuuu KK:mm | write d MMM uuuu HH:mm (K is the hour of half a day)",
        "uuuu-MM-dd HH:MM:SS | write uuuu-MM-dd HH:mm:ss (M is the month, S is the fraction of a second)",
        "%Y-%m-%dT%H:%M | write uuuu-MM-dd'T'HH:mm (the letters have no percent signs)",
        "d MMMM uuuu h:mm a |",
        "d MMMM uuuu HH:mm:ss.SSS |",
        "d. MMMM uuuu H 'Uhr' mm |",
        "d. MMMM uuuu HH mm |",
        "D MMM uuuu | write d MMM uuuu (D is the day of the year)",
        "dd.MM.uuuu HH:MM | write dd.MM.uuuu HH:mm (M is the month)",
        "%d %B %Y | write dd MMMM uuuu (the letters have no percent signs)",
        "d MMMM uuuu, HH:mm |",
        "uuuu-MM-dd mm:ss |",
        "uuuu-DDD |",
        "uuuu-MM-dd HH MM |",
        "'Day' d MMM uuuu |",
      })
  void findsLettersThatMeanSomethingElse(String pattern, String problem) {
    assertEquals(Optional.ofNullable(problem), DateLetters.findProblem(pattern));
  }
}
