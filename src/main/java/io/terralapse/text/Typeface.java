package io.terralapse.text;

import io.terralapse.text.TextRuns.Run;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.List;
import java.util.TreeSet;

/**
 * One weight of the fonts that captions are drawn with: of several, the first that has a character
 * draws it. Lines are shaped, joined, kerned and ordered by the rules of their scripts.
 * Thread-safe.
 */
public final class Typeface {
  private final List<OutlineFont> fonts;
  private final String language;

  /**
   * A line of text.
   *
   * @param outline in pixels, y down, starting at (0, 0) on the baseline
   * @param width advance of the line in pixels
   */
  public record Line(Path2D outline, double width) {}

  Typeface(List<OutlineFont> fonts, String language) {
    this.fonts = List.copyOf(fonts);
    this.language = language;
  }

  /** The text in Unicode normalisation form C, as it is drawn. */
  public static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** Whether a text as a whole runs from right to left: its first letter does. */
  public static boolean runsRightToLeft(String text) {
    return !TextRuns.direction(normal(text)).baseIsLeftToRight();
  }

  /** The characters of a text that none of the fonts has, each once, in code point order. */
  public String missing(String text) {
    TreeSet<Integer> missing = new TreeSet<>();
    normal(text)
        .codePoints()
        .filter(c -> !isBlank(c) && !isInvisible(c) && !isDrawable(c))
        .forEach(missing::add);
    StringBuilder all = new StringBuilder();
    missing.forEach(all::appendCodePoint);
    return all.toString();
  }

  private boolean isDrawable(int character) {
    String parts = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFD);
    return fonts.stream()
        .anyMatch(
            font ->
                font.glyphOf(character) != 0
                    || parts.codePoints().allMatch(part -> font.glyphOf(part) != 0));
  }

  /**
   * Lays out a line. All digits of a script have the advance of the widest (tabular figures), so
   * that a changing date does not move.
   *
   * @param pixels em size
   */
  public Line line(String text, double pixels) {
    String normal = drawn(text);
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    double pen = 0;
    for (Run run : TextRuns.of(normal, fontsOf(normal))) {
      OutlineFont font = fonts.get(run.font());
      double scale = pixels / font.unitsPerEm();
      for (OutlineFont.Glyph glyph :
          font.shape(normal, run.from(), run.to(), run.rightToLeft(), language)) {
        int character = normal.codePointAt(glyph.cluster());
        double advance = glyph.advance();
        double x = glyph.x();
        if (Character.getType(character) == Character.DECIMAL_DIGIT_NUMBER
            && glyph.id() == font.glyphOf(character)) {
          double natural = advance;
          advance = font.digitAdvance(character - Character.digit(character, 10));
          x += (advance - natural) / 2;
        }
        path.append(
            font.outline(glyph.id())
                .getPathIterator(
                    new AffineTransform(scale, 0, 0, -scale, pen + x * scale, -glyph.y() * scale)),
            false);
        pen += advance * scale;
      }
    }
    return new Line(path, pen);
  }

  /** The text without what is not drawn; white space of all kinds is one of a blank's width. */
  private static String drawn(String text) {
    StringBuilder drawn = new StringBuilder();
    normal(text)
        .codePoints()
        .filter(c -> !isControl(c))
        .map(c -> Character.isWhitespace(c) ? ' ' : c)
        .forEach(drawn::appendCodePoint);
    return drawn.toString();
  }

  /**
   * The font of the character at each index. Digits, signs, blanks and marks are of the font of the
   * letters before them, at the start of those behind them, if it has them: a font for one script
   * does not draw the digits of another.
   */
  private int[] fontsOf(String text) {
    int[] found = new int[text.length()];
    int ofLetters = fontOfFirstLetter(text);
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      boolean neutral = isNeutral(character);
      found[i] = fontOf(character, neutral ? ofLetters : TextRuns.ANY_FONT);
      ofLetters = neutral ? ofLetters : found[i];
      i += Character.charCount(character);
    }
    return found;
  }

  /** Without letters, the first font with Latin ones, which its digits go with. */
  private int fontOfFirstLetter(String text) {
    int letter = text.codePoints().filter(c -> !isNeutral(c)).findFirst().orElse('A');
    return fontOf(letter, TextRuns.ANY_FONT);
  }

  private int fontOf(int character, int preferred) {
    if (preferred != TextRuns.ANY_FONT && fonts.get(preferred).glyphOf(character) != 0) {
      return preferred;
    }
    for (int i = 0; i < fonts.size(); i++) {
      if (fonts.get(i).glyphOf(character) != 0) {
        return i;
      }
    }
    return isInvisible(character) ? TextRuns.ANY_FONT : fonts.size() - 1;
  }

  /** Whether a character goes with the letters beside it. */
  private static boolean isNeutral(int c) {
    UnicodeScript script = UnicodeScript.of(c);
    int type = Character.getType(c);
    return script == UnicodeScript.COMMON
        || script == UnicodeScript.INHERITED
        || type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  private static boolean isBlank(int c) {
    return Character.isSpaceChar(c) || Character.isWhitespace(c);
  }

  /** Characters that direct the layout (joiners, direction marks) and are not drawn themselves. */
  private static boolean isInvisible(int c) {
    return Character.getType(c) == Character.FORMAT || isVariation(c) || isControl(c);
  }

  private static boolean isVariation(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
  }

  private static boolean isControl(int c) {
    return Character.isISOControl(c) && !Character.isWhitespace(c);
  }
}
