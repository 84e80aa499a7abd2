package io.terralapse.catalog.files;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Bounds what a regular expression expands to before it is compiled: RE2 writes a counted
 * repetition out, so that {@code ((a{1000}){1000}){1000}} would fill the memory, and recurses into
 * groups. Also refuses what RE2 reads differently from Java.
 */
final class RegexSize {
  private static final long MAX_ITEMS = 5_000;
  private static final int MAX_DEPTH = 50;

  private final String regex;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long group;
  private long last;

  private RegexSize(String regex) {
    this.regex = regex;
  }

  /**
   * Checks an expression, which may be malformed.
   *
   * @throws IllegalArgumentException if it is too large or has a bracket inside of a class; the
   *     message is a predicate
   */
  static void check(String regex) {
    new RegexSize(regex).scan();
  }

  private void scan() {
    int i = 0;
    while (i < regex.length()) {
      i = item(i);
      if (group > MAX_ITEMS) {
        throw new IllegalArgumentException(
            "repeats more than " + MAX_ITEMS + " items when its counts are multiplied");
      }
    }
  }

  /** Counts the item at a position and returns the position after it. */
  private int item(int i) {
    switch (regex.charAt(i)) {
      case '(' -> {
        if (outer.size() == MAX_DEPTH) {
          throw new IllegalArgumentException("nests more than " + MAX_DEPTH + " groups");
        }
        outer.push(group);
        group = 0;
        last = 0;
      }
      case ')' -> {
        last = group + 1;
        group = last + (outer.isEmpty() ? 0 : outer.pop());
      }
      case '{' -> {
        return repetition(i);
      }
      case '[' -> {
        return characterClass(i);
      }
      case '\\' -> {
        add();
        boolean quoted = regex.startsWith("\\Q", i);
        int end = quoted ? regex.indexOf("\\E", i) : i + 1;
        return end < 0 ? regex.length() : end + (quoted ? 2 : 1);
      }
      default -> add();
    }
    return i + 1;
  }

  private void add() {
    last = 1;
    group++;
  }

  private int repetition(int open) {
    int close = regex.indexOf('}', open);
    String inside = close < 0 ? "" : regex.substring(open + 1, close);
    if (!inside.matches("\\d{1,4}(?:,\\d{0,4})?")) {
      add();
      return open + 1;
    }
    long most = 1;
    for (String count : inside.split(",", -1)) {
      most = Math.max(most, count.isEmpty() ? 1 : Long.parseLong(count));
    }
    group += last * (most - 1);
    last *= most;
    return close + 1;
  }

  private int characterClass(int open) {
    add();
    int i = open + 1;
    if (regex.startsWith("^", i)) {
      i++;
    }
    if (regex.startsWith("]", i)) {
      i++;
    }
    while (i < regex.length() && regex.charAt(i) != ']') {
      if (regex.startsWith("[:", i) && regex.indexOf(":]", i) > 0) {
        i = regex.indexOf(":]", i) + 1;
      } else if (regex.charAt(i) == '[' || regex.startsWith("&&", i)) {
        throw new IllegalArgumentException(
            "has a " + (regex.charAt(i) == '[' ? "[" : "&&") + " inside of [ ], which needs a \\");
      } else if (regex.charAt(i) == '\\') {
        i++;
      }
      i++;
    }
    return i + 1;
  }
}
