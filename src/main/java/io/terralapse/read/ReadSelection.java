package io.terralapse.read;

import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Scene;
import io.terralapse.select.BestPerPeriod;
import io.terralapse.select.Clearness;
import io.terralapse.select.CloudEstimate;
import io.terralapse.select.CloudSource;
import io.terralapse.select.SceneSelector;
import io.terralapse.select.SelectSettings;
import io.terralapse.select.WhitePatches;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What is chosen among dates once their pixels have been looked at, before any is aligned. */
public final class ReadSelection {
  private ReadSelection() {}

  /** The dates, those of unknown cloud with an estimate where the others allow one. */
  public static List<ReadAcquisition> withEstimates(List<ReadAcquisition> dates) {
    List<WhitePatches> patches =
        dates.stream().flatMap(date -> date.whitePatches().stream()).toList();
    Iterator<OptionalDouble> estimates = CloudEstimate.of(patches).iterator();
    List<ReadAcquisition> known = new ArrayList<>();
    for (ReadAcquisition date : dates) {
      OptionalDouble estimate =
          date.whitePatches().isPresent() ? estimates.next() : OptionalDouble.empty();
      boolean wanted = date.clearness().cloudSource().isEmpty() && estimate.isPresent();
      known.add(
          wanted
              ? date.with(date.clearness().withCloud(estimate.getAsDouble(), CloudSource.ESTIMATE))
              : date);
    }
    return known;
  }

  /**
   * Judges coverage, then cloud, then the best of each period.
   *
   * @param dropped receives the scenes of the others
   */
  public static List<ReadAcquisition> choose(
      SelectSettings settings, List<ReadAcquisition> dates, List<DroppedScene> dropped) {
    SceneSelector selector = new SceneSelector(settings);
    List<ReadAcquisition> good = new ArrayList<>();
    for (ReadAcquisition date : dates) {
      Acquisition acquisition = date.acquisition();
      Optional<String> cut =
          selector.judgeCoverage(acquisition, date.clearness().coveragePercent());
      Optional<String> cloudy = cut.isPresent() ? Optional.empty() : judgeCloud(selector, date);
      cut.ifPresent(why -> drop(acquisition, SceneSelector.COVERAGE, why, dropped));
      cloudy.ifPresent(why -> drop(acquisition, SceneSelector.CLOUD, why, dropped));
      if (cut.isEmpty() && cloudy.isEmpty()) {
        good.add(date);
      }
    }
    Map<String, String> losers =
        new BestPerPeriod(settings)
            .choose(good.stream().map(ReadSelection::candidate).toList()).stream()
                .collect(Collectors.toMap(l -> l.acquisition().id(), BestPerPeriod.Loser::detail));
    List<ReadAcquisition> best = new ArrayList<>();
    for (ReadAcquisition date : good) {
      String why = losers.get(date.id());
      if (why == null) {
        best.add(date);
      } else {
        drop(date.acquisition(), SceneSelector.BEST_PER, why, dropped);
      }
    }
    return best;
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

  /** Drops all scenes of an acquisition. */
  public static void drop(
      Acquisition acquisition, String reason, String why, List<DroppedScene> dropped) {
    for (Scene scene : acquisition.scenes()) {
      dropped.add(new DroppedScene(scene, reason, why));
    }
  }
}
