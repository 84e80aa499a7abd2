package io.terralapse.chart;

import io.terralapse.furniture.FlatPainter;
import io.terralapse.text.Typeface;
import io.terralapse.text.Typefaces;
import io.terralapse.words.Phrases;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/**
 * Lays out a strip chart: shift, cloud, coverage and gain of all dates, one strip each, below each
 * other on one time axis. Dates that are not used have hollow marks. The same dates and texts
 * always give the same shapes.
 */
public final class StripChart {
  private static final int WIDTH = 1200;
  private static final int LEFT = 84;
  private static final int RIGHT = 28;
  private static final int TITLE = 34;
  private static final int STRIP = 116;
  private static final int GAP = 38;
  private static final double TITLE_EM = 26;
  private static final double TEXT_EM = 15;
  private static final double TICK_EM = 13;

  private static final int PAPER = 0xFFFFFF;
  private static final int INK = 0x1A1D21;
  private static final int GREY = 0x5B6067;
  private static final int UNUSED = 0x8A9099;
  private static final int RULE = 0xD9DCE0;
  private static final int LIMIT = 0xB3261E;
  private static final int SHIFT = 0x0B5C8A;
  private static final int CLOUD = 0x4F5B66;
  private static final int COVERAGE = 0x2C6E49;

  /** Of the channels that are shown as red, green and blue; a single one has the last. */
  private static final int[] CHANNELS = {0xC0392B, 0x2C7A3F, 0x1F5FA8, 0x3A3F45};

  private final Typefaces fonts;
  private final ChartText text;
  private final List<ChartDate> dates;
  private final long first;
  private final long last;
  private final Drawing drawing;
  private double radius = 4;

  private StripChart(Typefaces fonts, ChartText text, List<ChartDate> dates, Drawing drawing) {
    this.fonts = fonts;
    this.text = text;
    this.dates = dates;
    this.drawing = drawing;
    long from = dates.stream().mapToLong(ChartDate::second).min().orElseThrow();
    long to = dates.stream().mapToLong(ChartDate::second).max().orElseThrow();
    long pad = from == to ? 15L * 86_400 : (to - from) / 60;
    this.first = from - pad;
    this.last = to + pad;
    this.radius = dates.size() > 150 ? 2.5 : 4;
  }

  /**
   * Draws a chart.
   *
   * @param dates in order of time, at least one
   * @param maxCloud limit of the settings, per cent
   * @param minCoverage limit of the settings, per cent
   */
  public static Drawing draw(
      Typefaces fonts, ChartText text, List<ChartDate> dates, double maxCloud, double minCoverage) {
    Phrases phrases = text.phrases();
    boolean toned = dates.stream().anyMatch(date -> !date.gains().isEmpty());
    int strips = toned ? 4 : 3;
    int top = TITLE + (int) TITLE_EM + (text.subtitle().isPresent() ? 26 : 0) + 52;
    Drawing drawing =
        new Drawing(
            WIDTH,
            top + strips * (STRIP + GAP) + 24,
            text.title(),
            phrases.text("chart.shift")
                + ", "
                + phrases.text("chart.cloud")
                + ", "
                + phrases.text("chart.coverage")
                + (toned ? ", " + phrases.text("chart.tone") : ""));
    StripChart chart = new StripChart(fonts, text, dates, drawing);
    chart.head();
    chart.shift(top);
    chart.percent(top + STRIP + GAP, "chart.cloud", CLOUD, maxCloud, ChartDate::cloudPercent);
    chart.percent(
        top + 2 * (STRIP + GAP),
        "chart.coverage",
        COVERAGE,
        minCoverage,
        ChartDate::coveragePercent);
    if (toned) {
      chart.tone(top + 3 * (STRIP + GAP));
    }
    chart.times(top, top + strips * (STRIP + GAP) - GAP);
    return drawing;
  }

  private void head() {
    double width = WIDTH - LEFT - RIGHT;
    double baseline = TITLE + 0.4 * TITLE_EM;
    for (String line : FlatPainter.lines(fonts.semibold(), text.title(), TITLE_EM, width, 1)) {
      write(fonts.semibold(), line, LEFT, baseline, TITLE_EM, INK);
    }
    if (text.subtitle().isPresent()) {
      baseline += 26;
      for (String line :
          FlatPainter.lines(fonts.regular(), text.subtitle().get(), TEXT_EM, width, 1)) {
        write(fonts.regular(), line, LEFT, baseline, TEXT_EM, INK);
      }
    }
    String key = text.phrases().text("chart.key");
    for (String line : FlatPainter.lines(fonts.regular(), key, TICK_EM, width, 1)) {
      write(fonts.regular(), line, LEFT, baseline + 24, TICK_EM, GREY);
    }
  }

  private double x(long second) {
    return LEFT + (double) (second - first) / (last - first) * (WIDTH - LEFT - RIGHT);
  }

  private double write(Typeface face, String line, double x, double baseline, double em, int rgb) {
    Typeface.Line laid = face.line(line, em);
    drawing.fill(
        AffineTransform.getTranslateInstance(x, baseline).createTransformedShape(laid.outline()),
        rgb);
    return laid.width();
  }

  /** The frame of a strip with its name and ticks. */
  private void frame(ValueAxis axis, String name) {
    write(fonts.semibold(), name, LEFT, axis.top() - 9, TEXT_EM, INK);
    for (double tick : axis.ticks()) {
      drawing.line(LEFT, axis.y(tick), WIDTH - RIGHT, axis.y(tick), 1, RULE);
      String label = axis.label(tick);
      double width = fonts.regular().line(label, TICK_EM).width();
      write(
          fonts.regular(), label, LEFT - 10 - width, axis.y(tick) + 0.36 * TICK_EM, TICK_EM, GREY);
    }
  }

