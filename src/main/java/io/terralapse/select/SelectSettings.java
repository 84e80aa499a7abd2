package io.terralapse.select;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Which acquisitions become frames.
 *
 * @param from first day, UTC
 * @param to last day, UTC, included
 * @param minCoverage least share of the area that must be valid, per cent
 * @param keep scene ids or dates that are used whatever the other rules say
 * @param drop scene ids or dates that are not used
 * @param groupWithin scenes this close in time, of one platform, are one acquisition
 */
public record SelectSettings(
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    double minCoverage,
    List<String> keep,
    List<String> drop,
    Duration groupWithin) {

  /** Everything is used that covers 80 % of the area. */
  public static final SelectSettings DEFAULTS =
      new SelectSettings(
          Optional.empty(), Optional.empty(), 80, List.of(), List.of(), Duration.ofMinutes(10));

  /** Copies the lists. */
  public SelectSettings {
    keep = List.copyOf(keep);
    drop = List.copyOf(drop);
  }
}
