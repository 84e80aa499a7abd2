package io.terralapse.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The plot of shifts over time, with a time axis to scale and x and y on one value axis. */
final class ShiftPlot {
  private static final int HEIGHT = 300;
  private static final int LEFT = 68;
  private static final int RIGHT = 76;
  private static final int TOP = 20;
  private static final int BOTTOM = 40;
  private static final double LEAST_RANGE_PX = 0.25;

  private final AlignmentReport report;
  private final DateNames names;
  private final TimeAxis time;
  private final PageWidth width;
  private final int right;
  private final double step;
  private final int lowest;
  private final int highest;

  ShiftPlot(AlignmentReport report, DateNames names, PageWidth width) {
    this.report = report;
    this.names = names;
    this.width = width;
    this.right = width.pixels() - (Double.isFinite(report.pixelSizeM()) ? RIGHT : 8);
    this.time = new TimeAxis(report.dates(), LEFT + 12, right - 12);
    double low = 0;
    double high = 0;
    for (AlignedDate date : report.dates()) {
      if (date.measured()) {
        double bar =
            Double.isFinite(date.shift().uncertaintyPx()) ? 2 * date.shift().uncertaintyPx() : 0;
        low = Math.min(low, Math.min(date.shift().dxPx(), date.shift().dyPx()) - bar);
        high = Math.max(high, Math.max(date.shift().dxPx(), date.shift().dyPx()) + bar);
      }
    }
    this.step = step(Math.max(LEAST_RANGE_PX, (high - low) / 2));
    this.lowest = (int) Math.min(high > 0 ? 0 : -1, Math.floor(low / step));
    this.highest = (int) Math.max(low < 0 ? 0 : 1, Math.ceil(high / step));
  }

  Map<String, Object> content() {
    Map<String, Object> map = new HashMap<>();
    map.put("size", width.word());
    map.put("width", width.pixels());
    map.put("height", HEIGHT);
    map.put("label", "Shifts of " + report.dates().size() + " dates over time");
    map.put("ticks", ticks());
    map.put("times", times(time, TOP, HEIGHT - BOTTOM, HEIGHT - 12));
    List<Map<String, Object>> points = new ArrayList<>();
    List<Map<String, Object>> refused = new ArrayList<>();
    for (AlignedDate date : report.dates()) {
      double x = time.at(date.acquired());
      if (date.measured()) {
        points.add(point(date, "x", x - 3, date.shift().dxPx()));
        points.add(point(date, "y", x + 3, date.shift().dyPx()));
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
        Double.isFinite(date.shift().uncertaintyPx())
            ? 2 * date.shift().uncertaintyPx() / Math.sqrt(2)
            : 0;
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
    for (int k = lowest; k <= highest; k++) {
      double value = k * step;
      boolean metres = Double.isFinite(report.pixelSizeM());
      ticks.add(
          Map.of(
              "kind",
              k == 0 ? "zero" : "grid",
              "x1",
              LEFT,
              "x2",
              right,
              "y",
              PageText.coordinate(y(value)),
              "textX",
              LEFT - 8,
              "rightX",
              right + 8,
              "textY",
              PageText.coordinate(y(value) + 4),
              "text",
              PageText.signed(value, step < 1 ? 2 : 0) + " px",
              "right",
              metres
                  ? PageText.signed(
                          value * report.pixelSizeM(), step * report.pixelSizeM() < 5 ? 1 : 0)
                      + " m"
                  : ""));
    }
    return ticks;
  }

  /** A round step of which there are two to five in a range. */
  static double step(double range) {
    double unit = Math.pow(10, Math.floor(Math.log10(range)));
    double share = range / unit;
    return share <= 2 ? unit / 2 : share <= 5 ? unit : 2 * unit;
  }

  /** Positive values are above. */
  private double y(double value) {
    double share = (value / step - lowest) / (highest - lowest);
    return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
  }
}
