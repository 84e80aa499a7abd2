package io.terralapse.read;

import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Scene;
import io.terralapse.select.BestPerPeriod;
import io.terralapse.select.Clearness;
import io.terralapse.select.CloudEstimate;
import io.terralapse.select.CloudSource;
import io.terralapse.select.PersistentCloud;
import io.terralapse.select.PersistentCloudRule;
import io.terralapse.select.SceneSelector;
import io.terralapse.select.SelectSettings;
import io.terralapse.select.WhitePatches;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The selection that needs pixels: coverage, cloud, and the best of each period. Runs after reading
 * and before alignment.
 */
public final class ReadSelection {
  private ReadSelection() {}

  /**
   * The same acquisitions, with an estimate of cloud for those where it is unknown and possible.
   */
  public static List<ReadAcquisition> withEstimatedCloud(List<ReadAcquisition> dates) {
    List<WhitePatches> patches =
        dates.stream().flatMap(date -> date.whitePatches().stream()).toList();
    Iterator<OptionalDouble> estimates = CloudEstimate.of(patches).iterator();
    List<ReadAcquisition> known = new ArrayList<>();
    for (ReadAcquisition date : dates) {
      OptionalDouble estimate =
          date.whitePatches().isPresent() ? estimates.next() : OptionalDouble.empty();
      boolean estimated = date.clearness().cloudSource().isEmpty() && estimate.isPresent();
      known.add(
          estimated
              ? date.withClearness(
                  date.clearness().withCloud(estimate.getAsDouble(), CloudSource.ESTIMATE))
              : date);
    }
    return known;
  }

  /** The same acquisitions, with bright ground that is masked on most dates counted as clear. */
  public static List<ReadAcquisition> withoutPersistentCloud(
      SelectSettings settings, List<ReadAcquisition> dates) {
    if (settings.persistentCloud() == PersistentCloudRule.TRUST_MASK) {
      return dates;
    }
    List<Clearness> corrected =
        PersistentCloud.correct(dates.stream().map(ReadAcquisition::clearness).toList());
    List<ReadAcquisition> known = new ArrayList<>();
    for (int i = 0; i < dates.size(); i++) {
      known.add(dates.get(i).withClearness(corrected.get(i)));
    }
    return known;
  }

  /** As the other method, without published frames. */
  public static List<ReadAcquisition> choose(
      SelectSettings settings, List<ReadAcquisition> dates, List<DroppedScene> dropped) {
    return choose(settings, dates, Optional.empty(), dropped);
  }

  /**
   * Applies the limits on coverage, then on cloud, then chooses the best of each period. A
   * published frame stays what it is: an estimate that depends on the other dates is not applied to
   * it, and it is the best of its period.
   *
   * @param published frames that stay
   * @param dropped receives the scenes of the acquisitions that are not chosen
   * @return the chosen ones, in the order given
   */
  public static List<ReadAcquisition> choose(
      SelectSettings settings,
      List<ReadAcquisition> dates,
      Optional<LockedFrames> published,
      List<DroppedScene> dropped) {
    SceneSelector selector = new SceneSelector(settings);
    List<ReadAcquisition> clear = new ArrayList<>();
    Set<String> shown =
        dates.stream()
            .filter(date -> published.filter(lock -> lock.isShown(date)).isPresent())
            .map(ReadAcquisition::id)
            .collect(Collectors.toSet());
    for (ReadAcquisition date : dates) {
      Acquisition acquisition = date.acquisition();
      Optional<String> uncovered =
          selector.judgeCoverage(acquisition, date.clearness().attainedPercent());
      Optional<String> cloudy =
          uncovered.isPresent()
              ? Optional.empty()
              : shown.contains(date.id()) && dependsOnOthers(date)
                  ? Optional.empty()
                  : judgeCloud(selector, date)
                      .or(() -> published.flatMap(lock -> lock.findExclusion(date)));
      uncovered.ifPresent(why -> drop(acquisition, SceneSelector.COVERAGE, why, dropped));
      cloudy.ifPresent(why -> drop(acquisition, SceneSelector.CLOUD, why, dropped));
      if (uncovered.isEmpty() && cloudy.isEmpty()) {
        clear.add(date);
      }
    }
    Map<String, String> losers =
        new BestPerPeriod(settings)
            .choose(clear.stream().map(ReadSelection::candidate).toList(), shown).stream()
                .collect(
                    Collectors.toMap(l -> l.acquisition().id(), BestPerPeriod.Excluded::detail));
    List<ReadAcquisition> best = new ArrayList<>();
    for (ReadAcquisition date : clear) {
      String why = losers.get(date.id());
      if (why == null) {
        best.add(date);
      } else {
        drop(date.acquisition(), SceneSelector.BEST_PER, why, dropped);
      }
    }
    return best;
  }

  /**
   * Whether the cloud cover of a date depends on the other dates: an estimate does, and a mask of
   * which other dates tell what is bright ground.
   */
  static boolean dependsOnOthers(ReadAcquisition date) {
    return date.clearness().mask().isPresent()
        || date.clearness().cloudSource().equals(Optional.of(CloudSource.ESTIMATE));
  }

  private static Optional<String> judgeCloud(SceneSelector selector, ReadAcquisition date) {
    Clearness clearness = date.clearness();
    return clearness
        .cloudSource()
        .flatMap(
            source ->
                selector.judgeCloud(
                    date.acquisition(), clearness.cloudPercent().orElse(0), source));
  }

  private static BestPerPeriod.Candidate candidate(ReadAcquisition date) {
    return new BestPerPeriod.Candidate(
        date.acquisition(), date.clearness().coveragePercent(), date.clearness().clearPercent());
  }

  /** Adds all scenes of an acquisition to {@code dropped}. */
  public static void drop(
      Acquisition acquisition, String reason, String why, List<DroppedScene> dropped) {
    for (Scene scene : acquisition.scenes()) {
      dropped.add(new DroppedScene(scene, reason, why));
    }
  }
}
