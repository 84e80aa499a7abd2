package io.terralapse.furniture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes from a date pattern the fields that are known, with the text between them. */
final class DatePattern {
  /** Fields of a calendar day, month and year in {@link java.time.format.DateTimeFormatter}. */
  static final String DAY = "GuyDMLdQqYwWEecFg";

  static final String MONTH = "GuyMLQq";
  static final String MONTH_ONLY = "ML";
  static final String YEAR = "Guy";

  /** Fields that differ between the days of one month. */
  static final String DAY_ONLY = "dDwWEecFg";

  private record Token(String text, boolean field) {}

  /**
   * What is left of a pattern, itself a pattern or empty.
   *
   * @param before text before the first field
   * @param fields the fields with the text between them
   * @param after text after the last field
   */
  record Kept(String before, String fields, String after) {
    boolean isEmpty() {
      return fields.isEmpty();
    }

    String whole() {
      return before + fields + after;
    }

    /**
     * Without a day beside it a month stands in the nominative, which some languages spell apart.
     */
    Kept standalone() {
      StringBuilder nominative = new StringBuilder();
      for (Token token : tokens(fields)) {
        nominative.append(token.field() ? token.text().replace('M', 'L') : token.text());
      }
      return new Kept(before, nominative.toString(), after);
    }
  }

  private DatePattern() {}

  /**
   * The fields whose letter is among {@code letters}. Text stays where nothing was left out beside
   * it, so that {@code 'on' d MMMM} is whole with a day and loses its "on" without. Empty if no
   * field is left.
   */
  static Kept keep(String pattern, String letters) {
    StringBuilder kept = new StringBuilder();
    String before = "";
    StringBuilder between = new StringBuilder();
    boolean gap = false;
    for (Token token : tokens(pattern)) {
      if (!token.field()) {
        between.append(token.text());
      } else if (letters.indexOf(token.text().charAt(0)) < 0) {
        gap = true;
      } else {
        if (kept.length() > 0) {
          kept.append(gap ? " " : between);
        } else if (!gap) {
          before = between.toString();
        }
        kept.append(token.text());
        between.setLength(0);
        gap = false;
      }
    }
    return kept.length() == 0
        ? new Kept("", "", "")
        : new Kept(before, kept.toString(), gap ? "" : between.toString());
  }

  /**
   * The part of a pattern in which two dates differ, and what stands before and after it.
   *
   * @param letters of the fields in which they differ
   * @return empty if there is no such field, or if another stands among them
   */
  static Optional<Kept> around(String pattern, String letters) {
    StringBuilder before = new StringBuilder();
    StringBuilder fields = new StringBuilder();
    StringBuilder after = new StringBuilder();
    boolean otherSince = false;
    for (Token token : tokens(pattern)) {
      boolean differs = token.field() && letters.indexOf(token.text().charAt(0)) >= 0;
      if (differs && otherSince) {
        return Optional.empty();
      }
      if (differs) {
        fields.append(after).append(token.text());
        after.setLength(0);
      } else if (fields.length() == 0) {
        before.append(token.text());
      } else {
        otherSince |= token.field();
        after.append(token.text());
      }
    }
    return fields.length() == 0
        ? Optional.empty()
        : Optional.of(new Kept(before.toString(), fields.toString(), after.toString()));
  }

  /** Whether the month is written in letters. */
  static boolean spellsMonth(String pattern) {
    return tokens(pattern).stream()
        .anyMatch(
            t ->
                t.field()
                    && t.text().length() > 2
                    && MONTH_ONLY.contains(t.text().substring(0, 1)));
  }

  private static List<Token> tokens(String pattern) {
    List<Token> tokens = new ArrayList<>();
    int i = 0;
    while (i < pattern.length()) {
      char c = pattern.charAt(i);
      int end = i + 1;
      if (isLetter(c)) {
        while (end < pattern.length() && pattern.charAt(end) == c) {
          end++;
        }
        tokens.add(new Token(pattern.substring(i, end), true));
      } else if (c == '\'') {
        end = pattern.indexOf('\'', i + 1) + 1;
        end = end == 0 ? pattern.length() : end;
        tokens.add(new Token(pattern.substring(i, end), false));
      } else if (c != '[' && c != ']') {
        tokens.add(new Token(pattern.substring(i, end), false));
      }
      i = end;
    }
    return tokens;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
