package io.terralapse.select;

import io.terralapse.model.DroppedScene;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How many scenes fell to which rule, in words. */
public final class DropCount {
  private DropCount() {}

  /**
   * The clause {@code 6 of 8 scenes were dropped: 4 by select.max_cloud: 40 (...), 2 ...}.
   *
   * @param dropped at least one
   * @param kept how many scenes were not dropped
   * @param remedy what changes a rule's verdict, by its identifier in the ledger
   */
  public static String sentence(
      SelectSettings settings,
      List<DroppedScene> dropped,
      int kept,
      Function<String, Optional<String>> remedy) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    dropped.forEach(one -> counts.merge(one.reason(), 1, Integer::sum));
    String rules =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .map(
                count ->
                    (counts.size() == 1 ? "" : count.getValue() + " ")
                        + rule(count.getKey(), settings)
                        + remedy.apply(count.getKey()).map(text -> " (" + text + ")").orElse(""))
            .collect(Collectors.joining(", "));
    return count(dropped.size(), kept) + (counts.size() == 1 ? " " : ": ") + rules;
  }

  private static String count(int dropped, int kept) {
    if (kept == 0) {
      return dropped == 1
          ? "the only scene was dropped"
          : "all " + dropped + " scenes were dropped";
    }
    return dropped
        + " of "
        + (dropped + kept)
        + " scenes"
        + (dropped == 1 ? " was" : " were")
        + " dropped";
  }

  private static String rule(String reason, SelectSettings settings) {
    return switch (reason) {
      case SceneSelector.CLOUD ->
          "by select.max_cloud: " + SceneSelector.plain(settings.maxCloud());
      case SceneSelector.COVERAGE ->
          "by select.min_coverage: " + SceneSelector.plain(settings.minCoverage());
      case SceneSelector.DATES -> "by select.from and select.to";
      case SceneSelector.MONTHS -> "by select.months";
      case SceneSelector.DROPPED -> "by select.drop";
      case SceneSelector.ORBIT -> "by select.orbit";
      case SceneSelector.OFF_NADIR -> "by select.max_off_nadir";
      case SceneSelector.BEST_PER -> "by select.best_per";
      case "refused" -> "by coregister.on_refusal: drop";
      case "superseded" -> "for a better product of the same observation";
      case "bands" -> "for lack of a band that look.bands needs";
      case "elsewhere" -> "for lying outside the area";
      case "no-crs" -> "for lack of a usable georeference";
      case "unreadable" -> "as unreadable";
      case "values" -> "for values in another unit";
      default -> "as \"" + reason + "\"";
    };
  }
}
