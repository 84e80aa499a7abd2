package io.terralapse.furniture;

import io.terralapse.text.Typeface;
import java.awt.geom.Path2D;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The line that the date is written on: one size and one pen position for all dates, so that digits
 * do not move.
 *
 * @param face to write with
 * @param em size of the letters, pixels
 * @param bearing from the pen position to the leftmost ink of all dates
 * @param width of the widest date
 * @param ascent of the tallest ink above the baseline
 * @param descent of the deepest ink below the baseline
 */
record DateLine(
    Typeface face, double em, double bearing, double width, double ascent, double descent) {

  /** The line for some dates, the widest of which fits between the margins. */
  static DateLine of(Typeface face, List<String> dates, Sizes sizes) {
    double widest = 0;
    for (String date : dates) {
      widest = Math.max(widest, face.line(date, sizes.date()).width());
    }
    double shrink = widest > sizes.contentWidth() ? sizes.contentWidth() / widest : 1;
    double em = sizes.date() * shrink;
    double bearing = 0;
    double ascent = Typesetter.ASCENT * em;
    double descent = Typesetter.DESCENT * em;
    for (int i = 0; i < dates.size(); i++) {
      Path2D line = face.line(dates.get(i), em).outline();
      double left = line.getBounds2D().getMinX();
      bearing = i == 0 ? left : Math.min(bearing, left);
      ascent = Math.max(ascent, Typesetter.ascent(line, em));
      descent = Math.max(descent, Typesetter.descent(line, em));
    }
    return new DateLine(face, em, bearing, widest * shrink, ascent, descent);
  }

  private static double bearing(Typeface face, String date, double em) {
    return face.line(date, em).outline().getBounds2D().getMinX();
  }

  /** Those of the dates that the line was made for that would make the same line alone. */
  List<String> decisive(List<String> dates) {
    Set<String> decisive = new LinkedHashSet<>();
    addMost(decisive, dates, date -> face.line(date, em).width());
    addMost(decisive, dates, date -> -bearing(face, date, em));
    addMost(decisive, dates, date -> Typesetter.ascent(face.line(date, em).outline(), em));
    addMost(decisive, dates, date -> Typesetter.descent(face.line(date, em).outline(), em));
    return List.copyOf(decisive);
  }

  /** Adds the date with the largest measure, unless one that was added has the same. */
  private static void addMost(
      Set<String> decisive, List<String> dates, ToDoubleFunction<String> measure) {
    double most = dates.stream().mapToDouble(measure).max().orElse(Double.NEGATIVE_INFINITY);
    if (decisive.stream().noneMatch(date -> measure.applyAsDouble(date) == most)) {
      dates.stream()
          .filter(date -> measure.applyAsDouble(date) == most)
          .findFirst()
          .ifPresent(decisive::add);
    }
  }

  /**
   * The size of a date's letters: that of the line, or less for a date that the line was not made
   * for.
   *
   * @param free width that may be used
   */
  double emOf(String date, double free) {
    return em * Math.min(1, free / Math.max(1, face.line(date, em).width()));
  }

  /**
   * A date's outline, so that the leftmost ink of all dates is on the margin; where texts run from
   * right to left, their pens begin at the right margin.
   */
  Path2D outline(String date, double size, Typesetter edges, double baseline) {
    Typeface.Line line = face.line(date, size);
    double left = edges.mirrored() ? edges.right() - line.width() : edges.left() - bearing;
    return Typesetter.moved(line.outline(), left, baseline);
  }
}
