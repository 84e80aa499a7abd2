package io.terralapse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A source file as flowing text: comment marks removed, lines and concatenated strings joined,
 * identifiers split into words. Phrases are found even where a line break divides them, and every
 * position can be traced to its line. Immutable.
 */
final class FlowingText {
  private static final Pattern COMMENT_MARK =
      Pattern.compile("^\\s*(/\\*\\*?|\\*/|\\*|//|#|<!--)?");
  private static final Pattern WORD_BORDER =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_");
  private static final Pattern CONTINUATION = Pattern.compile("^\\s*\\+\\s*\"");

  private final String text;
  private final int[] lineEnds;

  /** Of a file's content. */
  FlowingText(String content) {
    String[] lines = content.split("\\R", -1);
    StringBuilder flow = new StringBuilder();
    lineEnds = new int[lines.length];
    for (int i = 0; i < lines.length; i++) {
      append(flow, lines[i]);
      lineEnds[i] = flow.length();
    }
    text = flow.toString();
  }

  private static void append(StringBuilder flow, String line) {
    Matcher continuation = CONTINUATION.matcher(line);
    int end = flow.length();
    String added;
    if (end > 1 && flow.charAt(end - 2) == '"' && continuation.find()) {
      flow.setLength(end - 2);
      added = line.substring(continuation.end());
    } else {
      added = COMMENT_MARK.matcher(line).replaceFirst("").stripLeading();
    }
    flow.append(WORD_BORDER.matcher(added.stripTrailing()).replaceAll(" ")).append(' ');
  }

  /** Finds a pattern; the matcher's positions belong to {@link #line}. */
  Matcher matcher(Pattern pattern) {
    return pattern.matcher(text);
  }

  /** The line, counted from 1, that a position is in. */
  int line(int position) {
    int line = 0;
    while (position >= lineEnds[line]) {
      line++;
    }
    return line + 1;
  }
}
