package io.terralapse.ledger;

import io.terralapse.model.Grid;
import io.terralapse.model.Shift;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The ledger's scenes as a table (RFC 4180, UTF-8), one line a scene. Text that a spreadsheet would
 * take for a formula is led in by an apostrophe, for names and details come from strangers' files.
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

  private LedgerCsv() {}

  /** Writes the table. */
  public static void write(Ledger ledger, Path file) throws IOException {
    double pixelSizeM = ledger.grid().map(Grid::pixelSizeM).orElse(0.0);
    StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append("\r\n");
    for (Ledger.Entry entry : ledger.scenes()) {
      text.append(line(ledger, entry, pixelSizeM)).append("\r\n");
    }
    Files.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String line(Ledger ledger, Ledger.Entry entry, double pixelSizeM) {
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
            text(entry.detail().orElse("")))
        .stream()
        .collect(Collectors.joining(","));
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

  /** Quotes text, and keeps spreadsheets from running it. */
  public static String text(String value) {
    boolean formula = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
    String safe = formula ? "'" + value : value;
    boolean quote = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
