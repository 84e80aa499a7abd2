package io.terralapse.select;

import io.terralapse.model.Acquisition;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Issue;
import io.terralapse.model.Scene;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chooses scenes by what is known before a pixel is read, and judges coverage and cloud once they
 * are known.
 *
 * <p>Scenes are taken out first and grouped afterwards, so that dropping one product of an
 * observation brings the next best one back. {@code keep} wins over every other rule, also over
 * {@code drop}, and {@code drop} over the rest. The commonest orbit is sought among the scenes that
 * all other rules leave.
 */
public final class SceneSelector {
  /** The ledger's word for scenes outside {@code select.from} and {@code select.to}. */
  public static final String DATES = "dates";

  /** The ledger's word for scenes in other months than {@code select.months}. */
  public static final String MONTHS = "months";

  /** The ledger's word for scenes that {@code select.drop} names. */
  public static final String DROPPED = "drop";

  /** The ledger's word for scenes of another track than {@code select.orbit}. */
  public static final String ORBIT = "orbit";

  /** The ledger's word for scenes that lean more than {@code select.max_off_nadir}. */
  public static final String OFF_NADIR = "off-nadir";

  /** The ledger's word for frames that cover too little of the area. */
  public static final String COVERAGE = "coverage";

  /** The ledger's word for frames with more cloud than {@code select.max_cloud}. */
  public static final String CLOUD = "cloud";

  /** The ledger's word for frames of a period ({@code select.best_per}) that has a better one. */
  public static final String BEST_PER = "best_per";

  private final SelectSettings settings;
  private final MetadataRules rules;

  /** A selector by the given rules. */
  public SceneSelector(SelectSettings settings) {
    this.settings = settings;
    this.rules = new MetadataRules(settings);
  }

  /** Chooses and groups scenes with distinct ids. */
  public Selection select(List<Scene> scenes) {
    List<Scene> kept = new ArrayList<>();
    List<DroppedScene> dropped = new ArrayList<>();
    for (Scene scene : scenes) {
      rules.judge(scene).ifPresentOrElse(dropped::add, () -> kept.add(scene));
    }
    List<Issue> issues = new ArrayList<>(unmatched(scenes));
    settings
        .orbit()
        .map(orbit -> new OrbitRule(orbit).judge(kept, rules::isKept))
        .ifPresent(
            verdict -> {
              Set<String> gone =
                  verdict.dropped().stream().map(d -> d.scene().id()).collect(Collectors.toSet());
              kept.removeIf(scene -> gone.contains(scene.id()));
              dropped.addAll(verdict.dropped());
              verdict.issue().ifPresent(issues::add);
            });
    Grouping grouping = new AcquisitionGrouper(settings.groupWithin()).group(kept);
    rules
        .unknownAngles(grouping.acquisitions().stream().flatMap(a -> a.scenes().stream()).toList())
        .ifPresent(issues::add);
    dropped.addAll(grouping.superseded());
    dropped.sort(
        Comparator.<DroppedScene, AcquisitionDate>comparing(d -> d.scene().acquired())
            .thenComparing(d -> d.scene().id()));
    return new Selection(grouping.acquisitions(), dropped, issues);
  }

  /**
   * Whether an acquisition covers too little.
   *
   * @param coveragePercent valid share of the area, 0 to 100
   * @return the sentence that says so; empty if the acquisition is used
   */
  public Optional<String> judgeCoverage(Acquisition acquisition, double coveragePercent) {
    if (isKept(acquisition) || coveragePercent >= settings.minCoverage()) {
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

  /**
   * Whether an acquisition has too much cloud.
   *
   * @param cloudPercent cloud, 0 to 100
   * @param source how that is known; the sentence says so
   * @return the sentence; empty if the acquisition is used
   */
  public Optional<String> judgeCloud(
      Acquisition acquisition, double cloudPercent, CloudSource source) {
    if (isKept(acquisition) || cloudPercent <= settings.maxCloud()) {
      return Optional.empty();
    }
    String how =
        switch (source) {
          case MASK -> "%s is clouded over %.1f %% of the area by its mask";
          case SCENE -> "%s is clouded over %.1f %% of its whole scene by its catalogue";
          case ESTIMATE ->
              "%s looks clouded over at least %.1f %% of the area, by an estimate from brightness";
        };
    return Optional.of(
        String.format(
            Locale.ROOT,
            how
                + ", more than select.max_cloud (%s %%); raise it, or name the scene in select.keep.",
            acquisition.id(),
            Math.ceil(cloudPercent * 10) / 10,
            plain(settings.maxCloud())));
  }

  /** True if {@code select.keep} names any of the scenes. */
  boolean isKept(Acquisition acquisition) {
    return acquisition.scenes().stream().anyMatch(rules::isKept);
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

  /** A number without a needless fraction. */
  static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
