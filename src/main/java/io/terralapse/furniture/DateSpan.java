package io.terralapse.furniture;

import io.terralapse.model.AcquisitionDate;
import java.util.List;

/**
 * The dates that one frame shows: one date, or the range of the dates that it is composed of.
 *
 * @param first the earliest date
 * @param last the latest date; equal to {@code first} for a frame of one date
 */
public record DateSpan(AcquisitionDate first, AcquisitionDate last) {

  /** The span of a single date. */
  public static DateSpan of(AcquisitionDate date) {
    return new DateSpan(date, date);
  }

  /** The span extended to include another date. */
  public DateSpan with(AcquisitionDate date) {
    return new DateSpan(
        date.compareTo(first) < 0 ? date : first, date.compareTo(last) > 0 ? date : last);
  }

  /** The dates of those spans that are one date. */
  static List<AcquisitionDate> singleDates(List<DateSpan> spans) {
    return spans.stream()
        .filter(span -> span.first().equals(span.last()))
        .map(DateSpan::first)
        .toList();
  }
}
