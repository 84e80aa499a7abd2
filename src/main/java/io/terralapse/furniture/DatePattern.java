package io.terralapse.furniture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reduces a date pattern to the fields that a date of lower precision has. Stateless. */
final class DatePattern {
  /** Fields of a calendar day, month and year in {@link java.time.format.DateTimeFormatter}. */
  static final String DAY = "GuyDMLdQqYwWEecFg";

  static final String MONTH = "GuyMLQq";
  static final String MONTH_ONLY = "ML";
  static final String YEAR = "Guy";

  /** Fields that differ between the days of one month. */
  static final String DAY_ONLY = "dDwWEecFg";

  /** Fields of a time of day. */
  static final String TIME = "aBhHkKmsSAnN";

  /**
   * A part of a pattern.
   *
   * @param text as written
   * @param field true for a run of one letter, false for literal text
   */
  record Token(String text, boolean field) {}

  /**
   * A part of a pattern, itself a pattern or empty.
   *
   * @param before text before the first field
   * @param fields the fields with the text between them
   * @param after text after the last field
   */
  record Fragment(String before, String fields, String after) {
    boolean isEmpty() {
      return fields.isEmpty();
    }

    String text() {
      return before + fields + after;
    }

    /** Replaces the month by its stand-alone form, which some languages use without a day. */
    Fragment standalone() {
      StringBuilder standalone = new StringBuilder();
      for (Token token : tokens(fields)) {
        standalone.append(token.field() ? token.text().replace('M', 'L') : token.text());
      }
      return new Fragment(before, standalone.toString(), after);
    }
  }

  private DatePattern() {}

  /**
   * Keeps the fields whose letter is in {@code letters}. Literal text is kept if no field next to
   * it was dropped: {@code 'on' d MMMM} loses its "on" together with the day. Empty if no field
   * remains.
   */
  static Fragment keep(String pattern, String letters) {
    StringBuilder kept = new StringBuilder();
    String before = "";
    StringBuilder between = new StringBuilder();
    boolean gap = false;
    boolean keeps = false;
    boolean afterField = false;
    for (Token token : tokens(pattern)) {
      boolean counter = afterField && !token.field() && isCounter(token.text());
      if (counter) {
        // The word for year or month belongs to the number before it.
        kept.append(keeps ? token.text() : "");
        continue;
      }
      afterField = token.field();
      keeps = token.field() && letters.indexOf(token.text().charAt(0)) >= 0;
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
        ? new Fragment("", "", "")
        : new Fragment(before, kept.toString(), gap ? "" : between.toString());
  }

  /**
   * Splits a pattern into the fields in which two dates differ, and the text before and after them.
   *
   * @param letters the letters of the fields in which they differ
   * @return empty if there is no such field, or if another field is between them
   */
  static Optional<Fragment> around(String pattern, String letters) {
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
        : Optional.of(new Fragment(before.toString(), fields.toString(), after.toString()));
  }

  /** Whether a text begins with a Chinese, Japanese or Korean counter, which follows its number. */
  static boolean isCounter(String text) {
    int first = text.isEmpty() ? ' ' : text.codePointAt(0);
    return Character.isIdeographic(first)
        || Character.UnicodeScript.of(first) == Character.UnicodeScript.HANGUL;
  }

  /** Whether a pattern has one of some fields. */
  static boolean has(String pattern, String letters) {
    return tokens(pattern).stream()
        .anyMatch(t -> t.field() && letters.indexOf(t.text().charAt(0)) >= 0);
  }

  /** Whether the month is written as a name, or with the word for month. */
  static boolean spellsMonth(String pattern) {
    List<Token> tokens = tokens(pattern);
    for (int i = 1; i < tokens.size(); i++) {
      if (MONTH_ONLY.contains(tokens.get(i - 1).text().substring(0, 1))
          && isCounter(tokens.get(i).text())) {
        return true;
      }
    }
    return tokens.stream()
        .anyMatch(
            t ->
                t.field()
                    && t.text().length() > 2
                    && MONTH_ONLY.contains(t.text().substring(0, 1)));
  }

  /** The fields and the literal text of a pattern, without the brackets of optional parts. */
  static List<Token> tokens(String pattern) {
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
