package io.terralapse.furniture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.ContentDigest;
import io.terralapse.model.DateSource;
import io.terralapse.model.Picture;
import io.terralapse.text.Typefaces;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineTest {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 540;

  private static AcquisitionDate day(String text) {
    return AcquisitionDate.on(LocalDate.parse(text), DateSource.STAC);
  }

  private static List<AcquisitionDate> days(String... texts) {
    return Arrays.stream(texts).map(TimelineTest::day).toList();
  }

  private static FurniturePainter painter(
      List<AcquisitionDate> frames,
      List<AcquisitionDate> others,
      Optional<PublishedFurniture> published) {
    FurnitureSettings settings =
        new FurnitureSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.of("d MMMM uuuu"),
                Locale.ENGLISH,
                ZoneId.of("UTC"),
                true,
                true,
                true,
                Optional.empty(),
                true)
            .with(MarkSettings.DEFAULTS.withTimeline());
    return new FurniturePainter(
            settings,
            new Canvas(WIDTH, HEIGHT, 7.3, 0, true),
            frames.stream().map(DateSpan::of).toList(),
            List.of("USGS"),
            Optional.empty(),
            false,
            published)
        .withTimeline(frames, others);
  }

  private static int[] painted(FurniturePainter painter, String day) {
    Picture picture = new Picture(WIDTH, HEIGHT);
    painter.paint(picture, new Caption(day(day), Optional.of("USGS")));
    return picture.rgb();
  }

  private static String key(FurniturePainter painter, String day) {
    ContentDigest digest = new ContentDigest();
    painter.addTo(digest);
    painter.addTo(digest, new Caption(day(day), Optional.of("USGS")));
    return digest.key().hex();
  }

  /** Columns of the solid line: bright at both ends of its thickness. */
  private static double solidUntil(int[] rgb) {
    int best = 0;
    int bestRow = 0;
    for (int y = HEIGHT / 2; y < HEIGHT; y++) {
      int run = 0;
      for (int x = 0; x < WIDTH; x++) {
        run = (rgb[y * WIDTH + x] & 0xFF) > 200 ? run + 1 : 0;
        if (run > best) {
          best = run;
          bestRow = y;
        }
      }
    }
    int x = WIDTH - 1;
    while ((rgb[bestRow * WIDTH + x] & 0xFF) <= 200) {
      x--;
    }
    return x;
  }

  @ParameterizedTest
  @CsvSource({"2020-07-02, 0.25", "2021-01-01, 0.5", "2021-07-02, 0.75"})
  void whatIsPastIsSolidAndToScale(String now, double share) {
    FurniturePainter painter =
        painter(
            days("2020-01-10", "2020-07-02", "2021-01-01", "2021-07-02"),
            List.of(),
            Optional.empty());
    double margin = 0.067 * HEIGHT;
    double expected = margin + share * (WIDTH - 2 * margin);
    // The line ends in a dot.
    assertEquals(expected, solidUntil(painted(painter, now)), 8);
  }

  @Test
  void framesShowDatesUpToTheirOwnAndStayWhileScenesOfTheSameYearArrive() {
    List<AcquisitionDate> first = days("2021-02-01", "2021-05-01");
    FurniturePainter before = painter(first, days("2021-03-10"), Optional.empty());
    List<AcquisitionDate> more = days("2021-02-01", "2021-05-01", "2021-09-01");
    // One of the others is older than the last published frame.
    List<AcquisitionDate> others = days("2021-03-10", "2021-04-01", "2021-07-07");
    FurniturePainter after = painter(more, others, Optional.of(before.published()));
    for (String day : List.of("2021-02-01", "2021-05-01")) {
      assertArrayEquals(painted(before, day), painted(after, day), day);
      assertEquals(key(before, day), key(after, day));
    }
    assertEquals(List.of(), after.notices());
    TimelineDates dates = after.published().timeline().orElseThrow();
    assertEquals(
        List.of("2021-03-10", "2021-07-07"), dates.unused().stream().map(String::valueOf).toList());
    assertFalse(Arrays.equals(painted(after, "2021-09-01"), painted(after, "2021-05-01")));
  }

  @Test
  void aNewYearMakesTheTimelineLongerAndTheRunSaysSo() {
    FurniturePainter before =
        painter(days("2021-02-01", "2021-05-01"), List.of(), Optional.empty());
    FurniturePainter after =
        painter(
            days("2021-02-01", "2021-05-01", "2022-01-03"),
            List.of(),
            Optional.of(before.published()));
    assertEquals(
        List.of(
            "The timeline grows from 2021 to 2021–2022, so every published frame is drawn again."),
        after.notices());
    assertFalse(key(before, "2021-05-01").equals(key(after, "2021-05-01")));
  }

  @Test
  void aFrameThatWentAwayDoesNotShortenIt() {
    FurniturePainter before =
        painter(days("2020-02-01", "2021-05-01"), List.of(), Optional.empty());
    FurniturePainter after =
        painter(days("2021-05-01", "2021-06-01"), List.of(), Optional.of(before.published()));
    TimelineDates dates = after.published().timeline().orElseThrow();
    assertEquals(2020, dates.firstYear());
    assertEquals(List.of(), after.notices());
  }

  @ParameterizedTest
  @CsvSource({"en, 2017", "ar-EG, ٢٠١٧", "th-TH-u-ca-buddhist, 2560"})
  void yearsHaveTheDigitsAndTheCalendarOfTheDates(String locale, String year) {
    assertEquals(
        year, Timeline.name("uuuu", LocalDate.of(2017, 1, 1), Locale.forLanguageTag(locale)));
  }

  @Test
  void aMonthIsMarkedInItsMiddle() {
    AcquisitionDate month = AcquisitionDate.in(YearMonth.of(2021, 8), DateSource.STAC);
    assertEquals(LocalDate.of(2021, 8, 16), TimelineDates.day(month));
    assertEquals(LocalDate.of(2021, 8, 3), TimelineDates.day(day("2021-08-03")));
  }

  @ParameterizedTest
  @CsvSource({"1920,1080", "1080,1080", "1080,1920", "600,338"})
  void labelsAreInsideAndDoNotTouch(int width, int height) {
    Canvas canvas = new Canvas(width, height, 7.3, 0, true);
    Sizes sizes = Sizes.of(canvas);
    Typesetter edges = new Typesetter(sizes.left(), sizes.right(), false);
    for (int years : new int[] {1, 2, 11, 40, 140}) {
      TimelineDates dates = new TimelineDates(2021 - years, 2020, List.of(), List.of());
      var bounds =
          new Timeline(dates, sizes, Typefaces.bundled(Locale.ENGLISH), edges, Locale.ENGLISH)
              .calendar()
              .getBounds2D();
      assertTrue(bounds.getMinX() >= sizes.left() - 0.01, bounds.toString());
      assertTrue(bounds.getMaxX() <= sizes.right() + 0.01, bounds.toString());
      assertTrue(bounds.getMaxY() <= sizes.bottom() + 0.5, bounds.toString());
    }
  }
}
