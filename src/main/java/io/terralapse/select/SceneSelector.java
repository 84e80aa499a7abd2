package io.terralapse.select;

import io.terralapse.model.Acquisition;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Issue;
import io.terralapse.model.Scene;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Chooses scenes by what is known before a pixel is read, and judges coverage once it is known.
 *
 * <p>Scenes are taken out first and grouped afterwards, so that dropping one product of an
 * observation brings the next best one back. {@code keep} wins over every other rule, also over
 * {@code drop}.
 */
public final class SceneSelector {
  /** The ledger's word for scenes outside {@code select.from} and {@code select.to}. */
  public static final String DATES = "dates";

  /** The ledger's word for scenes that {@code select.drop} names. */
  public static final String DROPPED = "drop";

  /** The ledger's word for frames that cover too little of the area. */
  public static final String COVERAGE = "coverage";

  private final SelectSettings settings;

  /** A selector by the given rules. */
  public SceneSelector(SelectSettings settings) {
    this.settings = settings;
  }

  /** Chooses and groups scenes with distinct ids. */
  public Selection select(List<Scene> scenes) {
    List<Scene> kept = new ArrayList<>();
    List<DroppedScene> dropped = new ArrayList<>();
    for (Scene scene : scenes) {
      judge(scene).ifPresentOrElse(dropped::add, () -> kept.add(scene));
    }
    Grouping grouping = new AcquisitionGrouper(settings.groupWithin()).group(kept);
    dropped.addAll(grouping.superseded());
    dropped.sort(
        Comparator.<DroppedScene, AcquisitionDate>comparing(d -> d.scene().acquired())
            .thenComparing(d -> d.scene().id()));
    return new Selection(grouping.acquisitions(), dropped, unmatched(scenes));
  }

  /**
   * Whether an acquisition covers too little.
   *
   * @param coveragePercent valid share of the area, 0 to 100
   * @return the sentence that says so; empty if the acquisition is used
   */
  public Optional<String> judgeCoverage(Acquisition acquisition, double coveragePercent) {
    boolean wanted = acquisition.scenes().stream().anyMatch(this::isKept);
    if (wanted || coveragePercent >= settings.minCoverage()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s covers %.1f %% of the area, less than select.min_coverage (%s %%); lower it, or"
                + " name the scene in select.keep.",
            acquisition.id(),
            // Rounded down, so that 79.96 does not read as the 80.0 that would have been enough.
            Math.floor(coveragePercent * 10) / 10,
            plain(settings.minCoverage())));
  }

  private Optional<DroppedScene> judge(Scene scene) {
    if (isKept(scene)) {
      return Optional.empty();
    }
    if (SceneChoice.any(settings.drop(), scene)) {
      return Optional.of(
          new DroppedScene(scene, DROPPED, scene.id() + " is not used: select.drop names it."));
    }
    return isWithin(scene.acquired())
        ? Optional.empty()
        : Optional.of(
            new DroppedScene(
                scene,
                DATES,
                scene.id()
                    + " is not used: "
                    + scene.acquired().text()
                    + " is not between select.from and select.to."));
  }

  private boolean isKept(Scene scene) {
    return SceneChoice.any(settings.keep(), scene);
  }

  /** A month or year is within if any of its days is. */
  private boolean isWithin(AcquisitionDate date) {
    boolean late =
        settings.to().map(to -> !date.start().isBefore(startOf(to.plusDays(1)))).orElse(false);
    boolean instant = date.end().equals(date.start());
    boolean early =
        settings
            .from()
            .map(
                from ->
                    instant
                        ? date.start().isBefore(startOf(from))
                        : !date.end().isAfter(startOf(from)))
            .orElse(false);
    return !late && !early;
  }

  private static Instant startOf(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private List<Issue> unmatched(List<Scene> scenes) {
    return Stream.concat(
            unmatched("select.keep", settings.keep(), scenes),
            unmatched("select.drop", settings.drop(), scenes))
        .toList();
  }

  private static Stream<Issue> unmatched(String setting, List<String> entries, List<Scene> scenes) {
    Predicate<String> useless = entry -> scenes.stream().noneMatch(new SceneChoice(entry)::matches);
    return entries.stream()
        .filter(useless)
        .map(
            entry ->
                new Issue(
                    "unmatched",
                    setting,
                    setting
                        + " names \""
                        + entry
                        + "\", which is no scene's id or date; correct or remove it."));
  }

  private static String plain(double percent) {
    return percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
  }
}
