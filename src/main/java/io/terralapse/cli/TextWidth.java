package io.terralapse.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many characters a line of a table may have. */
final class TextWidth {
  /** The launcher tells the width of the terminal, which Java does not know. */
  static final String PROPERTY = "terralapse.columns";

  /** Without a terminal: enough for the ids of Landsat and Sentinel products. */
  static final int WITHOUT_TERMINAL = 120;

  /** Narrower tables would show nothing. */
  static final int NARROWEST = 60;

  private TextWidth() {}

  /** The variable {@code COLUMNS}, else the terminal's width, else 120; at least 60. */
  static int of(Map<String, String> environment) {
    int given = number(environment.get("COLUMNS"));
    int terminal = given > 0 ? given : number(System.getProperty(PROPERTY));
    return Math.max(NARROWEST, terminal > 0 ? terminal : WITHOUT_TERMINAL);
  }

  private static int number(@Nullable String text) {
    return text != null && text.strip().matches("[1-9][0-9]{0,4}")
        ? Integer.parseInt(text.strip())
        : 0;
  }

  /** A text of at most {@code width} characters; three dots stand for what is cut off. */
  static String cut(String text, int width) {
    if (text.codePointCount(0, text.length()) <= width) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, Math.max(0, width - 3))) + "...";
  }
}
