package io.terralapse.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SequenceTextTest {
  private static final ZoneId UTC = ZoneId.of("UTC");

  private static AcquisitionDate day(String date) {
    return AcquisitionDate.on(LocalDate.parse(date), DateSource.FILENAME);
  }

  private static AcquisitionDate at(String instant) {
    return AcquisitionDate.at(Instant.parse(instant), DateSource.METADATA);
  }

  private static SequenceFacts facts(List<AcquisitionDate> dates) {
    return new SequenceFacts(
        "Lake <Eyre>",
        dates,
        Optional.of(dates.get(0)),
        1,
        3,
        List.of("sentinel-2a", "sentinel-2b", "unknown", "landsat-8"),
        Optional.of("SWIR, NIR, red"),
        Optional.of("Contains modified Copernicus Sentinel data 2020"),
        Optional.of(new SequenceFacts.Place(137.25, -28.5)));
  }

  private static SequenceText text(Language language, List<AcquisitionDate> dates) {
    Phrases phrases = Phrases.of(language);
    return new SequenceText(phrases, new DateWords(phrases, UTC, dates), facts(dates));
  }

  private static final List<AcquisitionDate> TWO = List.of(day("2019-01-31"), day("2020-03-02"));

  @Test
  void theDescriptionSaysWhatIsSeenAndWhereItIsFrom() {
    SequenceText text = text(Language.EN, TWO);
    assertEquals(
        "Time-lapse of Lake <Eyre>: 2 images from 31 January 2019 to 2 March 2020.", text.alt());
    assertEquals(
        "Lake <Eyre> on 2 March 2020, the last of 2 images since 31 January 2019.",
        text.posterAlt());
    assertEquals(
        "2 images of Lake <Eyre>, taken from 31 January 2019 to 2 March 2020, shown in order of"
            + " time with the date of each. Sources: Sentinel-2A, Sentinel-2B and Landsat 8."
            + " Colours: SWIR, NIR, red. Every image is aligned with the one of 31 January 2019."
            + " Not aligned reliably, and therefore shown as georeferenced: 1 image."
            + " Found and not used: 3 scenes. Centre: 28.50° S, 137.25° E."
            + " Contains modified Copernicus Sentinel data 2020.",
        text.paragraph());
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyLanguageSaysAllOfIt(Language language) {
    for (List<AcquisitionDate> dates : List.of(TWO, TWO.subList(0, 1))) {
      SequenceText text = text(language, dates);
      for (String words : List.of(text.alt(), text.posterAlt(), text.paragraph())) {
        assertTrue(words.contains("Lake <Eyre>"), words);
        assertTrue(words.contains("2019"), words);
        assertFalse(words.contains("{"), words);
        assertTrue(words.endsWith("."), words);
        assertFalse(words.contains(".."), words);
      }
      assertTrue(text.paragraph().contains("Landsat 8"), text.paragraph());
      assertTrue(text.paragraph().contains("Copernicus"), text.paragraph());
      assertFalse(text.lead().contains("Lake"), text.lead());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EN, 2 March 2020, 2 Mar 2020",
    "DE, 2. März 2020, 2. März 2020",
    "FR, 2 mars 2020, 2 mars 2020",
    "ES, 2 de marzo de 2020, 2 mar 2020",
    "UK, 2 березня 2020 р., 2 бер. 2020",
    "RU, 2 марта 2020 г., 2 мар. 2020",
    "KO, 2020년 3월 2일, 2020. 3. 2."
  })
  void datesAreWrittenAsTheLanguageDoes(Language language, String full, String brief) {
    DateWords words = new DateWords(Phrases.of(language), UTC, TWO);
    assertEquals(full, words.text(day("2020-03-02")));
    assertEquals(brief, words.shortText(day("2020-03-02")));
  }

  @Test
  void datesAreAsPreciseAsTheyAreKnown() {
    DateWords words = new DateWords(Phrases.of(Language.EN), UTC, List.of());
    assertEquals("1985", words.text(AcquisitionDate.in(Year.of(1985), DateSource.TAG)));
    assertEquals(
        "August 2021", words.text(AcquisitionDate.in(YearMonth.of(2021, 8), DateSource.TAG)));
    assertEquals(
        "2 February 2022 – 9 February 2022",
        words.text(
            AcquisitionDate.between(
                LocalDate.of(2022, 2, 2), LocalDate.of(2022, 2, 9), DateSource.TAG)));
    assertEquals(
        "June 2017 – November 2017",
        words.text(
            AcquisitionDate.between(
                YearMonth.of(2017, 6), YearMonth.of(2017, 11), DateSource.TAG)));
    assertEquals("–", words.text(AcquisitionDate.UNDATED));
  }

  @Test
  void datesOfOneDayHaveTheTimeOfDayAndTheZoneDecidesTheDay() {
    List<AcquisitionDate> dates =
        List.of(at("2023-06-02T00:25:00Z"), at("2023-06-02T10:05:07Z"), at("2023-06-03T23:30:00Z"));
    DateWords utc = new DateWords(Phrases.of(Language.EN), UTC, dates);
    assertEquals("2 June 2023, 00:25 UTC", utc.text(dates.get(0)));
    assertEquals("2023-06-02T100507", utc.fragment(dates.get(1)));
    assertEquals("3 June 2023", utc.text(dates.get(2)));
    assertEquals("2023-06-03", utc.fragment(dates.get(2)));
    DateWords tokyo = new DateWords(Phrases.of(Language.EN), ZoneId.of("Asia/Tokyo"), dates);
    assertEquals("4 June 2023", tokyo.text(dates.get(2)));
  }

  @Test
  void tagsNameThePlaceOnlyIfItIsKnown() {
    Map<String, String> tags = text(Language.EN, TWO).tags("Terralapse 1");
    assertEquals("-28.5000+137.2500/", tags.get("location"));
    assertEquals("2020-03-02", tags.get("date"));
    assertEquals("Lake <Eyre>", tags.get("title"));
    Phrases phrases = Phrases.of(Language.EN);
    SequenceFacts hidden =
        new SequenceFacts(
            "A",
            TWO,
            Optional.empty(),
            0,
            0,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    SequenceText text = new SequenceText(phrases, new DateWords(phrases, UTC, TWO), hidden);
    assertFalse(text.tags("Terralapse 1").containsKey("location"));
    assertFalse(text.paragraph().contains("°"));
  }
}
