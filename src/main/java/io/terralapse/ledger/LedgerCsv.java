package io.terralapse.ledger;

import io.terralapse.model.Grid;
import io.terralapse.model.Shift;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;

/**
 * The ledger's scenes as a table (RFC 4180, UTF-8), one line per scene. Text that a spreadsheet
 * would run as a formula gets an apostrophe in front, because names and details come from untrusted
 * files.
 */
public final class LedgerCsv {
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "acquisitionId",
          "sensor",
          "acquired",
          "dateSource",
          "status",
          "reason",
          "frameIndex",
          "startSeconds",
          "endSeconds",
          "coveragePercent",
          "cloudPercent",
          "cloudSource",
          "filledPercent",
          "shiftStatus",
          "applied",
          "dxPx",
          "dyPx",
          "dxM",
          "dyM",
          "uncertaintyPx",
          "model",
          "confidence",
          "residualPx",
          "tiePoints",
          "rejectedTiePoints",
          "closurePx",
          "gain",
          "assets",
          "detail");

  /**
   * Commons CSV would quote more cells than RFC 4180 requires, so which to quote is decided here.
   */
  private static final CSVFormat PLAIN = CSVFormat.RFC4180.builder().setQuote(null).get();

  private static final CSVFormat QUOTED =
      CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.ALL).get();

  private LedgerCsv() {}

  /**
   * Writes the table.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(Ledger ledger, Path file) throws IOException {
    double pixelSizeM = ledger.grid().map(Grid::pixelSizeM).orElse(0.0);
    StringBuilder text = new StringBuilder();
    if (ledger.second().isEmpty()) {
      append(COLUMNS, text);
      for (Ledger.Entry entry : ledger.scenes()) {
        append(cells(ledger, entry, pixelSizeM), text);
      }
    } else {
      append(with(COLUMNS, "panel"), text);
      for (Ledger.Entry entry : ledger.scenes()) {
        append(with(cells(ledger, entry, pixelSizeM), "1"), text);
      }
      Ledger.Panel second = ledger.second().get();
      for (Ledger.Entry entry : second.scenes()) {
        append(with(cells(ledger, entry, second.grid().pixelSizeM()), "2"), text);
      }
    }
    Files.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> with(List<String> cells, String last) {
    List<String> all = new ArrayList<>(cells);
    all.add(last);
    return all;
  }

  private static void append(List<String> cells, Appendable text) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      append(cells.get(i), text, i == 0);
    }
    PLAIN.println(text);
  }

  private static void append(String cell, Appendable text, boolean first) throws IOException {
    boolean quoted = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    (quoted ? QUOTED : PLAIN).print(cell, text, first);
  }

  private static List<String> cells(Ledger ledger, Ledger.Entry entry, double pixelSizeM) {
    Shift shift = entry.shift();
    return List.of(
        text(entry.id()),
        text(entry.acquisitionId()),
        text(entry.sensor()),
        text(entry.acquired().text()),
        text(entry.acquired().source().word()),
        entry.used() ? "used" : "dropped",
        text(entry.reason().orElse("")),
        entry.slot().map(p -> Integer.toString(p.frameIndex())).orElse(""),
        entry.slot().map(p -> number(p.startSeconds(), 3)).orElse(""),
        entry.slot().map(p -> number(p.endSeconds(), 3)).orElse(""),
        number(entry.coveragePercent(), 2),
        number(entry.cloudPercent(), 2),
        text(entry.cloudSource().orElse("")),
        number(entry.filledPercent(), 2),
        shift.status().word(),
        Boolean.toString(shift.applied()),
        number(shift.dxPx(), 4),
        number(shift.dyPx(), 4),
        number(shift.dxPx() * pixelSizeM, 3),
        number(shift.dyPx() * pixelSizeM, 3),
        number(shift.uncertaintyPx(), 4),
        text(shift.model()),
        number(shift.confidence(), 3),
        number(shift.residualPx(), 4),
        Integer.toString(shift.tiePoints()),
        Integer.toString(shift.rejectedTiePoints()),
        number(shift.closurePx(), 4),
        number(entry.gain(), 6),
        text(assets(entry, ledger.job().revealLocation())),
        text(entry.shownDetail(ledger.job().revealLocation()).orElse("")));
  }

  /** The files, separated by a space, a bar and a space, without folders if those are secret. */
  private static String assets(Ledger.Entry entry, boolean reveal) {
    return entry.assets().stream()
        .map(asset -> asset.shown(reveal))
        .collect(Collectors.joining(" | "));
  }

  private static String number(OptionalDouble value, int decimals) {
    return value.isPresent() ? number(value.getAsDouble(), decimals) : "";
  }

  private static String number(double value, int decimals) {
    // Rounded as in the JSON, so that the two agree; and no zero has a sign.
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString()
        : "";
  }

  /** Text that a spreadsheet does not run as a formula. */
  static String text(String value) {
    boolean formula = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
    return formula ? "'" + value : value;
  }
}
