package io.terralapse.furniture;

import io.terralapse.text.Typefaces;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The timeline at the lower edge: a line to scale with ticks of months or years, and on it what is
 * past: a solid line, a mark for each date, fainter ones for acquisitions that are not shown.
 * Immutable.
 */
final class Timeline {
  /** Opacity of what is still to come. */
  static final double FAINT = 0.4;

  /** Opacity of the marks of acquisitions that are not shown. */
  static final double UNUSED = 0.6;

  private static final int[] STEPS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

  private final TimelineDates dates;
  private final Sizes sizes;
  private final Typefaces fonts;
  private final Typesetter edges;
  private final Locale locale;

  Timeline(TimelineDates dates, Sizes sizes, Typefaces fonts, Typesetter edges, Locale locale) {
    this.dates = dates;
    this.sizes = sizes;
    this.fonts = fonts;
    this.edges = edges;
    this.locale = locale;
  }

  /** The height of every timeline. */
  static double height(Sizes sizes) {
    return sizes.bottom() - lineY(sizes) + knob(sizes);
  }

  private static double baseline(Sizes sizes) {
    return sizes.bottom() - Typesetter.DESCENT * sizes.tick();
  }

  private static double tickTop(Sizes sizes) {
    return baseline(sizes) - sizes.tick() * (Typesetter.ASCENT + 0.25) - tickHeight(sizes);
  }

  private static double tickHeight(Sizes sizes) {
    return 0.32 * sizes.tick();
  }

  /** The middle of the line. */
  private static double lineY(Sizes sizes) {
    return tickTop(sizes) - 1.5 * sizes.stroke();
  }

  private static double knob(Sizes sizes) {
    return 0.46 * sizes.tick();
  }

  private double x(LocalDate day) {
    double share = dates.position(day);
    return edges.mirrored()
        ? sizes.right() - share * sizes.contentWidth()
        : sizes.left() + share * sizes.contentWidth();
  }

  /** The line of the whole period. */
  Path2D line() {
    return new Path2D.Double(bar(sizes.left(), sizes.right()));
  }

  private Rectangle2D bar(double from, double to) {
    double stroke = sizes.stroke();
    return new Rectangle2D.Double(
        Math.min(from, to), lineY(sizes) - stroke / 2, Math.abs(to - from), stroke);
  }

  /** Ticks at the beginnings of months or years with their names between them. */
  Path2D calendar() {
    Path2D path = new Path2D.Double();
    List<LocalDate> begins = new ArrayList<>();
    boolean months = dates.firstYear() == dates.lastYear();
    if (months) {
      for (Month month : Month.values()) {
        begins.add(LocalDate.of(dates.firstYear(), month, 1));
      }
    } else {
      for (int year = dates.firstYear(); year <= dates.lastYear(); year++) {
        begins.add(LocalDate.of(year, 1, 1));
      }
    }
    String pattern = months ? "LLL" : "uuuu";
    double apart = sizes.contentWidth() / begins.size();
    double widest = 0;
    for (LocalDate begin : begins) {
      widest = Math.max(widest, fonts.regular().line(name(pattern, begin), sizes.tick()).width());
    }
    double needed = widest + 0.8 * sizes.tick();
    if (months && needed > apart) {
      pattern = "LLLLL";
      needed = 1.8 * sizes.tick();
    }
    int step = 1;
    for (int i = 0; i < STEPS.length && step * apart < needed; i++) {
      step = STEPS[i];
    }
    for (int i = 0; i < begins.size(); i++) {
      LocalDate begin = begins.get(i);
      boolean named = months ? i % step == 0 : begin.getYear() % step == 0;
      if (named || apart >= 3 * sizes.stroke()) {
        path.append(tick(begin), false);
      }
      if (named) {
        LocalDate end = months ? begin.plusMonths(1) : begin.plusYears(1);
        // Where a name is wider than its interval, it belongs to the tick.
        double at = step == 1 ? (x(begin) + x(end)) / 2 : x(begin);
        append(path, name(pattern, begin), at);
      }
    }
    path.append(tick(LocalDate.of(dates.lastYear() + 1, 1, 1)), false);
    return path;
  }

  private String name(String pattern, LocalDate day) {
    return name(pattern, day, locale);
  }

  /** The name of a month or year, with the digits and the calendar of a locale, as dates have. */
  static String name(String pattern, LocalDate day, Locale locale) {
    return DateTimeFormatter.ofPattern(pattern, locale).localizedBy(locale).format(day);
  }

  private Rectangle2D tick(LocalDate day) {
    double width = Math.max(1, 0.7 * sizes.stroke());
    double left = Math.max(sizes.left(), Math.min(sizes.right() - width, x(day) - width / 2));
    return new Rectangle2D.Double(left, tickTop(sizes), width, tickHeight(sizes));
  }

  private void append(Path2D path, String text, double middle) {
    Path2D line = fonts.regular().line(text, sizes.tick()).outline();
    double width = line.getBounds2D().getWidth();
    double left = Math.max(sizes.left(), Math.min(sizes.right() - width, middle - width / 2));
    path.append(Typesetter.fromLeft(line, left, baseline(sizes)), false);
  }

  /** What is past on a day: the solid line, the marks of the dates, and where it ends. */
  Path2D past(LocalDate now) {
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    double here = x(now);
    path.append(bar(x(LocalDate.of(dates.firstYear(), 1, 1)), here), false);
    double height = 0.7 * sizes.tick();
    TimelineDates.until(dates.used(), now).forEach(day -> path.append(mark(day, height), false));
    double r = knob(sizes);
    path.append(new Ellipse2D.Double(here - r, lineY(sizes) - r, 2 * r, 2 * r), false);
    return path;
  }

  /** The marks of acquisitions up to a day that are not shown; empty if there are none. */
  Path2D unused(LocalDate now) {
    Path2D path = new Path2D.Double();
    double height = 0.4 * sizes.tick();
    TimelineDates.until(dates.unused(), now).forEach(day -> path.append(mark(day, height), false));
    return path;
  }

  private Rectangle2D mark(LocalDate day, double height) {
    double width = Math.max(1, 0.7 * sizes.stroke());
    return new Rectangle2D.Double(
        x(day) - width / 2, lineY(sizes) + sizes.stroke() / 2 - height, width, height);
  }

  /** Texts of the calendar, for which fonts need characters. */
  String texts() {
    StringBuilder texts = new StringBuilder();
    for (Month month : Month.values()) {
      LocalDate day = LocalDate.of(dates.firstYear(), month, 1);
      texts.append(name("LLL", day)).append(name("LLLLL", day)).append(name("uuuu", day));
    }
    return texts.toString();
  }
}
