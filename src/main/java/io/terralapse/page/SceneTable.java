package io.terralapse.page;

import io.terralapse.ledger.Ledger;
import io.terralapse.model.Grid;
import io.terralapse.model.Shift;
import io.terralapse.words.Language;
import io.terralapse.words.Phrases;
import io.terralapse.words.SensorNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The table of all scenes: what is known of each, and what became of it. */
final class SceneTable {
  private static final String NONE = "–";

  private final PageContent content;
  private final Phrases phrases;
  private final double pixelSizeM;

  SceneTable(PageContent content) {
    this.content = content;
    this.phrases = content.phrases();
    this.pixelSizeM = content.ledger().grid().map(Grid::pixelSizeM).orElse(Double.NaN);
  }

  List<Map<String, Object>> rows() {
    return content.ledger().scenes().stream().map(this::row).toList();
  }

  private Map<String, Object> row(Ledger.Entry entry) {
    String cloud = percent(entry.cloudPercent());
    String moved = moved(entry.shift());
    Map<String, Object> row = new HashMap<>();
    row.put("date", content.dates().shortText(entry.acquired()));
    row.put("source", source(entry));
    row.put("scene", entry.id());
    row.put("cloud", cloud);
    row.put("hasCloud", !cloud.equals(NONE));
    row.put("moved", moved);
    row.put("hasMoved", !moved.equals(NONE));
    row.put("kind", entry.used() ? "used" : "dropped");
    row.put("verdict", entry.used() ? used(entry.shift()) : dropped(entry));
    row.put(
        "more",
        entry.used() && entry.filledPercent() > 0
            ? phrases.text(
                "page.used.filled", Map.of("percent", phrases.number(entry.filledPercent(), 1)))
            : "");
    return row;
  }

  private String source(Ledger.Entry entry) {
    String date = phrases.find("source." + entry.acquired().source().word()).orElse("");
    String sensor = SensorNames.of(entry.sensor());
    return sensor.isEmpty() || date.isEmpty() ? sensor + date : sensor + " · " + date;
  }

  private String percent(OptionalDouble value) {
    return value.isPresent() ? phrases.number(value.getAsDouble(), 0) + " %" : NONE;
  }

  private String moved(Shift shift) {
    if (!shift.applied()) {
      return NONE;
    }
    double length = Math.hypot(shift.dxPx(), shift.dyPx());
    String pixels = phrases.number(length, 2) + " px";
    return Double.isFinite(pixelSizeM)
        ? pixels + " (" + phrases.number(length * pixelSizeM, 1) + " m)"
        : pixels;
  }

  private String used(Shift shift) {
    return phrases.text(
        switch (shift.status()) {
          case REFERENCE -> "page.used.reference";
          case REFUSED -> "page.used.refused";
          case ALIGNED -> shift.applied() ? "page.used" : "page.used.still";
          case OFF -> "page.used";
        });
  }

  private String dropped(Ledger.Entry entry) {
    String general =
        phrases
            .find("reason." + entry.reason().orElse(""))
            .orElseGet(() -> phrases.text("reason.other"));
    return phrases.text("page.dropped", Map.of("reason", detail(entry).orElse(general)));
  }

  /** The ledger's own sentence, which is English and may name files, without the scene's name. */
  private Optional<String> detail(Ledger.Entry entry) {
    boolean shown = phrases.language() == Language.EN && content.ledger().job().revealLocation();
    String begin = entry.id() + " is not used: ";
    return entry
        .detail()
        .filter(sentence -> shown && sentence.startsWith(begin))
        .map(sentence -> sentence.substring(begin.length()).replaceFirst("\\.$", ""));
  }
}
