package io.terralapse.furniture;

import io.terralapse.model.AcquisitionDate;

/**
 * The dates that one frame shows: one, or everything from the first to the last of those that it is
 * composed of.
 *
 * @param first the earliest
 * @param last the latest; equal to {@code first} for a frame of one date
 */
public record DateSpan(AcquisitionDate first, AcquisitionDate last) {

  /** The dates of a frame that is not composed. */
  public static DateSpan of(AcquisitionDate date) {
    return new DateSpan(date, date);
  }

  /** The span widened so that it holds another date. */
  public DateSpan with(AcquisitionDate date) {
    return new DateSpan(
        date.compareTo(first) < 0 ? date : first, date.compareTo(last) > 0 ? date : last);
  }
}
