package io.terralapse.furniture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds letters in a date pattern that {@link java.time.format.DateTimeFormatter} accepts with
 * another meaning than people have in mind: {@code D} is the day of the year, {@code Y} the
 * week-based year, {@code m} the minute, {@code h} an hour that needs {@code a} beside it;
 * spreadsheets and other languages use them for day, year, month and hour. Stateless.
 */
public final class DateLetters {
  /** Letters of hours; a minute goes with one. */
  private static final String HOURS = "HhKk";

  private static final DatePattern.Token NONE = new DatePattern.Token("", false);

  private static final Pattern PERCENT = Pattern.compile("%-?([A-Za-z])");

  /** The letters of C's {@code strftime}. */
  private static final Map<String, String> STRFTIME =
      Map.ofEntries(
          Map.entry("d", "dd"),
          Map.entry("e", "d"),
          Map.entry("m", "MM"),
          Map.entry("b", "MMM"),
          Map.entry("B", "MMMM"),
          Map.entry("Y", "uuuu"),
          Map.entry("y", "uu"),
          Map.entry("j", "DDD"),
          Map.entry("H", "HH"),
          Map.entry("M", "mm"),
          Map.entry("S", "ss"),
          Map.entry("a", "EEE"),
          Map.entry("A", "EEEE"));

  private DateLetters() {}

  /**
   * What to write instead of a pattern.
   *
   * @return a clause such as {@code write dd/MM/uuuu (D is the day of the year)}; empty if the
   *     letters mean what they seem to
   */
  public static Optional<String> findProblem(String pattern) {
    Matcher percent = PERCENT.matcher(pattern);
    if (percent.find()) {
      return Optional.of(
          "write " + withoutPercent(pattern) + " (the letters have no percent signs)");
    }
    List<DatePattern.Token> tokens = DatePattern.tokens(pattern);
    List<String> reasons = new ArrayList<>();
    StringBuilder meant = new StringBuilder();
    for (int i = 0; i < tokens.size(); i++) {
      DatePattern.Token token = tokens.get(i);
      DatePattern.Token next = i + 1 < tokens.size() ? tokens.get(i + 1) : NONE;
      if (token.text().equals("D") && next.text().equals("o") && next.field()) {
        meant.append(because(reasons, "there are no ordinal numbers", "d"));
        i++;
      } else if (isYear(token) && isYear(next)) {
        meant.append(because(reasons, "Y is the week-based year", "uuuu"));
        i++;
      } else {
        meant.append(token.field() ? meant(tokens, i, reasons) : token.text());
      }
    }
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of("write " + meant + " (" + String.join(", ", reasons) + ")");
  }

  /** A pattern of {@code strftime} in the letters of Java; its other letters are quoted. */
  private static String withoutPercent(String pattern) {
    StringBuilder java = new StringBuilder();
    Matcher percent = PERCENT.matcher(pattern);
    int from = 0;
    while (percent.find()) {
      java.append(quoted(pattern.substring(from, percent.start())));
      java.append(STRFTIME.getOrDefault(percent.group(1), ""));
      from = percent.end();
    }
    return java.append(quoted(pattern.substring(from))).toString();
  }

  private static String quoted(String text) {
    return text.contains("'") ? text : text.replaceAll("\\p{L}+", "'$0'");
  }

  private static boolean isYear(DatePattern.Token token) {
    return token.field() && "yY".indexOf(token.text().charAt(0)) >= 0;
  }

  private static String meant(List<DatePattern.Token> tokens, int i, List<String> reasons) {
    String text = tokens.get(i).text();
    return switch (text.charAt(0)) {
      // DDD alone, without a month, is the ordinal date of ISO 8601.
      case 'D' ->
          text.length() == 3 && !hasAny(tokens, "MLmd")
              ? text
              : because(
                  reasons, "D is the day of the year", text.length() > 2 ? "dd" : lower(text));
      case 'Y' ->
          hasAny(tokens, "wW")
              ? text
              : because(reasons, "Y is the week-based year", text.replace('Y', 'u'));
      case 'm' ->
          isMinute(tokens, i) ? text : because(reasons, "m is the minute", text.replace('m', 'M'));
      case 'M' ->
          followsHour(tokens, i, false)
              ? because(reasons, "M is the month", text.replace('M', 'm'))
              : text;
      case 'h', 'K' ->
          hasAny(tokens, "aB")
              ? text
              : because(
                  reasons,
                  text.charAt(0) + " is the hour of half a day",
                  "H".repeat(text.length()));
      case 'S' ->
          hasAny(tokens, "s")
              ? text
              : because(reasons, "S is the fraction of a second", text.replace('S', 's'));
      case 'd' ->
          text.length() > 2
              ? because(reasons, "d is the day of the month", text.length() > 3 ? "EEEE" : "EEE")
              : text;
      default -> text;
    };
  }

  private static String because(List<String> reasons, String reason, String meant) {
    if (!reasons.contains(reason)) {
      reasons.add(reason);
    }
    return meant;
  }

  private static String lower(String text) {
    return text.replace('D', 'd');
  }

  /** A minute is behind an hour or in front of a second. */
  private static boolean isMinute(List<DatePattern.Token> tokens, int i) {
    Optional<DatePattern.Token> next =
        tokens.stream().skip(i + 1L).filter(DatePattern.Token::field).findFirst();
    return followsHour(tokens, i, true) || next.filter(t -> t.text().charAt(0) == 's').isPresent();
  }

  /** True if the field before is an hour; a month may stand behind an hour and a blank. */
  private static boolean followsHour(List<DatePattern.Token> tokens, int i, boolean acrossBlanks) {
    for (int k = i - 1; k >= 0; k--) {
      DatePattern.Token before = tokens.get(k);
      if (before.field()) {
        return HOURS.indexOf(before.text().charAt(0)) >= 0;
      }
      if (before.text().isBlank() && !acrossBlanks) {
        return false;
      }
    }
    return false;
  }

  private static boolean hasAny(List<DatePattern.Token> tokens, String letters) {
    return tokens.stream().anyMatch(t -> t.field() && letters.indexOf(t.text().charAt(0)) >= 0);
  }
}
