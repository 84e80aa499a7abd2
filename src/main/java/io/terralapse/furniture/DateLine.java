package io.terralapse.furniture;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The line that the date is written on: one size and one pen position for all dates, so that digits
 * do not move.
 *
 * @param em size of the letters, pixels
 * @param bearing from the pen position to the leftmost ink of all dates
 * @param width of the widest date
 */
record DateLine(double em, double bearing, double width) {

  /** The line for some dates, the widest of which fits between the margins. */
  static DateLine of(List<String> dates, Sizes sizes) {
    double widest = 0;
    for (String date : dates) {
      widest = Math.max(widest, Typeface.SEMIBOLD.line(date, sizes.date()).width());
    }
    double shrink = widest > sizes.contentWidth() ? sizes.contentWidth() / widest : 1;
    double em = sizes.date() * shrink;
    return new DateLine(
        em, dates.stream().mapToDouble(date -> bearing(date, em)).min().orElse(0), widest * shrink);
  }

  private static double bearing(String date, double em) {
    return Typeface.SEMIBOLD.line(date, em).outline().getBounds2D().getMinX();
  }

  /** Those of the dates that the line was made for that would make the same line alone. */
  List<String> decisive(List<String> dates) {
    List<String> decisive = new ArrayList<>();
    dates.stream()
        .max(Comparator.comparingDouble(date -> Typeface.SEMIBOLD.line(date, em).width()))
        .ifPresent(decisive::add);
    dates.stream()
        .min(Comparator.comparingDouble(date -> bearing(date, em)))
        .filter(date -> !decisive.contains(date))
        .ifPresent(decisive::add);
    return decisive;
  }

  /**
   * The size of a date's letters: that of the line, or less for a date that the line was not made
   * for.
   *
   * @param free width that may be used
   */
  double emOf(String date, double free) {
    return em * Math.min(1, free / Math.max(1, Typeface.SEMIBOLD.line(date, em).width()));
  }

  /** A date's outline, so that the leftmost ink of all dates is on the margin. */
  Path2D outline(String date, double size, double left, double baseline) {
    return Typesetter.moved(Typeface.SEMIBOLD.line(date, size).outline(), left - bearing, baseline);
  }
}
