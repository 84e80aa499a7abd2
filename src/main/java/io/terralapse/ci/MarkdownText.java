package io.terralapse.ci;

import io.terralapse.model.PrintableText;

/**
 * Untrusted text in Markdown that GitHub shows. Every character that Markdown or HTML could take
 * for markup becomes a numeric character reference, which neither of them does. Stateless.
 */
final class MarkdownText {
  /** Names of files have at most 255 bytes; sentences may have several names. */
  private static final int MAX_LENGTH = 400;

  private static final String PLAIN = " .,-";

  private MarkdownText() {}

  /** Text as one line, without control and invisible characters, shortened if it is long. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder();
    PrintableText.clean(text, MAX_LENGTH)
        .codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c) || (c > 127) || PLAIN.indexOf(c) >= 0) {
                out.appendCodePoint(c);
              } else {
                out.append("&#").append(c).append(';');
              }
            });
    return out.toString();
  }

  /** A name, in which mentions and numbers of issues are not taken for such. */
  static String code(String text) {
    return "<code>" + escape(text) + "</code>";
  }
}
