package io.terralapse.catalog.product;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text form of Landsat's metadata, the Object Description Language as USGS writes it (LSDS-1822
 * and LSDS-1414, "Data Format Control Book"): {@code GROUP = name}, {@code key = value}, {@code
 * END_GROUP = name}, one to a line, and {@code END}. What follows {@code END} is padding.
 */
final class MtlText {
  private static final int MAX_LINE = 8192;
  private static final int MAX_LINES = 50_000;
  private static final Pattern STATEMENT =
      Pattern.compile("\\s*+(?<key>[A-Za-z][A-Za-z0-9_]*+)\\s*+=\\s*+(?<value>.*+)");

  private MtlText() {}

  /**
   * Reads a file.
   *
   * @throws IOException with a clause that continues "{file} ", if it is none, is cut off, or is
   *     larger in some respect than any real one
   */
  static Mtl parse(byte[] bytes) throws IOException {
    // Everything that is looked at is ASCII; other bytes may stand in texts.
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Mtl.Builder builder = new Mtl.Builder();
    int lines = 0;
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      if (end - at > MAX_LINE || ++lines > MAX_LINES) {
        throw new IOException("holds more or longer lines than Landsat's metadata have");
      }
      String line = text.substring(at, end).strip();
      if (line.equals("END")) {
        break;
      }
      if (line.indexOf('\0') >= 0) {
        throw new IOException("holds bytes that are no text");
      }
      statement(line, builder);
      at = end + 1;
    }
    return builder.build();
  }

  private static void statement(String line, Mtl.Builder builder) throws IOException {
    Matcher matcher = STATEMENT.matcher(line);
    if (!matcher.matches()) {
      // Blank lines, comments, and the rest of a value that spans lines, none of which is needed.
      return;
    }
    String value = unquoted(matcher.group("value").strip());
    switch (matcher.group("key")) {
      case "GROUP" -> builder.open(value);
      case "END_GROUP" -> builder.close(value);
      default -> builder.put(matcher.group("key"), value);
    }
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
