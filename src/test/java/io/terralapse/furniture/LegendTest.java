package io.terralapse.furniture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegendTest {
  private static final AcquisitionDate DAY =
      AcquisitionDate.on(LocalDate.parse("2014-09-28"), DateSource.STAC);
  private static final Legend NDVI = new Legend("NDVI", -0.2, 0.9, v -> 0x00FF00);

  private static FurnitureSettings settings(
      Optional<String> title, boolean scaleBar, boolean northArrow) {
    return new FurnitureSettings(
        title,
        Optional.empty(),
        Optional.of("d MMMM uuuu"),
        Locale.ENGLISH,
        ZoneId.of("UTC"),
        true,
        scaleBar,
        northArrow,
        Optional.empty(),
        true);
  }

  private static FurniturePainter painter(FurnitureSettings settings, int width, int height) {
    return new FurniturePainter(
        settings,
        new Canvas(width, height, 7.3, -12, true),
        List.of(DateSpan.of(DAY)),
        List.of("Imagery: USDA FSA, NAIP"),
        Optional.empty(),
        true);
  }

  private static int[] painted(FurniturePainter painter, int width, int height, int ground) {
    Picture picture = new Picture(width, height);
    Arrays.fill(picture.rgb(), ground);
    painter.paint(picture, new Caption(DAY, Optional.of("Imagery: USDA FSA, NAIP")));
    return picture.rgb();
  }

  /** Ink of the legend and of other furniture does not touch: there is a gap of a pixel. */
  @Slow
  @ParameterizedTest
  @CsvSource({
    "1920,1080,true,true",
    "1920,1080,false,false",
    "1080,1920,true,true",
    "1080,1080,false,true",
    "600,600,false,false",
    "390,220,true,true",
    "240,426,true,false",
    "1280,400,true,true"
  })
  void isInsideTheMarginsAndDoesNotTouchOtherFurniture(
      int width, int height, boolean scaleBar, boolean northArrow) {
    FurniturePainter without =
        painter(settings(Optional.of("Prairie lakes"), scaleBar, northArrow), width, height);
    int[] rest = painted(without, width, height, 0);
    FurniturePainter with = without.withLegend(NDVI);
    assertEquals(List.of(), with.issues());
    int[] all = painted(with, width, height, 0);

    double side = Math.min(width, height);
    int legend = 0;
    for (int i = 0; i < all.length; i++) {
      if ((all[i] & 0xFF00) > (rest[i] & 0xFF00)) {
        legend++;
        int x = i % width;
        int y = i / width;
        assertTrue(x >= 0.067 * side - 2.5 && x <= width - 0.067 * side + 1.5, x + "," + y);
        for (int near : new int[] {i - width, i - 1, i, i + 1, i + width}) {
          assertTrue((rest[near] & 0xFF) < 20, "touches at " + x + "," + y);
        }
      }
    }
    assertTrue(legend > 100, "ink " + legend);
  }

  @Test
  void showsEachValueInItsColour() {
    FurniturePainter painter = painter(settings(Optional.empty(), true, true), 1920, 1080);
    Legend grey =
        new Legend(
            "B4", 0, 255, v -> (((int) Math.max(0, Math.min(255, v))) * 0x010101) | 0xFF0000);
    int[] rgb = painted(painter.withLegend(grey), 1920, 1080, 0);
    Rectangle2D bounds = bounds(rgb, painted(painter, 1920, 1080, 0));
    int right = (int) Math.round(1920 - 0.067 * 1080);
    int row = 0;
    for (int y = (int) bounds.getMinY(); y < bounds.getMaxY(); y++) {
      row = rgb[y * 1920 + right - 1] == 0xFFFEFE ? y : row;
    }
    assertNotEquals(0, row);
    int previous = -1;
    for (int x = right - 302; x < right; x++) {
      int code = rgb[row * 1920 + x] & 0xFF;
      assertTrue(code >= previous && code <= previous + 2, x + ": " + previous + ", " + code);
      previous = code;
    }
  }

  private static Rectangle2D bounds(int[] all, int[] rest) {
    Rectangle2D bounds = new Rectangle2D.Double();
    for (int i = 0; i < all.length; i++) {
      if (all[i] != rest[i]) {
        Rectangle2D pixel = new Rectangle2D.Double(i % 1920, Math.floorDiv(i, 1920), 1, 1);
        bounds = bounds.isEmpty() ? pixel : bounds.createUnion(pixel);
      }
    }
    return bounds;
  }

  private static String title(Optional<String> bands, MarkSettings marks, String label) {
    FurniturePainter painter =
        new FurniturePainter(
                settings(Optional.empty(), true, true).with(marks),
                new Canvas(1920, 1080, 7.3, -12, true),
                List.of(DateSpan.of(DAY)),
                List.of(),
                bands,
                true)
            .withLegend(new Legend(label, 0, 1, v -> 0));
    return painter.shownLegend().orElseThrow().label();
  }

  @Test
  void saysWhatItShows() {
    MarkSettings usual = MarkSettings.DEFAULTS;
    assertEquals("NDVI", title(Optional.of("NDVI"), usual, "Grey"));
    assertEquals("", title(Optional.empty(), usual, "Grey"));
    assertEquals("NDVI", title(Optional.empty(), usual, "NDVI"));
    MarkSettings own =
        new MarkSettings(
            false,
            MarkSettings.Units.METRIC,
            Optional.of("Surface temperature"),
            Optional.of("°C"),
            false,
            MarkSettings.LocatorUse.NONE);
    assertEquals("Surface temperature (°C)", title(Optional.of("B10"), own, "B10"));
  }

  private static MarkSettings celsius(String title) {
    return new MarkSettings(
        true,
        MarkSettings.Units.METRIC,
        Optional.of(title),
        Optional.of("°C"),
        false,
        MarkSettings.LocatorUse.NONE);
  }

  private static FittingLayout layout(String legendTitle, int width, int height) {
    return FittingLayout.of(
        settings(Optional.of("Prairie lakes"), true, true).with(celsius(legendTitle)),
        new Canvas(width, height, 7.3, -12, true),
        new LayoutContent(List.of("28 September 2014"), List.of("NAIP"), Optional.empty(), true),
        Typefaces.bundled(Locale.ENGLISH));
  }

  @ParameterizedTest
  @CsvSource({"1280,720", "1080,1920", "1080,1080"})
  void aLongTitleIsWrappedAndKeepsTheUnit(int width, int height) {
    Layout wrapped = layout("Land surface temperature at noon", width, height).layout();
    FittedText label = wrapped.legendLabel().orElseThrow();
    assertEquals("Land surface temperature at noon (°C)", String.join(" ", label.lines()).strip());
    assertEquals(2, label.lines().size());
    assertTrue(label.lines().get(1).length() > 10, "lines of about the same length: " + label);
    Layout usual = layout("Temperature", width, height).layout();
    assertEquals(List.of("Temperature (°C)"), usual.legendLabel().orElseThrow().lines());
    double higher = label.pixels() * Typesetter.LEADING;
    assertEquals(top(usual) - higher, top(wrapped), 1e-6, "its box has the second line");
  }

  /** The legend's upper edge: its box is the only one of the width of all bars. */
  private static double top(Layout layout) {
    double width = ColourBar.width(layout.sizes());
    return layout.boxes().stream()
        .filter(box -> box.getWidth() == width)
        .findFirst()
        .orElseThrow()
        .getMinY();
  }

  @Test
  void aTitleThatIsCutKeepsTheUnitAndIsReported() {
    String title = "Land surface temperature at noon, mean of the days of summer without clouds";
    FittedText label = layout(title, 1280, 720).layout().legendLabel().orElseThrow();
    assertTrue(label.cut());
    assertTrue(String.join(" ", label.lines()).endsWith("… (°C)"), label.toString());
    FurniturePainter painter =
        painter(settings(Optional.empty(), true, true).with(celsius(title)), 1280, 720);
    CutText cut = new CutText("furniture.legend_title", "the legend of a frame", 1280, 720);
    assertEquals(List.of(cut), painter.cuts());
    assertTrue(cut.issue("").sentence().endsWith("; shorten it."));
  }

  @Test
  void aSecondLineTakesNoSpaceButThatOfTheArrow() {
    for (int height = 240; height < 720; height += 20) {
      FittingLayout usual = layout("Temperature", 600, height);
      FittingLayout wrapped = layout("Land surface temperature, noon", 600, height);
      assertEquals(leftOutButArrow(usual), leftOutButArrow(wrapped), height + " rows");
    }
  }

  private static List<FurnitureItem> leftOutButArrow(FittingLayout layout) {
    return layout.leftOut().stream().filter(item -> item != FurnitureItem.NORTH_ARROW).toList();
  }

  @Test
  void isOmittedWithAnIssueIfThereIsNoSpace() {
    FurniturePainter painter =
        painter(settings(Optional.of("A headline as wide as the frame"), true, true), 240, 90);
    FurniturePainter with = painter.withLegend(NDVI);
    assertEquals("legend-left-out", with.issues().get(0).code());
    assertEquals(
        Arrays.hashCode(painted(painter, 240, 90, 0)), Arrays.hashCode(painted(with, 240, 90, 0)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-0.2 | 0.9 | 0 0.25 0.50 0.75",
        "-0.8 | 0.8 | −0.5 0 0.5",
        "-0.6 | 0.6 | −0.5 0 0.5",
        "-0.4 | 1 | 0 0.5 1.0",
        "0 | 1 | 0 0.5 1.0",
        "0.02 | 0.31 | 0.1 0.2 0.3",
        "0 | 255 | 0 100 200",
        "312 | 2890 | 500 1000 1500 2000 2500",
        "-23.7 | -4.1 | −20 −15 −10 −5",
        "0 | 3e9 | 0 1e9 2e9 3e9",
        "0 | 2.1e-7 | 0 1e−7 2e−7",
      })
  void ticksAreRound(double low, double high, String expected) {
    String found = String.join(" ", RoundTicks.labels(RoundTicks.between(low, high)));
    assertEquals(expected, found);
    int count = RoundTicks.between(low, high).size();
    assertTrue(count >= 3 && count <= 5, found);
    assertEquals("", Typefaces.bundled(Locale.ENGLISH).regular().missing(found));
  }
}
