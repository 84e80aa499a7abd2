package io.terralapse.catalog.name;

import io.terralapse.model.AcquisitionDate;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** Relations between the time spans of dates of different precision. Stateless. */
public final class DateOverlap {
  private DateOverlap() {}

  /** True if {@code inner} is completely inside {@code outer}; a date contains itself. */
  public static boolean contains(AcquisitionDate outer, AcquisitionDate inner) {
    return !inner.start().isBefore(outer.start()) && !inner.end().isAfter(outer.end());
  }

  /** True if the spans overlap or are at most {@code within} apart. */
  public static boolean isNear(AcquisitionDate a, AcquisitionDate b, Duration within) {
    return !a.start().isAfter(b.end().plus(within)) && !b.start().isAfter(a.end().plus(within));
  }

  /** The most precise date, if all others contain it. */
  public static Optional<AcquisitionDate> findCommon(Collection<AcquisitionDate> dates) {
    return dates.stream()
        .filter(inner -> dates.stream().allMatch(outer -> contains(outer, inner)))
        .findFirst();
  }
}
