package io.terralapse.catalog.stac;

import java.util.regex.Pattern;

/** Foreign text made fit for messages and names. */
final class PrintableText {
  private static final int LONGEST = 160;
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+");
  private static final Pattern USER = Pattern.compile("//[^/@]*@");

  private PrintableText() {}

  /** One line of visible characters, not too long. */
  static String clean(String text) {
    String line = INVISIBLE.matcher(text).replaceAll(" ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }

  /** An address or path without query, fragment and user information. */
  static String address(String href) {
    int end = href.length();
    for (char mark : new char[] {'?', '#'}) {
      int at = href.indexOf(mark);
      end = at >= 0 ? Math.min(end, at) : end;
    }
    return clean(USER.matcher(href.substring(0, end)).replaceAll("//"));
  }
}
