package io.terralapse.catalog.product;

import io.terralapse.model.DataException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the text form of Landsat metadata, the Object Description Language as USGS writes it
 * (LSDS-1822 and LSDS-1414, "Data Format Control Book"): {@code GROUP = name}, {@code key = value},
 * {@code END_GROUP = name}, one per line, and {@code END}, after which there is padding. Stateless.
 */
final class MtlText {
  private static final int MAX_LINE = 8192;
  private static final int MAX_LINES = 50_000;
  private static final Pattern STATEMENT =
      Pattern.compile("\\s*+(?<key>[A-Za-z][A-Za-z0-9_]*+)\\s*+=\\s*+(?<value>.*+)");

  private MtlText() {}

  /**
   * Parses a document.
   *
   * @throws DataException with a clause that continues "{file} ", if it is not such a document, is
   *     truncated, or exceeds a bound
   */
  static Mtl parse(byte[] bytes) throws DataException {
    // All keys and numbers are ASCII; texts may contain other bytes.
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Mtl.Builder builder = new Mtl.Builder();
    int lines = 0;
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      if (end - at > MAX_LINE || ++lines > MAX_LINES) {
        throw new DataException("has more or longer lines than Landsat metadata have");
      }
      String line = text.substring(at, end).strip();
      if (line.equals("END")) {
        break;
      }
      if (line.indexOf('\0') >= 0) {
        throw new DataException("contains bytes that are not text");
      }
      statement(line, builder);
      at = end + 1;
    }
    return builder.build();
  }

  private static void statement(String line, Mtl.Builder builder) throws DataException {
    Matcher matcher = STATEMENT.matcher(line);
    if (!matcher.matches()) {
      // Blank lines, comments, and continuations of values over several lines are not needed.
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
