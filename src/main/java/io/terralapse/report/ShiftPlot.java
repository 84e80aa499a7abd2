package io.terralapse.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The plot of shifts over time, with a time axis to scale and x and y on one value axis. */
final class ShiftPlot {
  static final int WIDTH = 960;
  private static final int HEIGHT = 300;
  private static final int LEFT = 84;
  private static final int RIGHT = 84;
  private static final int TOP = 20;
  private static final int BOTTOM = 40;
  private static final double LEAST_RANGE_PX = 0.5;

  private final AlignmentReport report;
  private final DateNames names;
  private final TimeAxis time;
  private final double range;

  ShiftPlot(AlignmentReport report, DateNames names) {
    this.report = report;
    this.names = names;
    this.time = new TimeAxis(report.dates(), LEFT + 12, WIDTH - RIGHT - 12);
    double most = LEAST_RANGE_PX;
    for (AlignedDate date : report.dates()) {
      if (date.measured()) {
        double bar = Double.isFinite(date.uncertaintyPx()) ? 2 * date.uncertaintyPx() : 0;
        most = Math.max(most, Math.max(Math.abs(date.dxPx()), Math.abs(date.dyPx())) + bar);
      }
    }
    this.range = step(most) * Math.ceil(most / step(most));
  }

  Map<String, Object> content() {
    Map<String, Object> map = new HashMap<>();
    map.put("width", WIDTH);
    map.put("height", HEIGHT);
    map.put("label", "Shifts of " + report.dates().size() + " dates over time");
    map.put("ticks", ticks());
    map.put("times", times(time, TOP, HEIGHT - BOTTOM, HEIGHT - 12));
    List<Map<String, Object>> points = new ArrayList<>();
    List<Map<String, Object>> refused = new ArrayList<>();
    for (AlignedDate date : report.dates()) {
      double x = time.at(date.acquired());
      if (date.measured()) {
        points.add(point(date, "x", x - 3, date.dxPx()));
        points.add(point(date, "y", x + 3, date.dyPx()));
      } else if (date.isRefused()) {
        refused.add(
            Map.of(
                "x",
                PageText.coordinate(x),
                "y",
                PageText.coordinate(y(0)),
                "text",
                names.of(date.id()) + ": " + date.reason()));
      }
    }
    map.put("points", points);
    map.put("refused", refused);
    return map;
  }

  private Map<String, Object> point(AlignedDate date, String axis, double x, double value) {
    double bar =
        Double.isFinite(date.uncertaintyPx()) ? 2 * date.uncertaintyPx() / Math.sqrt(2) : 0;
    Map<String, Object> map = new HashMap<>();
    map.put("axis", axis);
    map.put("round", axis.equals("x"));
    map.put("x", PageText.coordinate(x));
    map.put("y", PageText.coordinate(y(value)));
    map.put("left", PageText.coordinate(x - 4));
    map.put("top", PageText.coordinate(y(value) - 4));
    map.put("low", PageText.coordinate(y(value - bar)));
    map.put("high", PageText.coordinate(y(value + bar)));
    map.put(
        "text",
        names.of(date.id())
            + ": "
            + axis
            + " "
            + PageText.signed(value, 3)
            + " px, ± "
            + PageText.plain(bar, 3));
    return map;
  }

  /** Ticks of the time axis: a line from top to bottom, and its label. */
  static List<Map<String, Object>> times(TimeAxis time, int top, int bottom, int label) {
    List<Map<String, Object>> times = new ArrayList<>();
    for (TimeAxis.Tick tick : time.ticks()) {
      String x = PageText.coordinate(tick.x());
      times.add(Map.of("x", x, "y1", top, "y2", bottom, "y", label, "text", tick.text()));
    }
    return times;
  }

  private List<Map<String, Object>> ticks() {
    List<Map<String, Object>> ticks = new ArrayList<>();
    double step = step(range);
    for (int k = (int) -Math.round(range / step); k <= Math.round(range / step); k++) {
      double value = k * step;
      boolean metres = Double.isFinite(report.pixelSizeM());
      ticks.add(
          Map.of(
              "kind",
              k == 0 ? "zero" : "grid",
              "x1",
              LEFT,
              "x2",
              WIDTH - RIGHT,
              "y",
              PageText.coordinate(y(value)),
              "textX",
              LEFT - 8,
              "rightX",
              WIDTH - RIGHT + 8,
              "textY",
              PageText.coordinate(y(value) + 4),
              "text",
              PageText.signed(value, step < 1 ? 2 : 0) + " px",
              "right",
              metres ? PageText.signed(value * report.pixelSizeM(), 1) + " m" : ""));
    }
    return ticks;
  }

  /** A round step that gives two to five grid lines on each side of 0. */
  static double step(double range) {
    double unit = Math.pow(10, Math.floor(Math.log10(range)));
    double share = range / unit;
    return share <= 2 ? unit / 2 : share <= 5 ? unit : 2 * unit;
  }

  private double y(double value) {
    double middle = (TOP + HEIGHT - BOTTOM) / 2.0;
    return middle + value / range * (HEIGHT - BOTTOM - TOP) / 2;
  }
}
