package io.terralapse.furniture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.Issue;
import io.terralapse.model.Picture;
import io.terralapse.testkit.Slow;
import io.terralapse.text.Typefaces;
import java.awt.geom.Rectangle2D;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittingLayoutTest {
  private static final String CREDIT =
      "Contains modified Copernicus Sentinel data 2023 · USGS/NASA Landsat";
  private static final String BANDS = "SWIR 2.2 µm, near infrared, red";
  private static final List<String> DATES = List.of("28 September 2014", "1 May 2015");

  private static FurnitureSettings settings(String title) {
    return new FurnitureSettings(
        Optional.of(title),
        Optional.of("A decade of wet years"),
        Optional.of("d MMMM uuuu"),
        Locale.ENGLISH,
        ZoneId.of("UTC"),
        true,
        true,
        true,
        Optional.empty(),
        true);
  }

  private static FittingLayout layout(int width, int height, boolean legend, String... credits) {
    return FittingLayout.of(
        settings("Prairie lakes, North Dakota"),
        new Canvas(width, height, 7.3, -12, true),
        new LayoutContent(DATES, List.of(credits), Optional.of(BANDS), legend),
        Typefaces.bundled(Locale.ENGLISH));
  }

  @Slow
  @Test
  void furnitureNeverOverlapsNorReachesTheMiddleOfTheFrame() {
    int[] sides = {16, 50, 64, 96, 128, 180, 240, 320, 390, 640, 1080, 1920, 3840};
    for (int width : sides) {
      for (int height : sides) {
        for (boolean legend : new boolean[] {false, true}) {
          String size = width + "x" + height + (legend ? " with a legend" : "");
          FittingLayout fitting = layout(width, height, legend, CREDIT, "USGS");
          List<Rectangle2D> boxes = fitting.layout().boxes();
          assertFalse(boxes.isEmpty(), size);
          double covered = 0;
          for (int i = 0; i < boxes.size(); i++) {
            Rectangle2D box = boxes.get(i);
            covered += box.getWidth() * box.getHeight();
            assertTrue(
                box.getMinX() >= -0.01
                    && box.getMinY() >= -0.01
                    && box.getMaxX() <= width + 0.01
                    && box.getMaxY() <= height + 0.01,
                size + ": " + box);
            for (Rectangle2D other : boxes.subList(i + 1, boxes.size())) {
              assertFalse(box.intersects(other), size + ": " + box + " and " + other);
            }
          }
          assertTrue(covered < 0.5 * width * height, size + ": " + covered);
          if (fitting.layout().shows(FurnitureItem.CREDIT)) {
            assertFalse(fitting.layout().fitCredit(CREDIT).cut(), size);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1920, 1080, ''",
    "1080, 1920, ''",
    "1080, 1080, ''",
    "600, 338, ''",
    "390, 390, 'NORTH_ARROW'",
    "320, 180, 'SUBTITLE'",
    "240, 136, 'NORTH_ARROW SUBTITLE TITLE'",
    "128, 96, 'NORTH_ARROW SCALE_BAR SUBTITLE TITLE CREDIT'",
    "64, 64, 'NORTH_ARROW SCALE_BAR SUBTITLE TITLE BAND_LABEL CREDIT'"
  })
  void whatDoesNotFitIsLeftOutInAFixedOrder(int width, int height, String leftOut) {
    Set<FurnitureItem> found = layout(width, height, false, "Imagery: USDA FSA, NAIP").leftOut();
    assertEquals(leftOut, String.join(" ", found.stream().map(FurnitureItem::name).toList()));
  }

  @Test
  void whatDoesNotFitLeavesTheRestInPlace() {
    String endless = CREDIT + ", " + CREDIT + ", " + CREDIT + ", " + CREDIT + ", " + CREDIT;
    assertEquals(Set.of(FurnitureItem.CREDIT), layout(600, 400, false, endless).leftOut());
  }

  @Test
  void aLegendThatDoesNotFitIsReplacedByTheNamesOfTheBands() {
    FittingLayout small = layout(200, 120, true, "NAIP");
    assertTrue(small.leftOut().contains(FurnitureItem.LEGEND));
    assertTrue(small.layout().shows(FurnitureItem.BAND_LABEL), small.leftOut().toString());
    assertFalse(layout(1080, 1080, true, "NAIP").layout().shows(FurnitureItem.BAND_LABEL));
  }

  @Test
  void leavingOutTextIsAWarningAndLeavingOutMarksIsNot() {
    AcquisitionDate day = AcquisitionDate.on(LocalDate.parse("2014-09-28"), DateSource.STAC);
    FurniturePainter small =
        new FurniturePainter(
            settings("Prairie lakes, North Dakota"),
            new Canvas(64, 64, 7.3, 0, true),
            List.of(DateSpan.of(day)),
            List.of(CREDIT),
            Optional.empty(),
            false);
    assertEquals(
        List.of("subtitle", "title", "furniture.credit"),
        small.issues().stream().map(Issue::subject).toList());
    assertTrue(
        small.issues().get(2).sentence().contains("64x64"), small.issues().get(2).sentence());
    assertEquals(
        List.of("north arrow", "scale bar", "subtitle", "title", "credit"), small.leftOut());
    Picture picture = new Picture(64, 64);
    small.paint(picture, new Caption(day, Optional.of(CREDIT)));
    assertTrue(Arrays.stream(picture.rgb()).anyMatch(p -> (p & 0xFF) > 200), "no date");
  }

  @Test
  void aTitleThatIsCutIsReportedWithItsSetting() {
    AcquisitionDate day = AcquisitionDate.on(LocalDate.parse("2014-09-28"), DateSource.STAC);
    Canvas canvas = new Canvas(600, 600, 7.3, 0, true);
    List<AcquisitionDate> days = List.of(day);
    String title = "Prairie lakes, North Dakota";
    assertEquals(List.of(), new FurniturePainter(settings(title), canvas, days).cuts());
    FurniturePainter cut =
        new FurniturePainter(settings((title + " ").repeat(6).strip()), canvas, days);
    assertEquals(List.of(new CutText("title", "a frame", 600, 600)), cut.cuts());
    String sentence = cut.cuts().get(0).issue("").sentence();
    assertTrue(sentence.startsWith("title: a frame of 600x600 has no space for all"), sentence);
  }

  @ParameterizedTest
  @CsvSource({"1920, 1080", "1080, 1080", "1080, 1920", "600, 338", "320, 180"})
  void textsAreNeverTooSmallToRead(int width, int height) {
    Sizes sizes = Sizes.of(new Canvas(width, height, 7.3, 0, true));
    assertTrue(sizes.credit() >= 11 && sizes.tick() >= 11, sizes.toString());
    assertTrue(sizes.subtitle() >= 12 && sizes.label() >= 12, sizes.toString());
    Layout layout = layout(width, height, false, CREDIT).layout();
    assertTrue(layout.fitCredit(CREDIT).pixels() >= 11);
    layout.findCredit(CREDIT + ", and " + CREDIT).ifPresent(f -> assertTrue(f.pixels() >= 11));
  }

  @ParameterizedTest
  @CsvSource({"1920, 1080, true", "1080, 1920, false", "600, 338, true", "600, 678, false"})
  void dateAndCreditShareABaselineWheneverBothFit(int width, int height, boolean beside) {
    String credit = "Contains modified Copernicus Sentinel data";
    Layout layout = layout(width, height, false, credit).layout();
    Rectangle2D line = layout.credit(layout.fitCredit(credit)).getBounds2D();
    Rectangle2D date = layout.date(DATES.get(0), layout.dateLine().em()).getBounds2D();
    double gap = 0.04 * Math.min(width, height);
    double margins = 2 * 0.067 * Math.min(width, height);
    boolean fits = layout.dateLine().width() + gap + 0.8 * line.getWidth() + margins <= width;
    assertEquals(beside, layout.isCreditBeside(), fits + " " + line + " " + date);
    if (beside) {
      assertTrue(line.getMinX() - date.getMaxX() >= gap - 1, line + " " + date);
    }
  }

  @Test
  void aLongCreditThatWasNotKnownIsMadeSmallerInsteadOfCut() {
    Layout layout = layout(480, 270, false, "NAIP").layout();
    FittedText fitted =
        layout.findCredit("Contains modified Copernicus Sentinel data").orElseThrow();
    assertFalse(fitted.cut());
    assertTrue(layout.findCredit("x".repeat(300)).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"1920,1080", "1080,1920", "1080,1080", "320,180", "3840,190"})
  void theGradientsAreOnlyAsTallAsTheCaptions(int width, int height) {
    FurnitureSettings plain = FurnitureSettings.DEFAULTS;
    Canvas canvas = new Canvas(width, height, Double.NaN, Double.NaN, true);
    Layout layout =
        FittingLayout.of(
                plain,
                canvas,
                new LayoutContent(DATES, List.of(), Optional.empty(), false),
                Typefaces.bundled(Locale.ENGLISH))
            .layout();
    Picture white = new Picture(width, height);
    Arrays.fill(white.rgb(), 0xFFFFFF);
    layout.constantOverlay(layout.shading(Shade.MOST), Optional.empty(), false).paint(white);
    int darkened = 0;
    for (int y = 0; y < height; y++) {
      darkened += white.rgb()[y * width] == 0xFFFFFF ? 0 : 1;
    }
    double captions = height - layout.boxes().get(0).getMinY();
    assertTrue(darkened > captions, darkened + " rows");
    assertTrue(darkened <= 3 * captions && darkened <= height / 2, darkened + " rows");
  }
}
