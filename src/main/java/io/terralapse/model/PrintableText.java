package io.terralapse.model;

import java.util.regex.Pattern;

/** Makes untrusted text safe for messages and names. Stateless. */
public final class PrintableText {
  private static final int MAX_LENGTH = 160;
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");

  /** The same but line ends and tabs, one at a time. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[[\\p{Cc}&&[^\t\r\n]]\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private static final Pattern USER = Pattern.compile("//[^/@]*@");

  private PrintableText() {}

  /** The text as one line of visible characters, shortened if it is long. */
  public static String clean(String text) {
    return clean(text, MAX_LENGTH);
  }

  /** As above, with a maximum length in characters. */
  public static String clean(String text, int maxLength) {
    String line = INVISIBLE.matcher(text).replaceAll(" ").strip();
    if (line.length() <= maxLength) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
    return line.substring(0, end) + "...";
  }

  /**
   * The lines of a text for a terminal: a space for each invisible character, which could move the
   * cursor, change colours or turn the direction of what follows. Nothing is shortened.
   */
  public static String lines(String text) {
    return UNPRINTABLE.matcher(text).replaceAll(" ");
  }

  /** As {@link #lines}, on one line: a space also for each line end and tab. */
  public static String line(String text) {
    return lines(text).replaceAll("[\t\r\n]", " ");
  }

  /** An address or path without query, fragment and user information, as one line. */
  public static String address(String href) {
    int end = href.length();
    for (char mark : new char[] {'?', '#'}) {
      int at = href.indexOf(mark);
      end = at >= 0 ? Math.min(end, at) : end;
    }
    return clean(USER.matcher(href.substring(0, end)).replaceAll("//"));
  }
}
