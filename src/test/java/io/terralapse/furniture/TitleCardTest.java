package io.terralapse.furniture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.ContentDigest;
import io.terralapse.model.DateSource;
import io.terralapse.model.Issue;
import io.terralapse.model.Picture;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitleCardTest {
  private static final AcquisitionDate FIRST = date(2009);
  private static final AcquisitionDate LAST = date(2020);
  private static final Place PLACE = new Place(-74.5, -8.4, 0.1, 0.1);

  private static AcquisitionDate date(int year) {
    return AcquisitionDate.on(LocalDate.of(year, 8, 18), DateSource.FILENAME);
  }

  private static FurnitureSettings settings(StyleSettings.Theme theme) {
    return settings(theme, "The road to the new port of Pucallpa", "Forest along the Ucayali");
  }

  private static FurnitureSettings settings(
      StyleSettings.Theme theme, String title, String subtitle) {
    FurnitureSettings usual = FurnitureSettings.DEFAULTS;
    return new FurnitureSettings(
            Optional.of(title),
            Optional.of(subtitle),
            usual.datePattern(),
            Locale.ENGLISH,
            usual.zone(),
            true,
            true,
            true,
            Optional.empty(),
            true)
        .with(new StyleSettings(List.of(), theme, Optional.empty(), Optional.empty()));
  }

  private static Canvas canvas(int width, int height, SafeArea safe) {
    return new Canvas(width, height, 10, Double.NaN, true, Optional.empty(), safe);
  }

  private static TitleCard card(StyleSettings.Theme theme, Canvas canvas) {
    return new TitleCard(settings(theme), canvas, Optional.of(PLACE), FIRST, LAST);
  }

  private static Picture flat(int width, int height, int grey) {
    int[] rgb = new int[width * height];
    Arrays.fill(rgb, grey << 16 | grey << 8 | grey);
    return new Picture(width, height, rgb);
  }

  /** The ground next to the letters has at least 4.5 to 1, on white as on black. */
  @ParameterizedTest
  @CsvSource({"LIGHT,255", "LIGHT,128", "LIGHT,0", "DARK,0", "DARK,255", "PLATE,255", "NONE,255"})
  void lettersAreLegibleOnAnyGround(StyleSettings.Theme theme, int grey) {
    Picture picture = flat(640, 360, grey);
    card(theme, canvas(640, 360, SafeArea.WHOLE)).paint(picture);
    Palette palette = settings(theme).style().palette();
    int ground = picture.rgb()[0];
    assertTrue(Palette.contrast(palette.text(), ground) >= 4.5, Integer.toHexString(ground));
    assertTrue(Arrays.stream(picture.rgb()).anyMatch(p -> p == palette.text()), "letters");
  }

  @ParameterizedTest
  @CsvSource({"640,360,false", "360,640,true", "480,480,false"})
  void textStaysInTheSafeArea(int width, int height, boolean upright) {
    SafeArea safe = upright ? SafeArea.VERTICAL : SafeArea.WHOLE;
    Picture picture = flat(width, height, 0);
    card(StyleSettings.Theme.LIGHT, canvas(width, height, safe)).paint(picture);
    Sizes sizes = Sizes.of(canvas(width, height, safe));
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        boolean inside =
            column >= sizes.left() - 1
                && column <= sizes.right() + 1
                && row >= sizes.top() - 1
                && row <= sizes.bottom() + 1;
        assertTrue(inside || picture.rgb()[row * width + column] == 0, column + ", " + row);
      }
    }
  }

  private static final String TITLE =
      "Wie Las Vegas in nur drei Jahren zweiundzwanzig Wohngebiete in die Wüste gebaut hat";
  private static final String SUBTITLE =
      "Eine Rekonstruktion aus dem All, und was das für das Grundwasser und die Menschen bedeutet";

  private static TitleCard longCard(Canvas canvas, String title, String subtitle) {
    FurnitureSettings settings = settings(StyleSettings.Theme.LIGHT, title, subtitle);
    return new TitleCard(settings, canvas, Optional.of(PLACE), FIRST, LAST);
  }

  /** Nothing is drawn outside of the margins either. */
  @ParameterizedTest
  @CsvSource({"1080,1920", "600,600", "1280,720", "720,900", "1280,320", "320,180"})
  void longTitlesHaveMoreAndSmallerLines(int width, int height) {
    Canvas canvas = canvas(width, height, SafeArea.WHOLE);
    TitleCard card = longCard(canvas, TITLE, SUBTITLE);
    assertEquals(List.of(), card.cuts());
    Picture picture = flat(width, height, 0);
    card.paint(picture);
    Sizes sizes = Sizes.of(canvas);
    for (int row = 0; row < height; row++) {
      boolean inside = row >= sizes.top() - 1 && row <= sizes.bottom() + 1;
      int[] line = Arrays.copyOfRange(picture.rgb(), row * width, (row + 1) * width);
      assertTrue(inside || Arrays.stream(line).allMatch(p -> p == 0), "row " + row);
    }
  }

  @Test
  void aTitleThatDoesNotFitIsReported() {
    String title = (TITLE + ", ").repeat(4);
    List<CutText> cuts = longCard(canvas(320, 180, SafeArea.WHOLE), title, SUBTITLE).cuts();
    assertEquals(List.of("title"), cuts.stream().map(CutText::setting).toList());
    Issue issue = cuts.get(0).issue("small");
    assertEquals("text-cut", issue.code());
    assertTrue(issue.sentence().contains("a title card of 320x180 (rendition small)"));
  }

  @Test
  void thePeriodIsInYears() {
    assertEquals("2009–2020", TitleCard.period(FIRST, LAST));
    assertEquals("2009", TitleCard.period(FIRST, date(2009)));
  }

  private static String key(TitleCard card) {
    ContentDigest digest = new ContentDigest();
    card.addTo(digest, settings(StyleSettings.Theme.LIGHT));
    return digest.key().hex();
  }

  @Test
  void itsKeyTellsPeriodPlaceAndSizeApart() {
    Canvas canvas = canvas(640, 360, SafeArea.WHOLE);
    FurnitureSettings settings = settings(StyleSettings.Theme.LIGHT);
    String usual = key(new TitleCard(settings, canvas, Optional.of(PLACE), FIRST, LAST));
    assertEquals(usual, key(new TitleCard(settings, canvas, Optional.of(PLACE), FIRST, LAST)));
    assertNotEquals(usual, key(new TitleCard(settings, canvas, Optional.empty(), FIRST, LAST)));
    assertNotEquals(
        usual, key(new TitleCard(settings, canvas, Optional.of(PLACE), FIRST, date(2021))));
    assertNotEquals(
        usual,
        key(
            new TitleCard(
                settings, canvas(720, 360, SafeArea.WHOLE), Optional.of(PLACE), FIRST, LAST)));
  }
}
