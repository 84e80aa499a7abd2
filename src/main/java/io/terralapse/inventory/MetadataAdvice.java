package io.terralapse.inventory;

import io.terralapse.config.JobSettings;
import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Scene;
import io.terralapse.select.SceneSelector;
import io.terralapse.select.SelectSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What would let scenes pass that a rule on metadata dropped, found by selecting again. */
final class MetadataAdvice {
  private final List<Scene> scenes;

  private MetadataAdvice(List<Scene> scenes) {
    this.scenes = scenes;
  }

  /**
   * The remedy for a rule, by its identifier in the ledger; empty for other rules.
   *
   * @param kept the dates that no rule drops
   */
  static Function<String, Optional<String>> of(
      JobSettings job, List<DroppedScene> dropped, List<Acquisition> kept) {
    MetadataAdvice advice =
        new MetadataAdvice(
            Stream.concat(
                    kept.stream().flatMap(date -> date.scenes().stream()),
                    dropped.stream().map(DroppedScene::scene))
                .toList());
    SelectSettings select = job.select();
    return reason ->
        switch (reason) {
          case SceneSelector.DATES -> advice.without("them", select.withoutDates());
          case SceneSelector.MONTHS -> advice.without("it", select.withoutMonths());
          case SceneSelector.ORBIT -> advice.without("it", select.withoutOrbit());
          case SceneSelector.OFF_NADIR -> advice.without("it", select.withoutOffNadir());
          default -> Optional.empty();
        };
  }

  private Optional<String> without(String rule, SelectSettings others) {
    int dates = new SceneSelector(others).select(scenes).acquisitions().size();
    return dates == 0
        ? Optional.empty()
        : Optional.of(
            dates + (dates == 1 ? " date remains" : " dates remain") + " without " + rule);
  }
}
