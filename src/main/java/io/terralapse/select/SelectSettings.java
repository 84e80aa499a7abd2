package io.terralapse.select;

import io.terralapse.model.Scene;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which acquisitions become frames.
 *
 * @param from first day, UTC
 * @param to last day, UTC, included
 * @param months months of the year that are used
 * @param maxCloud most cloud in the area, per cent of the pixels with data
 * @param minCoverage least fraction of the area that has data, per cent
 * @param bestPer keep only the best acquisition of each period
 * @param keep scene ids or dates that are used whatever the other rules say
 * @param drop scene ids or dates that are not used
 * @param groupWithin scenes this close in time, of one platform, are one acquisition
 * @param orbit relative orbit or path, as {@code R094}, {@code 94} or {@code 190}, or {@code same}
 *     for the most frequent
 * @param maxOffNadir largest view angle, degrees off nadir
 * @param persistentCloud what becomes of pixels that masks call cloud on most dates
 */
public record SelectSettings(
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    MonthSet months,
    double maxCloud,
    double minCoverage,
    Optional<Period> bestPer,
    List<String> keep,
    List<String> drop,
    Duration groupWithin,
    Optional<String> orbit,
    OptionalDouble maxOffNadir,
    PersistentCloudRule persistentCloud) {

  /** Acquisitions that cover at least 80 % of the area and have at most 40 % cloud. */
  public static final SelectSettings DEFAULTS =
      new SelectSettings(
          Optional.empty(),
          Optional.empty(),
          MonthSet.ALL,
          40,
          80,
          Optional.empty(),
          List.of(),
          List.of(),
          Duration.ofMinutes(10),
          Optional.empty(),
          OptionalDouble.empty(),
          PersistentCloudRule.KEEP);

  /** Copies the lists. */
  public SelectSettings {
    keep = List.copyOf(keep);
    drop = List.copyOf(drop);
  }

  /** Whether {@code keep} names a scene. */
  public boolean keeps(Scene scene) {
    return SceneChoice.any(keep, scene);
  }

  /**
   * Entries that name no scene.
   *
   * @param entries of {@code keep} or {@code drop}
   */
  public static List<String> findUnmatched(List<String> entries, List<Scene> scenes) {
    return entries.stream()
        .filter(entry -> scenes.stream().noneMatch(new SceneChoice(entry)::matches))
        .toList();
  }

  /** The same with other limits, per cent. */
  public SelectSettings withLimits(double cloud, double coverage) {
    return new SelectSettings(
        from,
        to,
        months,
        cloud,
        coverage,
        bestPer,
        keep,
        drop,
        groupWithin,
        orbit,
        maxOffNadir,
        persistentCloud);
  }

  /** The same without a first and a last day. */
  public SelectSettings withoutDates() {
    return with(Optional.empty(), Optional.empty(), months, orbit, maxOffNadir);
  }

  /** The same for all months of the year. */
  public SelectSettings withoutMonths() {
    return with(from, to, MonthSet.ALL, orbit, maxOffNadir);
  }

  /** The same for all orbits. */
  public SelectSettings withoutOrbit() {
    return with(from, to, months, Optional.empty(), maxOffNadir);
  }

  /** The same without a limit on the angle of view. */
  public SelectSettings withoutOffNadir() {
    return with(from, to, months, orbit, OptionalDouble.empty());
  }

  private SelectSettings with(
      Optional<LocalDate> first,
      Optional<LocalDate> last,
      MonthSet usedMonths,
      Optional<String> usedOrbit,
      OptionalDouble offNadir) {
    return new SelectSettings(
        first,
        last,
        usedMonths,
        maxCloud,
        minCoverage,
        bestPer,
        keep,
        drop,
        groupWithin,
        usedOrbit,
        offNadir,
        persistentCloud);
  }
}
