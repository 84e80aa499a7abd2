package io.terralapse.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The content of the page about one date: its row in the table, and its card with the image. */
final class DateCards {
  private final AlignmentReport report;
  private final ComparedPairs pairs;
  private final DateNames names;

  DateCards(AlignmentReport report, ComparedPairs pairs, DateNames names) {
    this.report = report;
    this.pairs = pairs;
    this.names = names;
  }

  /** The numbers of a date; a dash where one is unknown. */
  Map<String, Object> row(AlignedDate date) {
    boolean compared = date.isAligned() || date.isRefused();
    Map<String, Object> row = new HashMap<>();
    row.put("number", report.dates().indexOf(date) + 1);
    row.put("name", names.of(date.id()));
    row.put("badge", PageText.badge(date));
    row.put("status", date.shift().status().word());
    row.put("dx", date.measured() ? PageText.signed(date.shift().dxPx(), 3) : "–");
    row.put("dy", date.measured() ? PageText.signed(date.shift().dyPx(), 3) : "–");
    row.put("uncertainty", date.isAligned() ? PageText.upTo(date.shift().uncertaintyPx(), 3) : "–");
    row.put("model", date.shift().model().equals("none") ? "–" : date.shift().model());
    row.put(
        "windows",
        compared
            ? date.shift().tiePoints()
                + " of "
                + (date.shift().tiePoints() + date.shift().rejectedTiePoints())
            : "–");
    row.put("spread", compared ? PageText.plain(date.shift().residualPx(), 3) : "–");
    row.put(
        "closure",
        date.isAligned()
            ? PageText.closure(date.shift().closurePx(), pairs.areChecked(date.id()))
            : "–");
    row.put("confidence", compared ? PageText.plain(date.shift().confidence(), 2) : "–");
    return row;
  }

  /**
   * The numbers of a date with image, verdict and controls.
   *
   * @param comparable whether there is a reference date to blink against
   */
  Map<String, Object> card(AlignedDate date, boolean comparable) {
    Map<String, Object> row = row(date);
    Map<String, Object> card = new HashMap<>(row);
    boolean blinks = comparable && !date.isReference();
    card.put("scene", date.id());
    card.put("sentence", PageText.verdict(date, report.pixelSizeM()));
    card.put("stage", new VoteOverlay(report, date).content());
    card.put("shape", report.height() > report.width() ? "upright" : "broad");
    card.put("moved", date.shift().applied());
    card.put("comparable", blinks);
    card.put("hasControls", blinks || !date.votes().isEmpty());
    card.put("after", Base64.getEncoder().encodeToString(date.afterJpeg()));
    card.put(
        "before",
        date.shift().applied() ? Base64.getEncoder().encodeToString(date.beforeJpeg()) : "");
    List<Map<String, Object>> facts = new ArrayList<>();
    if (date.isAligned() || date.isRefused()) {
      facts.add(fact("x (right)", row, "dx", " px"));
      facts.add(fact("y (down)", row, "dy", " px"));
      facts.add(fact("uncertainty", row, "uncertainty", " px"));
      facts.add(fact("model", row, "model", ""));
      facts.add(fact("agreeing windows", row, "windows", ""));
      facts.add(fact("spread of votes", row, "spread", " px"));
      facts.add(fact("closure", row, "closure", " px"));
      facts.add(fact("confidence", row, "confidence", ""));
    }
    card.put("facts", facts);
    card.put("hasFacts", !facts.isEmpty());
    return card;
  }

  private static Map<String, Object> fact(
      String name, Map<String, Object> row, String key, String unit) {
    Object value = Objects.requireNonNull(row.get(key), key);
    return Map.of("key", name, "value", value.equals("–") ? value : value + unit);
  }
}
