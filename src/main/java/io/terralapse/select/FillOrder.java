package io.terralapse.select;

import io.terralapse.model.AcquisitionDate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** From which dates gaps in a frame are filled ({@code look.fill}). */
public enum FillOrder {
  /**
   * Only gaps that the sensor leaves in every scene ({@link SystematicGaps}), as {@link #NEAREST}.
   */
  AUTO,
  /** Gaps stay. */
  NONE,
  /** From earlier dates, the latest first. */
  PREVIOUS,
  /** From all dates, the nearest in time first; of two equally near ones the earlier. */
  NEAREST;

  /** The identifier in the configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The dates to fill one frame from.
   *
   * @param dates of all frames, in order of time
   * @param index the frame that is to be filled
   * @return indices into {@code dates}, in the order in which they are used
   */
  public List<Integer> sources(List<AcquisitionDate> dates, int index) {
    return switch (this) {
      case NONE -> List.of();
      case PREVIOUS -> IntStream.range(0, index).map(i -> index - 1 - i).boxed().toList();
      case AUTO, NEAREST ->
          IntStream.range(0, dates.size())
              .filter(i -> i != index)
              .boxed()
              .sorted(
                  Comparator.<Integer, Duration>comparing(
                          i -> Duration.between(middle(dates, index), middle(dates, i)).abs())
                      // Earlier dates first; of dates at the same time the neighbour.
                      .thenComparing(i -> i > index)
                      .thenComparing(i -> Math.abs(i - index)))
              .toList();
    };
  }

  private static Instant middle(List<AcquisitionDate> dates, int index) {
    AcquisitionDate date = dates.get(index);
    return date.start().plus(Duration.between(date.start(), date.end()).dividedBy(2));
  }
}
