package io.terralapse.catalog.dates;

import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values by RFC 4180: quoted cells may hold commas, line breaks and doubled quotes.
 * Lines that begin with {@code #} and empty lines are passed over.
 */
final class CsvRows {

  /** A row's cells, without surrounding blanks unless quoted, and the line it begins on, from 1. */
  record Row(int line, List<String> cells) {
    Row {
      cells = List.copyOf(cells);
    }
  }

  private final String text;
  private int at;
  private int line = 1;

  private CsvRows(String text) {
    this.text = text;
  }

  /** All rows of a text; a quote that is never closed ends with the text. */
  static List<Row> parse(String text) {
    CsvRows csv = new CsvRows(text);
    List<Row> rows = new ArrayList<>();
    while (csv.at < text.length()) {
      Row row = csv.nextRow();
      boolean empty = row.cells().size() == 1 && row.cells().get(0).isEmpty();
      if (!empty && !row.cells().get(0).startsWith("#")) {
        rows.add(row);
      }
    }
    return rows;
  }

  private Row nextRow() {
    int first = line;
    List<String> cells = new ArrayList<>();
    do {
      cells.add(nextCell());
    } while (take(','));
    take('\r');
    if (take('\n')) {
      line++;
    }
    return new Row(first, cells);
  }

  private String nextCell() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    if (!take('"')) {
      return plain();
    }
    StringBuilder cell = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"' && !take('"')) {
        break;
      }
      if (c == '\n') {
        line++;
      }
      cell.append(c);
    }
    plain();
    return cell.toString();
  }

  private String plain() {
    int start = at;
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    // A lone carriage return ends no line; it is taken as a blank.
    if (at + 1 < text.length() && text.charAt(at) == '\r' && text.charAt(at + 1) != '\n') {
      at++;
    }
    return text.substring(start, at).strip();
  }

  private boolean take(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }
}