  private void shift(int top) {
    double most = 0.25;
    for (ChartDate date : dates) {
      most = Math.max(most, date.shiftPx().orElse(0) + 2 * date.uncertaintyPx());
    }
    ValueAxis axis = ValueAxis.of(0, most, top + STRIP, top);
    frame(axis, text.phrases().text("chart.shift"));
    connect(axis, ChartDate::shiftPx);
    for (ChartDate date : dates) {
      double x = x(date.second());
      if (date.refused()) {
        cross(x, axis.bottom() - 8);
      } else if (date.shiftPx().isPresent()) {
        double shift = date.shiftPx().getAsDouble();
        double bar = 2 * date.uncertaintyPx();
        if (bar > 0) {
          drawing.line(x, axis.y(Math.max(0, shift - bar)), x, axis.y(shift + bar), 1.5, SHIFT);
        }
        drawing.fill(Drawing.mark(0, x, axis.y(shift), radius), SHIFT);
      }
    }
  }

  private void cross(double x, double y) {
    double r = radius + 1;
    drawing.line(x - r, y - r, x + r, y + r, 2, LIMIT);
    drawing.line(x - r, y + r, x + r, y - r, 2, LIMIT);
  }

  private void percent(
      int top, String key, int rgb, double limit, Function<ChartDate, OptionalDouble> value) {
    ValueAxis axis = ValueAxis.percent(top + STRIP, top);
    frame(axis, text.phrases().text(key));
    drawing.line(LEFT, axis.y(limit), WIDTH - RIGHT, axis.y(limit), 1.5, LIMIT);
    connect(axis, value);
    if (dates.stream().allMatch(date -> value.apply(date).isEmpty())) {
      String unknown = text.phrases().text("chart.unknown");
      double width = fonts.regular().line(unknown, TEXT_EM).width();
      write(
          fonts.regular(),
          unknown,
          (LEFT + WIDTH - RIGHT - width) / 2,
          axis.y(20) + 0.36 * TEXT_EM,
          TEXT_EM,
          GREY);
    }
    for (ChartDate date : dates) {
      OptionalDouble known = value.apply(date);
      if (known.isPresent()) {
        mark(0, x(date.second()), axis.y(known.getAsDouble()), date.used(), rgb);
      }
    }
  }

  private void tone(int top) {
    double least = 0.95;
    double most = 1.05;
    for (ChartDate date : dates) {
      for (double gain : date.gains()) {
        least = Math.min(least, gain);
        most = Math.max(most, gain);
      }
    }
    ValueAxis axis = ValueAxis.of(least, most, top + STRIP, top);
    String name = text.phrases().text("chart.tone");
    frame(axis, name);
    if (dates.stream().allMatch(date -> Set.copyOf(date.gains()).size() <= 1)) {
      // Grey pictures and uncorrected tones: three marks in one place would look like one channel.
      for (ChartDate date : dates) {
        for (double gain : date.gains().stream().limit(1).toList()) {
          drawing.fill(Drawing.mark(0, x(date.second()), axis.y(gain), radius), colour(0, 1));
        }
      }
      return;
    }
    int count = text.channels().size();
    double x = LEFT + fonts.semibold().line(name, TEXT_EM).width() + 24;
    for (int channel = 0; channel < count; channel++) {
      drawing.fill(Drawing.mark(channel, x, axis.top() - 14, radius), colour(channel, count));
      x += 10;
      x += write(fonts.regular(), text.channels().get(channel), x, axis.top() - 9, TICK_EM, GREY);
      x += 22;
    }
    for (ChartDate date : dates) {
      for (int channel = 0; channel < date.gains().size(); channel++) {
        drawing.fill(
            Drawing.mark(channel, x(date.second()), axis.y(date.gains().get(channel)), radius),
            colour(channel, date.gains().size()));
      }
    }
  }

  private static int colour(int channel, int count) {
    return CHANNELS[count == 3 ? channel : CHANNELS.length - 1];
  }

  private void mark(int form, double x, double y, boolean used, int rgb) {
    drawing.fill(Drawing.mark(form, x, y, radius + (used ? 0 : 0.5)), used ? rgb : UNUSED);
    if (!used) {
      drawing.fill(Drawing.mark(form, x, y, radius - 1), PAPER);
    }
  }

  /** A thin line through the marks of the dates that are used. */
  private void connect(ValueAxis axis, Function<ChartDate, OptionalDouble> value) {
    Path2D path = new Path2D.Double();
    int points = 0;
    for (ChartDate date : dates) {
      OptionalDouble known = date.used() ? value.apply(date) : OptionalDouble.empty();
      if (known.isPresent()) {
        double y = axis.y(known.getAsDouble());
        if (points++ == 0) {
          path.moveTo(x(date.second()), y);
        } else {
          path.lineTo(x(date.second()), y);
        }
      }
    }
    if (points > 1) {
      drawing.stroke(path, 1.2, UNUSED);
    }
  }

  private void times(int top, int bottom) {
    List<Shape> rules = new ArrayList<>();
    for (TimeTicks.Tick tick : TimeTicks.of(first, last, text.phrases().language().locale())) {
      double x = x(tick.second());
      rules.add(new Rectangle2D.Double(x - 0.5, bottom, 1, 6));
      double width = fonts.regular().line(tick.label(), TICK_EM).width();
      double left = Math.max(4, Math.min(WIDTH - 4 - width, x - width / 2));
      write(fonts.regular(), tick.label(), left, bottom + 22, TICK_EM, GREY);
    }
    for (int strip = top; strip < bottom; strip += STRIP + GAP) {
      rules.add(new Rectangle2D.Double(LEFT, strip, 1, STRIP));
    }
    rules.forEach(rule -> drawing.fill(rule, UNUSED));
  }
}
