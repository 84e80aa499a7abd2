package io.terralapse.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypefaceTest {
  @TempDir Path folder = Path.of("");

  /** A font of the tests' resources, a subset of Noto Sans. */
  private Path font(String script) throws IOException {
    Path file = folder.resolve(script);
    try (InputStream in = TypefaceTest.class.getResourceAsStream(script)) {
      Files.copy(in, file);
    }
    return file;
  }

  private Typeface face(String script, String language) throws IOException {
    return Typefaces.of(List.of(font(script)), Locale.forLanguageTag(language)).regular();
  }

  private static double width(Typeface face, String text) {
    return face.line(text, 100).width();
  }

  private static int contours(Path2D outline) {
    int moves = 0;
    for (PathIterator it = outline.getPathIterator(null); !it.isDone(); it.next()) {
      moves += it.currentSegment(new double[6]) == PathIterator.SEG_MOVETO ? 1 : 0;
    }
    return moves;
  }

  @Test
  void arabicLettersJoinAndRunFromRightToLeft() throws IOException {
    Typeface face = face("NotoSansArabic.ttf", "ar");
    // Beside others, letters have other forms than alone.
    double alone = width(face, "م") + width(face, "ر") + width(face, "ح");
    assertNotEquals(alone, width(face, "مرح"), 1);
    assertTrue(Typeface.runsRightToLeft("ميناء دبي 2014"));
    // The first letter is the rightmost: what is added behind it goes to its left.
    Rectangle2D first = face.line("د", 100).outline().getBounds2D();
    Rectangle2D both = face.line("دد", 100).outline().getBounds2D();
    assertTrue(both.getWidth() > 1.5 * first.getWidth());
    // Numbers inside keep their own order.
    assertEquals(width(face, "٢٠١٤"), width(face, "٤١٠٢"), 1e-9);
    assertNotEquals(
        List.of(points(face.line("٢٠١٤", 100))), List.of(points(face.line("٤١٠٢", 100))));
  }

  private static String points(Typeface.Line line) {
    StringBuilder text = new StringBuilder();
    double[] p = new double[6];
    for (PathIterator it = line.outline().getPathIterator(null); !it.isDone(); it.next()) {
      if (it.currentSegment(p) == PathIterator.SEG_MOVETO) {
        text.append(Math.round(p[0])).append(',').append(Math.round(p[1])).append(' ');
      }
    }
    return text.toString();
  }

  @Test
  void aLineOfTwoDirectionsIsInTheOrderOfItsFirstLetter() throws IOException {
    Typeface face = face("NotoSansHebrew.ttf", "he");
    Rectangle2D latin = face.line("NAIP", 100).outline().getBounds2D();
    Rectangle2D hebrewFirst = face.line("נמל NAIP", 100).outline().getBounds2D();
    Rectangle2D latinFirst = face.line("NAIP נמל", 100).outline().getBounds2D();
    assertEquals(hebrewFirst.getWidth(), latinFirst.getWidth(), 12);
    // In the first the Latin word is at the left, as in the second.
    assertEquals(latin.getMinX(), hebrewFirst.getMinX(), 1e-6);
    assertEquals(latin.getMinX(), latinFirst.getMinX(), 1e-6);
    assertTrue(Typeface.runsRightToLeft("נמל NAIP"));
    assertFalse(Typeface.runsRightToLeft("NAIP נמל"));
  }

  @Test
  void clustersAreShapedAndNotPlacedLetterByLetter() throws IOException {
    Typeface devanagari = face("NotoSansDevanagari.ttf", "hi");
    double sum = width(devanagari, "क") + width(devanagari, "ष");
    // A conjunct is one glyph and not three.
    assertTrue(width(devanagari, "क्ष") < 0.9 * sum, width(devanagari, "क्ष") + " of " + sum);
    assertEquals("", devanagari.missing("क्ष"));
    Typeface thai = face("NotoSansThai.ttf", "th");
    Rectangle2D consonant = thai.line("น", 100).outline().getBounds2D();
    Rectangle2D marked = thai.line("น้", 100).outline().getBounds2D();
    // The mark is above its consonant.
    assertEquals(width(thai, "น"), width(thai, "น้"), 1e-9);
    assertTrue(marked.getMinY() < consonant.getMinY() - 10, marked + " and " + consonant);
  }

  @Test
  void aSignThatIsWrittenBehindItsConsonantIsDrawnInFrontOfIt() throws IOException {
    Typeface face = face("NotoSansDevanagari.ttf", "hi");
    Rectangle2D consonant = face.line("द", 100).outline().getBounds2D();
    Path2D withSign = face.line("दि", 100).outline();
    assertTrue(contours(withSign) > contours(face.line("द", 100).outline()));
    assertTrue(withSign.getBounds2D().getWidth() > consonant.getWidth());
  }

  @Test
  void digitsAreOfTheFontOfTheLettersBesideThem() throws IOException {
    Typeface bundled = Typefaces.bundled(Locale.ENGLISH).regular();
    Typeface arabic = face("NotoSansArabic.ttf", "en");
    for (String latin : List.of("31 July 2012", "July 2012", "2012", "27 – 30 June", "500 m")) {
      assertEquals(points(bundled.line(latin, 100)), points(arabic.line(latin, 100)), latin);
    }
    String digits = points(bundled.line("2012", 100));
    assertNotEquals(digits, points(arabic.line("2012 د", 100)).substring(0, digits.length()));
  }

  @Test
  void theUsersFontDrawsWhatItHasAndTheBundledOneTheRest() throws IOException {
    Typeface bundled = Typefaces.bundled(Locale.ENGLISH).regular();
    Typeface both = face("NotoSansJP.otf", "ja");
    assertEquals("東", bundled.missing("東 bay"));
    assertEquals("", both.missing("東京 bay"));
    assertEquals(width(bundled, "bay"), width(both, "bay"), 1e-9);
    assertEquals(200, width(both, "東京"), 1e-6);
    assertEquals(
        width(both, "東京") + width(both, " ") + width(both, "bay"), width(both, "東京 bay"), 1);
  }

  @Test
  void pairsOfLettersAreKernedAndFiguresAreTabular() {
    Typeface face = Typefaces.bundled(Locale.ENGLISH).semibold();
    assertTrue(width(face, "AV") < width(face, "A") + width(face, "V") - 1);
    assertTrue(width(face, "To") < width(face, "T") + width(face, "o") - 1);
    assertEquals(width(face, "28.11.2014"), width(face, "17.71.1111"), 1e-9);
  }

  @Test
  void severalThreadsShapeTheSame() throws Exception {
    Typeface face = Typefaces.bundled(Locale.ENGLISH).regular();
    List<String> words = List.of("Prairie", "lakes", "North", "Dakota", "Łódź", "Київ", "Αθήνα");
    List<Double> expected = words.stream().map(word -> width(face, word)).toList();
    List<Double> found =
        words.parallelStream()
            .map(word -> width(Typefaces.bundled(Locale.ENGLISH).regular(), word))
            .toList();
    assertEquals(expected, found);
  }

  @Test
  void aFileThatIsNoFontIsRefused() throws IOException {
    Path text = folder.resolve("notes.ttf");
    Files.writeString(text, "no font", StandardCharsets.UTF_8);
    Path missing = folder.resolve("missing.otf");
    Path cut = folder.resolve("cut.ttf");
    Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(font("NotoSansThai.ttf")), 600));
    for (Path file : List.of(text, missing, cut)) {
      UserError error =
          assertThrows(UserError.class, () -> Typefaces.of(List.of(file), Locale.ENGLISH));
      assertEquals(ExitCode.USAGE, error.exitCode());
      String sentence = String.valueOf(error.getMessage());
      assertTrue(sentence.startsWith("furniture.font: " + file.getFileName()), sentence);
    }
  }

  @Test
  void directionMarksAndControlCharactersAreNotDrawn() {
    Typeface face = Typefaces.bundled(Locale.ENGLISH).regular();
    assertEquals("", face.missing("a\u200Fb\u200Dc\u0007d\tn"));
    assertEquals(width(face, "ab"), width(face, "a\u0007b"), 1e-9);
    assertEquals(width(face, "a b"), width(face, "a\tb"), 1e-9);
  }
}
