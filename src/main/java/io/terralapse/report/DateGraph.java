package io.terralapse.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which dates were compared, as arcs over a line of time. */
final class DateGraph {
  private static final int WIDTH = ShiftPlot.WIDTH;
  private static final int HEIGHT = 250;
  private static final int LINE = 205;
  private static final int TALLEST = 180;

  private final AlignmentReport report;
  private final DateNames names;

  DateGraph(AlignmentReport report, DateNames names) {
    this.report = report;
    this.names = names;
  }

  Map<String, Object> content() {
    TimeAxis time = new TimeAxis(report.dates(), 40, WIDTH - 40);
    Map<String, Double> places = new HashMap<>();
    List<Map<String, Object>> nodes = new ArrayList<>();
    for (AlignedDate date : report.dates()) {
      double x = time.at(date.acquired());
      places.put(date.id(), x);
      nodes.add(
          Map.of(
              "x",
              Words.place(x),
              "y",
              LINE,
              "r",
              date.isReference() ? 8 : 4.5,
              "kind",
              date.isRefused() ? "refused" : "used",
              "text",
              names.of(date.id()) + ": " + Words.badge(date)));
    }
    List<Map<String, Object>> arcs = new ArrayList<>();
    int refused = 0;
    int weak = 0;
    for (MeasuredEdge edge : report.edges()) {
      refused += edge.accepted() ? 0 : 1;
      weak += edge.weak() ? 1 : 0;
      // The picture that dates are aligned to may stand outside of the film, and of time.
      double from = places.getOrDefault(edge.fromId(), 20.0);
      double to = places.getOrDefault(edge.toId(), 20.0);
      arcs.add(arc(edge, from, to));
    }
    Map<String, Object> map = new HashMap<>();
    map.put("width", WIDTH);
    map.put("height", HEIGHT);
    map.put("label", report.edges().size() + " comparisons between dates");
    map.put("sentence", sentence(report.edges().size(), refused, weak));
    map.put("arcs", arcs);
    map.put("nodes", nodes);
    map.put("times", ShiftPlot.times(time, LINE + 12, LINE + 20, HEIGHT - 10));
    return map;
  }

  private Map<String, Object> arc(MeasuredEdge edge, double from, double to) {
    double middle = (from + to) / 2;
    double high = LINE - 24 - (TALLEST - 24) * Math.abs(to - from) / (WIDTH - 80);
    // A quadratic curve reaches half way to its control point.
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
        names.of(edge.fromId())
            + " to "
            + names.of(edge.toId())
            + ": "
            + (edge.accepted()
                ? Words.signed(edge.dxPx(), 3)
                    + ", "
                    + Words.signed(edge.dyPx(), 3)
                    + " px, misfit "
                    + Words.plain(edge.misfitPx(), 3)
                : "refused, " + edge.reason());
    String kind = !edge.accepted() ? "refused" : edge.weak() ? "weak" : "used";
    return Map.of("path", path, "kind", kind, "text", text);
  }

  private static String sentence(int all, int refused, int weak) {
    return (all == 1 ? "One pair of dates was" : all + " pairs of dates were")
        + " compared; "
        + (refused == 0 ? "none was" : refused == 1 ? "one was" : refused + " were")
        + " refused for weak evidence"
        + (weak == 0 ? "." : ", and " + weak + " did not fit the others well.");
  }
}
