package io.terralapse.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.ByteLimit;
import io.terralapse.model.DateSource;
import io.terralapse.model.UserError;
import io.terralapse.words.WebVtt.Shown;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebVttTest {
  private static final Phrases ENGLISH = Phrases.of(Language.EN);
  private static final DateWords NAMES = new DateWords(ENGLISH, ZoneId.of("UTC"), List.of());

  private static List<Shown> frames(String... days) {
    List<Shown> frames = new ArrayList<>();
    for (String day : days) {
      double start = frames.size() * 0.8;
      frames.add(
          new Shown(
              AcquisitionDate.on(LocalDate.parse(day), DateSource.FILENAME), start, start + 0.8));
    }
    return frames;
  }

  private static List<String> cues(String track) {
    return track.lines().filter(line -> line.matches(".*[a-z0-9].*")).skip(2).toList();
  }

  @Test
  void everyDateIsACue() {
    assertEquals(
        """
        WEBVTT
        Kind: captions
        Language: en

        1
        00:00:00.000 --> 00:00:00.800
        1 May 2020

        2
        00:00:00.800 --> 00:00:01.600
        2 May 2020
        """,
        WebVtt.dates(frames("2020-05-01", "2020-05-02"), NAMES, Language.EN));
  }

  @Test
  void chaptersAreYearsMonthsOrDates() {
    assertEquals(
        List.of(
            "1",
            "00:00:00.000 --> 00:00:01.600",
            "2019",
            "2",
            "00:00:01.600 --> 00:00:02.400",
            "2020"),
        cues(WebVtt.chapters(frames("2019-05-01", "2019-06-02", "2020-01-01"), NAMES, ENGLISH)));
    assertTrue(
        WebVtt.chapters(frames("2019-05-01", "2019-05-05", "2019-06-02"), NAMES, ENGLISH)
            .contains("00:00:00.000 --> 00:00:01.600\nMay 2019\n"));
    assertTrue(
        WebVtt.chapters(frames("2019-05-01", "2019-05-05"), NAMES, ENGLISH)
            .contains("00:00:00.800 --> 00:00:01.600\n5 May 2019\n"));
  }

  @Test
  void cuesAreJoinedUntilTheTrackFits() {
    List<Shown> frames = frames("2019-05-01", "2019-05-05", "2019-06-02", "2019-06-03");
    WebVtt.Track each = fitting(frames, 250);
    assertEquals(List.of(), each.givenUp());
    assertEquals(WebVtt.dates(frames, NAMES, Language.EN), each.text());
    WebVtt.Track months = fitting(frames, each.text().length() - 1);
    assertEquals(List.of("a cue for each month instead of each date"), months.givenUp());
    assertTrue(months.text().contains("00:00:01.600 --> 00:00:03.200\nJune 2019\n"));
    WebVtt.Track years = fitting(frames, months.text().length() - 1);
    assertTrue(years.text().contains("00:00:00.000 --> 00:00:03.200\n2019\n"), years.text());
    String refusal =
        String.valueOf(assertThrows(UserError.class, () -> fitting(frames, 20)).getMessage());
    assertTrue(refusal.startsWith("for: bluesky: 20 bytes are too few"), refusal);
    assertTrue(refusal.endsWith("or take bluesky out of for."), refusal);
  }

  private static WebVtt.Track fitting(List<Shown> frames, long most) {
    return WebVtt.fitting(frames, NAMES, ENGLISH, Optional.of(ByteLimit.ofPlace("bluesky", most)));
  }

  @Test
  void timesHaveHoursAndAreRoundedToMilliseconds() {
    assertEquals("00:00:59.999", WebVtt.time(59.9994));
    assertEquals("00:01:00.000", WebVtt.time(59.9996));
    assertEquals("01:01:01.500", WebVtt.time(3661.5));
    assertEquals("100:00:00.000", WebVtt.time(360_000));
  }

  @Test
  void textCannotEndItsCueNorContainTags() {
    assertEquals("a &lt;b&gt; --&gt; &amp;c d", WebVtt.escaped("a <b> --> &c\n\nd"));
  }
}
