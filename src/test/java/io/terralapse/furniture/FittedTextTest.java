package io.terralapse.furniture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.text.Typeface;
import io.terralapse.text.Typefaces;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FittedTextTest {
  private static final Typeface FACE = Typefaces.bundled(Locale.ENGLISH).regular();
  private static final double EM = 20;

  /** A width that shows some text in one line of the smallest letters, but no more. */
  private static FittedText.Room room(String line, int lines) {
    double width = FACE.line(line, FittedText.LEAST_SHRINK * EM).width() + 0.5;
    return new FittedText.Room(width, lines, 12);
  }

  @Test
  void linesEndAtBlanks() {
    FittedText fitted = FittedText.of(FACE, "one two  three four", EM, room("three four", 2));
    assertEquals(List.of("one two", "three four"), fitted.lines());
    assertFalse(fitted.cut());
    assertEquals(FittedText.LEAST_SHRINK * EM, fitted.pixels());
  }

  /** Its characters have the same width: that of the sign for a missing one. */
  @Test
  void japaneseIsWrappedWithoutBlanks() {
    String text = "香港国際空港と将軍澳の埋め立て、十年間にわたる変化の記録";
    FittedText fitted = FittedText.of(FACE, text, EM, room("香".repeat(20), 2));
    assertFalse(fitted.cut(), fitted.toString());
    assertEquals(List.of("香港国際空港と将軍澳の埋め立て、", "十年間にわたる変化の記録"), fitted.lines());
    FittedText three = FittedText.of(FACE, text, EM, room("香".repeat(10), 3));
    assertEquals(3, three.lines().size());
    assertEquals(text, String.join("", three.lines()));
    assertTrue(three.lines().stream().noneMatch(line -> line.startsWith("、")), three.toString());
  }

  @Test
  void thaiIsWrappedBetweenWords() {
    String text = "ภาพถ่ายดาวเทียมของกรุงเทพมหานคร";
    FittedText fitted = FittedText.of(FACE, text, EM, room("ภาพถ่ายดาวเทียมของ", 2));
    assertFalse(fitted.cut(), fitted.toString());
    assertEquals(text, String.join("", fitted.lines()));
    assertEquals(2, fitted.lines().size());
    assertTrue(
        List.of("ภาพถ่ายดาวเทียมของ", "ภาพถ่ายดาวเทียม", "ภาพถ่าย").contains(fitted.lines().get(0)),
        fitted.toString());
  }

  @Test
  void longWordsAreBrokenIfTheyFitIntoNoLine() {
    String word = "Donaudampfschifffahrtsgesellschaft";
    FittedText fitted = FittedText.of(FACE, word, EM, room(word.substring(0, 20), 2));
    assertFalse(fitted.cut());
    assertEquals(word, String.join("", fitted.lines()));
    String address = "https://example.org/one-long-address-of-a-page";
    FittedText page = FittedText.of(FACE, address, EM, room("https://example.org/one-long-ad", 2));
    assertTrue(page.lines().get(0).matches(".*[-/]"), page.toString());
  }

  @Test
  void aTextThatDoesNotFitIsCutAtAWordsEnd() {
    FittedText fitted = FittedText.of(FACE, "one two, three four five", EM, room("one two, th", 1));
    assertTrue(fitted.cut());
    assertEquals(List.of("one two…"), fitted.lines());
    FittedText word = FittedText.of(FACE, "A Landsatszene", EM, room("A Landsat…", 1));
    assertEquals(List.of("A Landsat…"), word.lines());
    assertFalse(FittedText.of(FACE, "and so on…", EM, room("and so", 2)).cut(), "as it is written");
  }

  @Test
  void theTailIsKept() {
    String tail = " (°C)";
    FittedText cut = FittedText.of(FACE, "one two three", tail, EM, room("one two thr (°C)", 1));
    assertEquals(List.of("one two… (°C)"), cut.lines());
    FittedText whole = FittedText.of(FACE, "one two three", tail, EM, room("one two thr", 2));
    assertEquals(List.of("one two", "three (°C)"), whole.lines());
    assertFalse(whole.cut());
  }
}
