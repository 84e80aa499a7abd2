package io.terralapse.sheet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.furniture.FlatPainter;
import io.terralapse.model.Picture;
import io.terralapse.text.Typefaces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactSheetTest {
  private static final Typefaces FONTS = Typefaces.bundled(Locale.ENGLISH);
  private static final int RED = 0xC01020;

  private static Picture draw(double aspect, List<SheetFrame> frames) throws IOException {
    SheetText text =
        new SheetText("Harbour", Optional.empty(), Optional.empty(), Optional.of("A credit"));
    return ContactSheet.draw(FONTS, text, frames, aspect, (index, width) -> plain(width, aspect));
  }

  private static Picture plain(int width, double aspect) {
    Picture picture = new Picture(width, Math.max(1, (int) Math.round(width / aspect)));
    Arrays.fill(picture.rgb(), RED);
    return picture;
  }

  private static List<SheetFrame> frames(int count) {
    List<SheetFrame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(new SheetFrame(i + 1 + " May 2020", List.of("cloud 3 %"), ""));
    }
    return frames;
  }

  private static long count(Picture sheet, int rgb) {
    return Arrays.stream(sheet.rgb()).filter(p -> p == rgb).count();
  }

  @Test
  void aShortSequenceIsShownCompletely() {
    assertEquals(List.of(0, 1, 2), ContactSheet.choose(3, 60));
  }

  @Test
  void aLongOneIsThinnedEvenlyFromTheFirstToTheLast() {
    assertEquals(List.of(0, 3, 6, 8, 11), ContactSheet.choose(12, 5));
    List<Integer> chosen = ContactSheet.choose(1000, 60);
    assertEquals(60, chosen.stream().distinct().count());
    assertEquals(0, chosen.get(0));
    assertEquals(999, chosen.get(59));
  }

  @ParameterizedTest
  @CsvSource({"1, 1.78", "2, 0.56", "10, 1.78", "60, 1.78", "60, 0.56", "120, 1", "120, 8"})
  void everyPictureIsOnASheetOfBoundedSize(int count, double aspect) throws IOException {
    Picture sheet = draw(aspect, frames(count));

    SheetLayout layout = SheetLayout.of(count, aspect, 40);
    assertTrue((long) sheet.width() * sheet.height() < 9_000_000, sheet.width() + " wide");
    assertEquals(count * (long) layout.width() * layout.height(), count(sheet, RED));
  }

  @Test
  void aDateThatIsNotUsedIsFaint() throws IOException {
    List<SheetFrame> frames = new ArrayList<>(frames(3));
    frames.set(1, new SheetFrame("2 May 2020", List.of(), "not used: too much cloud"));

    Picture sheet = draw(1, frames);

    long used = count(sheet, RED);
    assertEquals(used / 2, count(sheet, FlatPainter.mixed(0xFFFFFF, RED, 96)));
  }

  @Test
  void theSameFramesGiveTheSamePixels() throws IOException {
    assertArrayEquals(draw(1.5, frames(7)).rgb(), draw(1.5, frames(7)).rgb());
  }
}
