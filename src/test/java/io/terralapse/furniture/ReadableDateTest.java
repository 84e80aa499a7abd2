package io.terralapse.furniture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.furniture.StyleSettings.Theme;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.Picture;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.Tesseract;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A program reads the date of every frame, in each theme and shape, over any ground. */
@Slow
class ReadableDateTest {
  private static final DateTimeFormatter ENGLISH =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
  private static final int[][] SHAPES = {
    {1280, 720}, {1080, 1080}, {1080, 1350}, {1080, 1920}, {600, 400}
  };

  private static final int MARGIN = 24;

  /** The days of the frames, one for each ground. */
  private static final List<LocalDate> DAYS =
      List.of(
          LocalDate.of(1985, 10, 3),
          LocalDate.of(2016, 8, 27),
          LocalDate.of(2024, 2, 14),
          LocalDate.of(2009, 11, 30));

  @BeforeAll
  static void requireTesseract() {
    Tesseract.require();
  }

  static Stream<Arguments> themesAndShapes() {
    return Stream.of(Theme.values())
        .flatMap(theme -> Stream.of(SHAPES).map(size -> Arguments.of(theme, size[0], size[1])));
  }

  private static AcquisitionDate acquired(LocalDate day) {
    return AcquisitionDate.on(day, DateSource.STAC);
  }

  private static FurniturePainter painter(Theme theme, int width, int height) {
    FurnitureSettings settings =
        new FurnitureSettings(
                Optional.of("Prairie lakes"),
                Optional.empty(),
                Optional.of("d MMMM uuuu"),
                Locale.ENGLISH,
                ZoneId.of("UTC"),
                true,
                true,
                true,
                Optional.empty(),
                true)
            .with(new StyleSettings(List.of(), theme, Optional.empty(), Optional.empty()));
    SafeArea safe = height * 9 == width * 16 ? SafeArea.VERTICAL : SafeArea.WHOLE;
    return new FurniturePainter(
        settings,
        new Canvas(width, height, 7.3, 0, true, Optional.empty(), safe),
        DAYS.stream().map(day -> DateSpan.of(acquired(day))).toList(),
        List.of("USDA FSA / NAIP"),
        Optional.empty(),
        false);
  }

  /** White, black, fields of all codes in hard-edged blocks, and stripes as fine as letters. */
  private static int ground(int kind, int x, int y) {
    int code =
        switch (kind) {
          case 0 -> 255;
          case 1 -> 0;
          case 2 -> (x / 37 * 97 + y / 23 * 151) % 256;
          default -> (x + y) / 6 % 2 * 200 + 40;
        };
    return code * 0x010101;
  }

  /** Black where a pixel has rather the colour of letters than that of what is behind them. */
  private static byte ink(int rgb, boolean brightLetters) {
    int r = rgb >> 16 & 0xFF;
    int g = rgb >> 8 & 0xFF;
    int b = rgb & 0xFF;
    boolean letter =
        brightLetters ? Math.min(r, Math.min(g, b)) >= 240 : Math.max(r, Math.max(g, b)) <= 32;
    return (byte) (letter ? 0 : 255);
  }

  /** The box of the date with the shadow next to it: the tallest one beside those of the title. */
  private static Rectangle dateBox(FurniturePainter painter, int width, int height) {
    double margin = 0.008 * Math.min(width, height);
    Rectangle2D box =
        painter.occupied().stream()
            .filter(b -> b.getWidth() > 4 * b.getHeight() && b.getCenterY() > 0.4 * height)
            .max(Comparator.comparingDouble(Rectangle2D::getHeight))
            .orElseThrow();
    return new Rectangle(
        (int) (box.getX() - margin),
        (int) (box.getY() - margin),
        (int) (box.getWidth() + 2 * margin),
        (int) (box.getHeight() + 2 * margin));
  }

  @ParameterizedTest
  @MethodSource("themesAndShapes")
  void everyDateIsRead(Theme theme, int width, int height)
      throws IOException, InterruptedException {
    FurniturePainter painter = painter(theme, width, height);
    Rectangle box = dateBox(painter, width, height);
    // Pages have white margins.
    int pageWidth = box.width + 2 * MARGIN;
    int pitch = box.height + MARGIN;
    byte[] page = new byte[(DAYS.size() * pitch + MARGIN) * pageWidth];
    Arrays.fill(page, (byte) 255);
    for (int kind = 0; kind < DAYS.size(); kind++) {
      Picture picture = new Picture(width, height);
      for (int i = 0; i < picture.rgb().length; i++) {
        picture.rgb()[i] = ground(kind, i % width, i / width);
      }
      painter.paint(picture, new Caption(acquired(DAYS.get(kind)), Optional.of("USDA FSA / NAIP")));
      for (int i = 0; i < box.width * box.height; i++) {
        int x = i % box.width;
        int y = i / box.width;
        int rgb = picture.rgb()[(box.y + y) * width + box.x + x];
        page[(MARGIN + kind * pitch + y) * pageWidth + MARGIN + x] = ink(rgb, theme != Theme.DARK);
      }
    }
    String text = Tesseract.read(page, pageWidth);
    List<String> unread =
        DAYS.stream().map(ENGLISH::format).filter(day -> !text.contains(day)).toList();
    assertEquals(List.of(), unread, text);
  }
}
