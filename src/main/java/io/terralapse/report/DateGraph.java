package io.terralapse.report;

import io.terralapse.align.SequenceAlignment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The diagram of compared pairs of dates, as arcs over a time axis. */
final class DateGraph {
  private static final int HEIGHT = 250;
  private static final int LINE = 205;
  private static final int TALLEST = 180;

  /** Position of a reference image that is not part of the video, left of all dates. */
  private static final double OUTSIDE = 16;

  private static final int LEFT = 36;

  private final AlignmentReport report;
  private final ComparedPairs pairs;
  private final DateNames names;
  private final PageWidth page;
  private final int width;

  DateGraph(AlignmentReport report, ComparedPairs pairs, DateNames names, PageWidth page) {
    this.page = page;
    this.width = page.pixels();
    this.report = report;
    this.pairs = pairs;
    this.names = names;
  }

  Map<String, Object> content() {
    TimeAxis time = new TimeAxis(report.dates(), LEFT, width - LEFT);
    Map<String, Double> positions = new HashMap<>();
    List<Map<String, Object>> nodes = new ArrayList<>();
    for (AlignedDate date : report.dates()) {
      double x = time.at(date.acquired());
      positions.put(date.id(), x);
      String text = names.of(date.id()) + ": " + PageText.badge(date);
      nodes.add(node(x, date.isReference(), date.isRefused() ? "refused" : "used", text));
    }
    List<Map<String, Object>> arcs = new ArrayList<>();
    List<Map<String, Object>> rows = new ArrayList<>();
    int refused = 0;
    int weak = 0;
    for (SequenceAlignment.Pair pair : pairs.pairs()) {
      refused += pair.edge().accepted() ? 0 : 1;
      weak += pair.isInconsistent() ? 1 : 0;
      // The reference image may not be part of the video, and then has no date.
      for (String id : List.of(pair.edge().referenceId(), pair.edge().targetId())) {
        if (positions.putIfAbsent(id, OUTSIDE) == null) {
          nodes.add(node(OUTSIDE, true, "used", id + ": the reference, not part of the video"));
        }
      }
      rows.add(row(pair));
    }
    double longest =
        pairs.pairs().stream().mapToDouble(pair -> span(pair, positions)).max().orElse(1);
    for (SequenceAlignment.Pair pair : pairs.pairs()) {
      arcs.add(arc(pair, positions, longest));
    }
    int all = pairs.pairs().size();
    Map<String, Object> map = new HashMap<>();
    map.put("size", page.word());
    // The drawings for other widths repeat dates and pairs.
    map.put("node", page == PageWidth.WIDE ? "node" : "dot");
    map.put("arc", page == PageWidth.WIDE ? "arc" : "curve");
    map.put("width", width);
    map.put("height", HEIGHT);
    map.put("label", "Compared pairs of dates, as arcs over a time axis");
    map.put("sentence", sentence(all, refused, weak));
    map.put("arcs", arcs);
    map.put("nodes", nodes);
    map.put("rows", rows);
    map.put("hasRows", !rows.isEmpty());
    map.put("times", ShiftPlot.times(time, LINE + 12, LINE + 20, HEIGHT - 10));
    return map;
  }

  private static Map<String, Object> node(double x, boolean reference, String kind, String text) {
    double r = reference ? 8 : 4.5;
    return Map.of("x", PageText.coordinate(x), "y", LINE, "r", r, "kind", kind, "text", text);
  }

  private static double position(String id, Map<String, Double> positions) {
    return positions.getOrDefault(id, OUTSIDE);
  }

  private static double span(SequenceAlignment.Pair pair, Map<String, Double> positions) {
    return Math.abs(
        position(pair.edge().targetId(), positions)
            - position(pair.edge().referenceId(), positions));
  }

  /** The arc of a pair; that of the longest one fills the height. */
  private Map<String, Object> arc(
      SequenceAlignment.Pair pair, Map<String, Double> positions, double longest) {
    double from = position(pair.edge().referenceId(), positions);
    double to = position(pair.edge().targetId(), positions);
    double middle = (from + to) / 2;
    double high = LINE - 24 - (TALLEST - 24) * Math.abs(to - from) / Math.max(1, longest);
    // A quadratic Bézier curve reaches half the height of its control point.
    String path =
        String.format(
            Locale.ROOT,
            "M%.1f %d Q%.1f %.1f %.1f %d",
            from,
            LINE,
            middle,
            2 * high - LINE,
            to,
            LINE);
    String text =
        names.of(pair.edge().referenceId()) + " to " + names.of(pair.edge().targetId()) + ": ";
    String found =
        PageText.signed(pair.edge().dxPx(), 3)
            + ", "
            + PageText.signed(pair.edge().dyPx(), 3)
            + " px";
    return Map.of(
        "path",
        path,
        "kind",
        kind(pair),
        "text",
        text + (pair.edge().accepted() ? found : rejected(pair)));
  }

  private Map<String, Object> row(SequenceAlignment.Pair pair) {
    boolean used = pair.edge().accepted();
    Map<String, Object> row = new HashMap<>();
    row.put("from", names.of(pair.edge().referenceId()));
    row.put("to", names.of(pair.edge().targetId()));
    row.put("dx", used ? PageText.signed(pair.edge().dxPx(), 3) : "–");
    row.put("dy", used ? PageText.signed(pair.edge().dyPx(), 3) : "–");
    row.put("uncertainty", used ? PageText.upTo(pair.edge().uncertaintyPx(), 3) : "–");
    row.put("misfit", misfit(pair));
    row.put(
        "verdict",
        !used
            ? rejected(pair)
            : pair.isInconsistent() ? "used, inconsistent with the others" : "used");
    return row;
  }

  private static String rejected(SequenceAlignment.Pair pair) {
    return "rejected" + (pair.edge().reason().isBlank() ? "" : ": " + pair.edge().reason());
  }

  private String misfit(SequenceAlignment.Pair pair) {
    boolean checked =
        pairs.areChecked(pair.edge().referenceId()) && pairs.areChecked(pair.edge().targetId());
    return pair.edge().accepted() ? PageText.closure(pair.misfitPx(), checked) : "–";
  }

  private static String kind(SequenceAlignment.Pair pair) {
    return !pair.edge().accepted() ? "refused" : pair.isInconsistent() ? "weak" : "used";
  }

  private static String sentence(int all, int refused, int weak) {
    if (all == 0) {
      return "No dates were compared.";
    }
    if (all == 1) {
      return "One pair of dates was compared"
          + (refused == 1 ? ", and rejected." : weak == 1 ? "; it is inconsistent." : " and used.");
    }
    return all
        + " pairs of dates were compared; "
        + (refused == 0 ? "none were" : refused == 1 ? "one was" : refused + " were")
        + " rejected"
        + (weak == 0
            ? "."
            : ", and " + (weak == 1 ? "one is" : weak + " are") + " inconsistent with the others.");
  }
}
