package io.terralapse.model;

import java.util.regex.Pattern;

/** Makes untrusted text safe for messages and names. Stateless. */
public final class PrintableText {
  private static final int MAX_LENGTH = 160;
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");
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
