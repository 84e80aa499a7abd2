package io.terralapse.text;

import java.lang.Character.UnicodeScript;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides a line into runs of one direction, script and font, in the order in which they are seen.
 * Directions by the Unicode bidirectional algorithm (UAX 9), scripts as in UAX 24. Stateless.
 */
final class TextRuns {
  /** Of a character that any font can be used for, such as a joiner. */
  static final int ANY_FONT = -1;

  private TextRuns() {}

  /**
   * A part of a text.
   *
   * @param from first character
   * @param to behind the last character
   * @param font index of its font
   * @param rightToLeft its direction
   */
  record Run(int from, int to, int font, boolean rightToLeft) {}

  /** The directions of a text, whose own is that of its first letter, else from left to right. */
  static Bidi direction(String text) {
    return new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
  }

  /**
   * The runs from left to right.
   *
   * @param fonts the font of the character at each index, or {@link #ANY_FONT}
   */
  static List<Run> of(String text, int[] fonts) {
    if (text.isEmpty()) {
      return List.of();
    }
    Bidi bidi = direction(text);
    List<Run> runs = new ArrayList<>();
    List<Byte> levels = new ArrayList<>();
    int from = 0;
    Kind kind = new Kind(bidi.getLevelAt(0), UnicodeScript.COMMON, ANY_FONT);
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      Kind next = kind.with(bidi.getLevelAt(i), character, fonts[i]);
      if (!next.continues(kind)) {
        runs.add(new Run(from, i, Math.max(0, kind.font()), kind.level() % 2 == 1));
        levels.add((byte) kind.level());
        from = i;
      }
      kind = next;
      i += Character.charCount(character);
    }
    runs.add(new Run(from, text.length(), Math.max(0, kind.font()), kind.level() % 2 == 1));
    levels.add((byte) kind.level());
    byte[] order = new byte[levels.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = levels.get(i);
    }
    Object[] visual = runs.toArray();
    Bidi.reorderVisually(order, 0, visual, 0, visual.length);
    List<Run> result = new ArrayList<>();
    for (Object run : visual) {
      result.add((Run) run);
    }
    return result;
  }

  /** What the characters of one run have in common. */
  private record Kind(int level, UnicodeScript script, int font) {

    /** The kind of the next character; marks, blanks and signs are of the script before. */
    Kind with(int nextLevel, int character, int nextFont) {
      UnicodeScript own = UnicodeScript.of(character);
      boolean neutral = own == UnicodeScript.COMMON || own == UnicodeScript.INHERITED;
      return new Kind(nextLevel, neutral ? script : own, nextFont == ANY_FONT ? font : nextFont);
    }

    boolean continues(Kind before) {
      boolean sameScript = script == before.script || before.script == UnicodeScript.COMMON;
      boolean sameFont = font == before.font || before.font == ANY_FONT;
      return level == before.level && sameScript && sameFont;
    }
  }
}
