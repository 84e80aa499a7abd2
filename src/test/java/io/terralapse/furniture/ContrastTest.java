package io.terralapse.furniture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.furniture.StyleSettings.Theme;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.Picture;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContrastTest {
  private static final AcquisitionDate DAY =
      AcquisitionDate.on(LocalDate.of(2014, 9, 28), DateSource.STAC);

  private static FurnitureSettings settings(StyleSettings style) {
    return new FurnitureSettings(
            Optional.of("Prairie lakes, North Dakota"),
            Optional.of("A decade of wet years"),
            Optional.of("d MMMM uuuu"),
            Locale.ENGLISH,
            ZoneId.of("UTC"),
            true,
            true,
            true,
            Optional.empty(),
            true)
        .with(style);
  }

  private static StyleSettings style(Theme theme, Optional<Integer> text, Optional<Integer> shade) {
    return new StyleSettings(List.of(), theme, text, shade);
  }

  private static FurniturePainter painter(StyleSettings style, int width, int height) {
    return new FurniturePainter(
            settings(style),
            new Canvas(width, height, 7.3, -12, true),
            List.of(DateSpan.of(DAY)),
            List.of("Imagery: USDA FSA, NAIP"),
            Optional.empty(),
            true)
        .withLegend(new Legend("NDVI", -1, 1, value -> 0x804020));
  }

  private static int[] painted(FurniturePainter painter, int width, int height, int ground) {
    Picture picture = new Picture(width, height);
    Arrays.fill(picture.rgb(), ground);
    painter.paint(picture, new Caption(DAY, Optional.of("Imagery: USDA FSA, NAIP")));
    return picture.rgb();
  }

  /** A backdrop of one brightness. */
  private static Backdrop backdrop(int grey) {
    Picture cells = new Picture(32, 18);
    Arrays.fill(cells.rgb(), grey * 0x010101);
    boolean[] ground = new boolean[32 * 18];
    Arrays.fill(ground, true);
    Backdrop backdrop = new Backdrop(32, 18);
    backdrop.add(cells, ground);
    return backdrop;
  }

  /**
   * Contrasts of the letters' colour and each pixel that is within two pixels of a letter and not
   * covered by any, in ascending order. Letters are where pictures of two grounds agree.
   */
  private static double[] contrasts(FurniturePainter painter, int width, int height, int ground) {
    int text = painter.settings().style().palette().text();
    int[] dark = painted(painter, width, height, 0x000000);
    int[] light = painted(painter, width, height, 0xFFFFFF);
    int[] shown = painted(painter, width, height, ground);
    double[] found = new double[width * height];
    int count = 0;
    for (int y = 2; y < height - 2; y++) {
      for (int x = 2; x < width - 2; x++) {
        int at = y * width + x;
        boolean letter = dark[at] == light[at];
        boolean edge = false;
        boolean partly = false;
        for (int dy = -2; dy <= 2; dy++) {
          for (int dx = -2; dx <= 2; dx++) {
            int near = at + dy * width + dx;
            edge |= dark[near] == text && light[near] == text;
          }
        }
        // What a letter covers partly is neither letter nor background.
        partly = red(light[at]) - red(dark[at]) == 0 || coversPartly(dark, light, at, text);
        if (edge && !letter && !partly) {
          found[count++] = Palette.contrast(text, shown[at]);
        }
      }
    }
    double[] all = Arrays.copyOf(found, count);
    Arrays.sort(all);
    return all;
  }

  private static int red(int rgb) {
    return rgb >> 16 & 0xFF;
  }

  /** Whether the letters' colour is part of a pixel: more than shade alone makes of the ground. */
  private static boolean coversPartly(int[] dark, int[] light, int at, int text) {
    int keep = red(light[at]) - red(dark[at]);
    boolean lightText = red(text) > 127;
    return lightText ? red(dark[at]) > 0 : red(dark[at]) + keep < 254;
  }

  @ParameterizedTest
  @CsvSource({
    "LIGHT, 1920, 1080, 0xFFFFFF",
    "LIGHT, 1080, 1920, 0xFFFFFF",
    "LIGHT, 600, 338, 0xFFFFFF",
    "LIGHT, 1920, 1080, 0xD8D0C0",
    "DARK, 1920, 1080, 0x000000",
    "DARK, 600, 338, 0x203018",
    "PLATE, 1920, 1080, 0xFFFFFF",
    "PLATE, 600, 338, 0xFFFFFF",
    "NONE, 1920, 1080, 0xFFFFFF",
    "NONE, 600, 338, 0xFFFFFF"
  })
  void lettersAreLegibleOnTheWorstGroundWhateverTheSequenceLooksLike(
      Theme theme, int width, int height, String ground) {
    FurniturePainter any = painter(style(theme, Optional.empty(), Optional.empty()), width, height);
    for (int grey : new int[] {0, 128, 255}) {
      double[] contrasts =
          contrasts(any.withBackdrop(backdrop(grey)), width, height, Integer.decode(ground));
      assertTrue(contrasts.length > 500, "pixels beside letters: " + contrasts.length);
      assertTrue(contrasts[0] >= 4.5, "least " + contrasts[0] + " for ground of " + grey);
    }
  }

  @Test
  void ownColoursKeepTheContrast() {
    StyleSettings yellow = style(Theme.LIGHT, Optional.of(0xFFD200), Optional.of(0x001A4D));
    double[] contrasts =
        contrasts(painter(yellow, 960, 540).withBackdrop(backdrop(90)), 960, 540, 0xFFFFFF);
    assertTrue(contrasts[0] >= 4.5, "least " + contrasts[0]);
    StyleSettings grey = style(Theme.LIGHT, Optional.of(0x999999), Optional.of(0x555555));
    assertTrue(grey.findLowContrast().orElseThrow() < 4.5);
    assertFalse(yellow.findLowContrast().isPresent());
  }

  @Test
  void gradientsAreAsStrongAsTheGroundAsksFor() {
    FurniturePainter any = painter(StyleSettings.DEFAULTS, 1920, 1080);
    Shade forest = any.withBackdrop(backdrop(60)).published().shade().orElseThrow();
    Shade fields = any.withBackdrop(backdrop(150)).published().shade().orElseThrow();
    Shade snow = any.withBackdrop(backdrop(250)).published().shade().orElseThrow();
    assertEquals(new Shade(0.12, 0.12), forest);
    assertTrue(fields.bottom() > 0.25 && fields.bottom() < 0.62, fields.toString());
    assertEquals(Shade.MOST, snow);
    // What is brighter than the ground of a dark sequence (clouds) stays nearly as it is.
    int[] clouds = painted(any.withBackdrop(backdrop(60)), 1920, 1080, 0xF0F0F0);
    int edge = clouds[1079 * 1920 + 960] & 0xFF;
    assertTrue(edge >= 205, "cloud at the lower edge " + edge);
  }

  @Test
  void thePublishedStrengthStaysWhateverArrives() {
    FurniturePainter first = painter(StyleSettings.DEFAULTS, 640, 360).withBackdrop(backdrop(60));
    FurniturePainter later =
        new FurniturePainter(
                settings(StyleSettings.DEFAULTS),
                new Canvas(640, 360, 7.3, -12, true),
                List.of(DateSpan.of(DAY)),
                List.of("Imagery: USDA FSA, NAIP"),
                Optional.empty(),
                true,
                Optional.of(first.published()))
            .withBackdrop(backdrop(250));
    assertEquals(first.published().shade(), later.published().shade());
  }

  @Test
  void aPartOfTheGroundIsJudgedByItself() {
    Picture cells = new Picture(32, 18);
    for (int i = 0; i < cells.rgb().length; i++) {
      cells.rgb()[i] = i % 32 < 16 ? 0xFFFFFF : 0x101010;
    }
    boolean[] ground = new boolean[32 * 18];
    Arrays.fill(ground, true);
    Backdrop whole = new Backdrop(32, 18);
    whole.add(cells, ground);
    assertEquals(255, whole.worst(0, 1, false));
    assertEquals(16, whole.part(0.5, 0, 0.3, 1).worst(0, 1, false));
    assertEquals(255, whole.part(0, 0, 0.3, 1).worst(0, 1, false));
    // Beyond the edge it is as at the edge.
    assertEquals(16, whole.part(0.9, -0.5, 0.5, 2).worst(0, 1, false));
  }

  @Test
  void theBrightestDateDecidesAndCloudsDoNot() {
    Picture dark = new Picture(2, 2);
    Arrays.fill(dark.rgb(), 0x202020);
    Picture bright = new Picture(2, 2);
    Arrays.fill(bright.rgb(), 0xC0C0C0);
    Backdrop backdrop = new Backdrop(2, 2);
    backdrop.add(dark, new boolean[] {true, true, true, true});
    backdrop.add(bright, new boolean[] {true, true, false, false});
    assertEquals(0xC0, backdrop.worst(0, 0.5, false));
    assertEquals(0x20, backdrop.worst(0.5, 1, false));
    assertEquals(0x20, backdrop.worst(0, 1, true));
    assertEquals(255, new Backdrop(2, 2).worst(0, 1, false));
  }
}
