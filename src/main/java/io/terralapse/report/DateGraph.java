package io.terralapse.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The diagram of compared pairs of dates, as arcs over a time axis. */
final class DateGraph {
  private static final int WIDTH = ShiftPlot.WIDTH;
  private static final int HEIGHT = 250;
  private static final int LINE = 205;
  private static final int TALLEST = 180;

  /** Position of a reference image that is not part of the video, left of all dates. */
  private static final double OUTSIDE = 16;

  private static final int LEFT = 44;

  private final AlignmentReport report;
  private final ComparedPairs pairs;
  private final DateNames names;

  DateGraph(AlignmentReport report, ComparedPairs pairs, DateNames names) {
    this.report = report;
    this.pairs = pairs;
    this.names = names;
  }

  Map<String, Object> content() {
    TimeAxis time = new TimeAxis(report.dates(), LEFT, WIDTH - LEFT);
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
    for (MeasuredEdge edge : pairs.pairs()) {
      refused += edge.accepted() ? 0 : 1;
      weak += edge.weak() ? 1 : 0;
      // The reference image may not be part of the video, and then has no date.
      for (String id : List.of(edge.fromId(), edge.toId())) {
        if (positions.putIfAbsent(id, OUTSIDE) == null) {
          nodes.add(node(OUTSIDE, true, "used", id + ": the reference, not part of the video"));
        }
      }
      arcs.add(
          arc(
              edge,
              positions.getOrDefault(edge.fromId(), OUTSIDE),
              positions.getOrDefault(edge.toId(), OUTSIDE)));
      rows.add(row(edge));
    }
    int all = pairs.pairs().size();
    Map<String, Object> map = new HashMap<>();
    map.put("width", WIDTH);
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

  private Map<String, Object> arc(MeasuredEdge edge, double from, double to) {
    double middle = (from + to) / 2;
    double high = LINE - 24 - (TALLEST - 24) * Math.abs(to - from) / (WIDTH - 2 * LEFT);
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
    String text = names.of(edge.fromId()) + " to " + names.of(edge.toId()) + ": ";
    String found = PageText.signed(edge.dxPx(), 3) + ", " + PageText.signed(edge.dyPx(), 3) + " px";
    return Map.of(
        "path",
        path,
        "kind",
        kind(edge),
        "text",
        text + (edge.accepted() ? found : rejected(edge)));
  }

  private Map<String, Object> row(MeasuredEdge edge) {
    boolean used = edge.accepted();
    Map<String, Object> row = new HashMap<>();
    row.put("from", names.of(edge.fromId()));
    row.put("to", names.of(edge.toId()));
    row.put("dx", used ? PageText.signed(edge.dxPx(), 3) : "–");
    row.put("dy", used ? PageText.signed(edge.dyPx(), 3) : "–");
    row.put("uncertainty", used ? PageText.plain(edge.uncertaintyPx(), 3) : "–");
    row.put("misfit", misfit(edge));
    row.put(
        "verdict",
        !used ? rejected(edge) : edge.weak() ? "used, inconsistent with the others" : "used");
    return row;
  }

  private static String rejected(MeasuredEdge edge) {
    return "rejected" + (edge.reason().isBlank() ? "" : ": " + edge.reason());
  }

  private String misfit(MeasuredEdge edge) {
    boolean checked = pairs.areChecked(edge.fromId()) && pairs.areChecked(edge.toId());
    return edge.accepted() ? PageText.closure(edge.misfitPx(), checked) : "–";
  }

  private static String kind(MeasuredEdge edge) {
    return !edge.accepted() ? "refused" : edge.weak() ? "weak" : "used";
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
