package io.terralapse.geo;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Parses well-known text: WKT 1 (OGC 01-009), its variants by GDAL and Esri, and WKT 2 (OGC
 * 18-010r7). Only the syntax; the depth is limited. Used once; not thread-safe.
 */
final class WktParser {
  /** A bound coordinate system of a compound one has less than ten levels. */
  private static final int MAX_DEPTH = 32;

  private final String text;
  private int at;

  private WktParser(String text) {
    this.text = text;
  }

  /**
   * Parses one element.
   *
   * @throws ParseException if the text is not well-formed, has more than one element, or is nested
   *     too deeply
   */
  static WktNode parse(String text) throws ParseException {
    WktParser parser = new WktParser(text);
    WktNode root = parser.value(0);
    parser.skipBlanks();
    if (root.kind() != WktNode.Kind.ELEMENT || parser.at < text.length()) {
      throw new ParseException("not one element", parser.at);
    }
    return root;
  }

  private WktNode value(int depth) throws ParseException {
    char first = peek();
    if (first == '"' || first == '\u201c') {
      return new WktNode(WktNode.Kind.QUOTED, quoted(), List.of());
    }
    int start = at;
    while (at < text.length() && isPlain(text.charAt(at))) {
      at++;
    }
    String plain = text.substring(start, at).strip();
    if (plain.isEmpty()) {
      throw new ParseException("a value is missing", at);
    }
    if (at < text.length() && isOpening(text.charAt(at))) {
      return element(plain.toUpperCase(Locale.ROOT), depth);
    }
    return new WktNode(isNumber(plain) ? WktNode.Kind.NUMBER : WktNode.Kind.WORD, plain, List.of());
  }

  private WktNode element(String keyword, int depth) throws ParseException {
    if (depth == MAX_DEPTH) {
      throw new ParseException("nested too deeply", at);
    }
    List<WktNode> values = new ArrayList<>();
    at++;
    if (isClosing(peek())) {
      at++;
      return new WktNode(WktNode.Kind.ELEMENT, keyword, values);
    }
    while (true) {
      values.add(value(depth + 1));
      char next = peek();
      at++;
      if (isClosing(next)) {
        return new WktNode(WktNode.Kind.ELEMENT, keyword, values);
      }
      if (next != ',') {
        throw new ParseException("neither a comma nor a bracket", at);
      }
    }
  }

  /** A doubled quotation mark is one that belongs to the text. */
  private String quoted() throws ParseException {
    StringBuilder content = new StringBuilder();
    char end = text.charAt(at) == '"' ? '"' : '\u201d';
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean doubled = c == end && at + 1 < text.length() && text.charAt(at + 1) == end;
      if (c == end && !doubled) {
        at++;
        return content.toString();
      }
      content.append(c);
      at += doubled ? 1 : 0;
    }
    throw new ParseException("a quotation mark is missing", at);
  }

  private char peek() throws ParseException {
    skipBlanks();
    if (at >= text.length()) {
      throw new ParseException("the text ends too early", at);
    }
    return text.charAt(at);
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isPlain(char c) {
    return c != ',' && c != '"' && !isOpening(c) && !isClosing(c);
  }

  private static boolean isOpening(char c) {
    return c == '[' || c == '(';
  }

  private static boolean isClosing(char c) {
    return c == ']' || c == ')';
  }

  private static boolean isNumber(String plain) {
    try {
      return Double.isFinite(Double.parseDouble(plain))
          && !Character.isLetter(plain.charAt(plain.length() - 1));
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
