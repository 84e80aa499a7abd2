package io.terralapse.catalog.name;

import io.terralapse.model.AcquisitionDate;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** Relations between dates of different precision. */
public final class DateOverlap {
  private DateOverlap() {}

  /** True if {@code inner} lies wholly inside {@code outer}; a date contains itself. */
  public static boolean contains(AcquisitionDate outer, AcquisitionDate inner) {
    return !inner.start().isBefore(outer.start()) && !inner.end().isAfter(outer.end());
  }

  /** True if the spans meet or lie no further apart than {@code within}. */
  static boolean isNear(AcquisitionDate a, AcquisitionDate b, Duration within) {
    return !a.start().isAfter(b.end().plus(within)) && !b.start().isAfter(a.end().plus(within));
  }

  /** The date that all the others only say less precisely, if there is one. */
  public static Optional<AcquisitionDate> findCommon(Collection<AcquisitionDate> dates) {
    return dates.stream()
        .filter(inner -> dates.stream().allMatch(outer -> contains(outer, inner)))
        .findFirst();
  }
}
