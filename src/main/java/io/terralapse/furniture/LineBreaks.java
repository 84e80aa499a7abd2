package io.terralapse.furniture;

import java.lang.Character.UnicodeScript;
import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Where the lines of a text may end, as offsets in ascending order up to its end. Stateless. */
final class LineBreaks {
  /** Scripts that are written without blanks between words. */
  private static final Set<UnicodeScript> WITHOUT_BLANKS =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  /** Words of more characters may be broken, such as long compounds and addresses. */
  private static final int LONG = 20;

  private LineBreaks() {}

  /** At blanks. */
  static List<Integer> atBlanks(String text) {
    TreeSet<Integer> ends = new TreeSet<>();
    for (int i = 1; i < text.length(); i++) {
      if (text.charAt(i) == ' ') {
        ends.add(i);
      }
    }
    return withEnd(ends, text);
  }

  /** At blanks, and where scripts without blanks allow it. */
  static List<Integer> betweenWords(String text) {
    TreeSet<Integer> ends = new TreeSet<>(atBlanks(text));
    for (int end : lineEnds(text)) {
      if (isWithoutBlanks(text.codePointBefore(end)) || isWithoutBlanks(text.codePointAt(end))) {
        ends.add(end);
      }
    }
    return withEnd(ends, text);
  }

  /**
   * Between words, and also inside of long words that fit into no line: behind hyphens and strokes
   * first, and between any two characters if that is not enough.
   *
   * @param fits whether a part of the text fits into a line
   */
  static List<Integer> insideWords(String text, Predicate<String> fits) {
    List<Integer> words = betweenWords(text);
    List<Integer> parts = divided(text, words, lineEnds(text), fits);
    return divided(text, parts, characterEnds(text), fits);
  }

  /** Between any two characters; combining marks stay with theirs. */
  static List<Integer> characterEnds(String text) {
    return withEnd(ends(BreakIterator.getCharacterInstance(Locale.ROOT), text), text);
  }

  private static List<Integer> divided(
      String text, List<Integer> ends, List<Integer> inner, Predicate<String> fits) {
    TreeSet<Integer> all = new TreeSet<>(ends);
    int from = 0;
    for (int end : ends) {
      int start = from;
      String word = text.substring(start, end).strip();
      if (word.length() > LONG && !fits.test(word)) {
        inner.stream().filter(i -> i > start && i < end).forEach(all::add);
      }
      from = end;
    }
    return List.copyOf(all);
  }

  /** Where the rules of the scripts allow a line to end; inside of the text only. */
  private static List<Integer> lineEnds(String text) {
    boolean thai = text.codePoints().anyMatch(c -> UnicodeScript.of(c) == UnicodeScript.THAI);
    // The dictionary of Thai words is used for its own locale only.
    Locale locale = thai ? Locale.forLanguageTag("th") : Locale.ROOT;
    return List.copyOf(ends(BreakIterator.getLineInstance(locale), text));
  }

  private static SortedSet<Integer> ends(BreakIterator iterator, String text) {
    iterator.setText(text);
    TreeSet<Integer> ends = new TreeSet<>();
    iterator.first();
    for (int at = iterator.next(); at != BreakIterator.DONE; at = iterator.next()) {
      if (at < text.length()) {
        ends.add(at);
      }
    }
    return ends;
  }

  private static boolean isWithoutBlanks(int character) {
    return WITHOUT_BLANKS.contains(UnicodeScript.of(character));
  }

  private static List<Integer> withEnd(SortedSet<Integer> ends, String text) {
    ends.add(text.length());
    return List.copyOf(ends);
  }
}
