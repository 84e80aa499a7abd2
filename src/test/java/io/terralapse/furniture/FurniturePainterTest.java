package io.terralapse.furniture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.furniture.MarkSettings.Units;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Picture;
import io.terralapse.model.UserError;
import io.terralapse.testkit.Slow;
import io.terralapse.text.Typefaces;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FurniturePainterTest {
  private static final Typefaces FONTS = Typefaces.bundled(Locale.ENGLISH);

  private static final AcquisitionDate DAY = day("2014-09-28");

  private static final String CREDIT =
      "Contains modified Copernicus Sentinel data 2014, processed by the newsroom";

  private static AcquisitionDate day(String text) {
    return AcquisitionDate.on(LocalDate.parse(text), DateSource.STAC);
  }

  private static FurnitureSettings settings(String title, String subtitle, Locale locale) {
    return new FurnitureSettings(
        Optional.of(title),
        Optional.of(subtitle),
        Optional.of("d MMMM uuuu"),
        locale,
        ZoneId.of("UTC"),
        true,
        true,
        true,
        Optional.empty(),
        true);
  }

  private static Picture painted(FurniturePainter painter, int width, int height, int colour) {
    Picture picture = new Picture(width, height);
    Arrays.fill(picture.rgb(), colour);
    painter.paint(picture, new Caption(DAY, Optional.of("Imagery: USDA FSA, NAIP")));
    return picture;
  }

  private static FurniturePainter painter(int width, int height) {
    return new FurniturePainter(
        settings("Prairie lakes, North Dakota", "A decade of wet years", Locale.ENGLISH),
        new Canvas(width, height, 7.3, -12, true),
        List.of(DAY));
  }

  @ParameterizedTest
  @CsvSource({"1920,1080", "1080,1920", "600,600", "426,240", "320,180", "1280,400", "240,426"})
  void allInkIsInsideTheMargins(int width, int height) {
    Picture picture = painted(painter(width, height), width, height, 0);
    double side = Math.min(width, height);
    int ink = 0;
    for (int i = 0; i < picture.rgb().length; i++) {
      if (picture.rgb()[i] != 0) {
        ink++;
        int x = i % width;
        int y = i / width;
        assertTrue(x >= 0.067 * side - 1.5 && x <= width - 0.067 * side + 0.5, x + "," + y);
        assertTrue(y >= 0.05 * side - 1.5 && y <= height - 0.05 * side + 0.5, x + "," + y);
      }
    }
    assertTrue(ink > 300, "ink " + ink);
  }

  @Slow
  @ParameterizedTest
  @CsvSource({"1920,1080", "1080,1920", "600,600", "426,240", "320,180"})
  void nothingOverlapsForLongTexts(int width, int height) {
    FurnitureSettings all =
        settings("A very long headline that no frame can hold in one line", "Sub", Locale.ENGLISH);
    int both = ink(all, width, height, Optional.of(CREDIT));
    FurnitureSettings noDate =
        new FurnitureSettings(
            all.title(),
            all.subtitle(),
            Optional.empty(),
            all.locale(),
            all.zone(),
            true,
            true,
            true,
            Optional.empty(),
            true);
    int creditOnly =
        ink(all, width, height, Optional.of(CREDIT)) - ink(all, width, height, Optional.empty());
    assertTrue(creditOnly > 0);
    if (Math.min(width, height) > 400) {
      // Smaller frames show other furniture in place of the date.
      assertTrue(both > ink(noDate, width, height, Optional.empty()));
    }
    Layout layout =
        new Layout(
            all,
            new Canvas(width, height, 7.3, 0, true),
            new LayoutContent(List.of("28 September 2014"), List.of(), Optional.empty(), false),
            EnumSet.allOf(FurnitureItem.class),
            FONTS);
    var date = layout.date("28 September 2014", layout.dateLine().em()).getBounds2D();
    var line = layout.credit(layout.fitCredit(CREDIT)).getBounds2D();
    assertTrue(!date.intersects(line), date + " and " + line);
  }

  @Test
  void aCreditThatDoesNotFitBesideTheDateIsBelowIt() {
    String credit = "Contains modified Copernicus Sentinel data 2023";
    FurnitureSettings plain = settings("", "", Locale.ENGLISH);
    Canvas narrow = new Canvas(560, 678, 120, 0, true);
    List<String> dates = List.of("20 August 2023");
    assertTrue(
        layout(plain, narrow, dates, List.of()).fitCredit(credit).lines().get(0).endsWith("…"));
    Layout known = layout(plain, narrow, dates, List.of(credit));
    assertTrue(known.fitCredit(credit).lines().contains(credit));
    var below = known.credit(known.fitCredit(credit)).getBounds2D();
    assertTrue(!known.date(dates.get(0), known.dateLine().em()).getBounds2D().intersects(below));
  }

  private static Layout layout(
      FurnitureSettings settings, Canvas canvas, List<String> dates, List<String> credits) {
    return new Layout(
        settings,
        canvas,
        new LayoutContent(dates, credits, Optional.empty(), false),
        EnumSet.allOf(FurnitureItem.class),
        FONTS);
  }

  private static int ink(FurnitureSettings s, int width, int height, Optional<String> credit) {
    FurniturePainter painter =
        new FurniturePainter(
            s,
            new Canvas(width, height, 7.3, 0, true),
            List.of(DateSpan.of(DAY)),
            List.of(CREDIT),
            Optional.empty(),
            false);
    Picture picture = new Picture(width, height);
    painter.paint(picture, new Caption(DAY, credit));
    return Arrays.stream(picture.rgb()).map(p -> p & 0xFF).sum();
  }

  @Test
  void digitsHaveTheSamePositionOnAllDates() {
    double widest = FONTS.semibold().line("28 July 2014", 75).width();
    assertEquals(widest, FONTS.semibold().line("11 July 2011", 75).width(), 1e-9);
  }

  @Test
  void sameInputsGiveTheSameBytes() {
    assertArrayEquals(
        painted(painter(640, 360), 640, 360, 0x808080).rgb(),
        painted(painter(640, 360), 640, 360, 0x808080).rgb());
  }

  @ParameterizedTest
  @CsvSource({
    "東京 bay, en, title, 京 (U+4EAC)",
    "Tokyo bay, ar, furniture.locale, (U+0633)",
    "Tokyo bay, ja, furniture.locale, 月 (U+6708)"
  })
  void charactersThatNoFontHasAreRefusedWithTheirSetting(
      String title, String locale, String setting, String character) {
    Canvas canvas = new Canvas(640, 360, 10, 0, true);
    FurnitureSettings settings = settings(title, "Sub", Locale.forLanguageTag(locale));
    List<AcquisitionDate> days = List.of(DAY);
    UserError error =
        assertThrows(UserError.class, () -> new FurniturePainter(settings, canvas, days));
    String sentence = String.valueOf(error.getMessage());
    assertEquals(ExitCode.USAGE, error.exitCode());
    assertTrue(sentence.startsWith(setting + ": "), sentence);
    assertTrue(sentence.contains(character), sentence);
    assertTrue(sentence.contains("furniture.font"), sentence);
  }

  @Test
  void composedAndDecomposedTextLookTheSame() {
    assertEquals("", FONTS.regular().missing("Ma\u0301laga, Łódź, Αθήνα, Київ"));
    assertEquals(
        FONTS.regular().line("M\u00e1laga", 20).width(),
        FONTS.regular().line("Ma\u0301laga", 20).width());
  }

  @ParameterizedTest
  @CsvSource({"1,200 m", "10,2 km", "0.05,10 m", "0.001,20 cm", "150,50 km"})
  void theScaleBarHasARoundLength(double metresPerPixel, String label) {
    ScaleBar bar = scaleBar(metresPerPixel, Units.METRIC).orElseThrow();
    assertEquals(label, bar.label());
    assertTrue(bar.pixels() > 0.07 * 1920 && bar.pixels() < 0.205 * 1920);
  }

  private static Optional<ScaleBar> scaleBar(double metresPerPixel, Units units) {
    return ScaleBar.of(new Canvas(1920, 1080, metresPerPixel, 0, true), units);
  }

  @ParameterizedTest
  @CsvSource({
    "IMPERIAL, 1, 1000 ft, 304.8",
    "IMPERIAL, 10, 2 mi, 321.8688",
    "IMPERIAL, 0.001, 1 ft, 304.8",
    "IMPERIAL, 0.0005, 5 in, 254",
    "NAUTICAL, 1, 200 m, 200",
    "NAUTICAL, 10, 1 NM, 185.2"
  })
  void otherUnitsAreRoundToo(Units units, double metresPerPixel, String label, double pixels) {
    ScaleBar bar = scaleBar(metresPerPixel, units).orElseThrow();
    assertEquals(label, bar.label());
    assertEquals(pixels, bar.pixels(), 1e-9);
  }

  @Test
  void anUnknownScaleOmitsTheScaleBar() {
    assertTrue(scaleBar(0, Units.METRIC).isEmpty());
    assertTrue(scaleBar(Double.NaN, Units.METRIC).isEmpty());
  }

  private static FurniturePainter painter(
      int width, List<String> days, List<String> credits, Optional<PublishedFurniture> published) {
    return new FurniturePainter(
        settings("", "", Locale.ENGLISH),
        new Canvas(width, width * 9 / 16, 7.3, 0, true),
        days.stream().map(day -> DateSpan.of(date(day))).toList(),
        credits,
        Optional.empty(),
        false,
        published);
  }

  private static AcquisitionDate date(String text) {
    return text.contains("T")
        ? AcquisitionDate.at(Instant.parse(text), DateSource.STAC)
        : day(text);
  }

  private static int[] painted(FurniturePainter painter, int width, String day, String credit) {
    Picture picture = new Picture(width, width * 9 / 16);
    painter.paint(picture, new Caption(date(day), Optional.of(credit)));
    return picture.rgb();
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 720, 1280})
  void publishedFramesStayWhateverDatesAndCreditsArrive(int width) {
    List<String> days = List.of("2021-05-01", "2021-05-11", "2021-07-04T10:00:31Z");
    FurniturePainter before = painter(width, days, List.of("USGS"), Optional.empty());
    List<String> more = new ArrayList<>(days);
    // Wider, with other leftmost ink, and of the same day as the last one.
    more.addAll(List.of("2021-07-04T10:25:52Z", "2022-09-28", "2022-12-20"));
    List<String> credits = List.of("USGS", CREDIT);
    FurniturePainter after = painter(width, more, credits, Optional.of(before.published()));
    FurniturePainter fresh = painter(width, more, credits, Optional.empty());
    boolean moved = false;
    for (String day : days) {
      int[] published = painted(before, width, day, "USGS");
      assertArrayEquals(published, painted(after, width, day, "USGS"), day);
      moved |= !Arrays.equals(published, painted(fresh, width, day, "USGS"));
    }
    assertTrue(moved, "without the lock the frames would have changed");
    // A third run is given what the second one published, and keeps the frames of both.
    FurniturePainter third = painter(width, more, credits, Optional.of(after.published()));
    for (String day : more) {
      assertArrayEquals(
          painted(after, width, day, CREDIT), painted(third, width, day, CREDIT), day);
    }
    assertEquals(List.of("", "HH:mm"), patterns(third));
  }

  private static List<String> patterns(FurniturePainter painter) {
    // The last day with a time of day.
    return painter.published().times().stream().map(PublishedFurniture.Time::pattern).toList();
  }

  @Test
  void aDateThatIsWiderThanExpectedDoesNotReachTheCredit() {
    FurnitureSettings plain = settings("", "", Locale.ENGLISH);
    Canvas canvas = new Canvas(480, 270, 7.3, 0, true);
    Layout layout = layout(plain, canvas, List.of("1 May 2021"), List.of("Imagery: USDA FSA"));
    FittedText credit = layout.fitCredit("Imagery: USDA FSA");
    for (String date : List.of("28 September 2022", "28 September 2022 – 30 December 2024")) {
      double em = layout.dateEm(date, Optional.of(credit));
      var ink = layout.date(date, em).getBounds2D();
      assertTrue(!ink.intersects(layout.credit(credit).getBounds2D()), date);
      assertEquals(date.length() > 20, em < layout.dateLine().em() - 1e-9, date);
    }
  }
}
