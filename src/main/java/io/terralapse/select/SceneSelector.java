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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Entry point of the selection: selects scenes by metadata before a pixel is read, and checks
 * coverage and cloud cover once they are measured.
 *
 * <p>Scenes are dropped first and grouped afterwards, so that if one product of an observation is
 * dropped, the next best is used. {@code keep} wins over all other rules, {@code drop} over all but
 * {@code keep}. The most frequent orbit is determined among the scenes that pass all other rules.
 * Thread-safe.
 */
public final class SceneSelector {
  /** Ledger reason of scenes outside {@code select.from} and {@code select.to}. */
  public static final String DATES = "dates";

  /** Ledger reason of scenes in other months than {@code select.months}. */
  public static final String MONTHS = "months";

  /** Ledger reason of scenes that {@code select.drop} names. */
  public static final String DROPPED = "drop";

  /** Ledger reason of scenes of another track than {@code select.orbit}. */
  public static final String ORBIT = "orbit";

  /** Ledger reason of scenes with a view angle above {@code select.max_off_nadir}. */
  public static final String OFF_NADIR = "off-nadir";

  /** Ledger reason of acquisitions that cover too little of the area. */
  public static final String COVERAGE = "coverage";

  /** Ledger reason of acquisitions with more cloud than {@code select.max_cloud}. */
  public static final String CLOUD = "cloud";

  /** Ledger reason of acquisitions of a period ({@code select.best_per}) that has a better one. */
  public static final String BEST_PER = "best_per";

  private final SelectSettings settings;
  private final MetadataRules rules;
  private final PublishedDates published;

  /** A selector by the given rules, of scenes of which none is published. */
  public SceneSelector(SelectSettings settings) {
    this(settings, PublishedDates.NONE);
  }

  /**
   * A selector by the given rules.
   *
   * @param published dates whose track {@code select.orbit: same} keeps
   */
  public SceneSelector(SelectSettings settings, PublishedDates published) {
    this.settings = settings;
    this.published = published;
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
        .map(orbit -> new OrbitRule(orbit, published).apply(kept, rules::isKept))
        .ifPresent(
            outcome -> {
              Set<String> ids =
                  outcome.dropped().stream().map(d -> d.scene().id()).collect(Collectors.toSet());
              kept.removeIf(scene -> ids.contains(scene.id()));
              dropped.addAll(outcome.dropped());
              outcome.issue().ifPresent(issues::add);
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
   * Whether {@code select.orbit: same} would select another track if nothing were published.
   *
   * @param dates selected ones
   * @param dropped scenes that are not used
   * @return the end of a sentence that begins with what keeps the track
   */
  public static Optional<String> findOtherTrack(
      SelectSettings settings, List<Acquisition> dates, List<DroppedScene> dropped) {
    return settings
        .orbit()
        .flatMap(
            orbit ->
                new OrbitRule(orbit, PublishedDates.NONE)
                    .findOther(
                        dates.stream().flatMap(date -> date.scenes().stream()).toList(),
                        dropped.stream()
                            .filter(one -> one.reason().equals(ORBIT))
                            .map(DroppedScene::scene)
                            .toList()));
  }

  /**
   * Checks the coverage of an acquisition.
   *
   * @param coveragePercent fraction of the area that has data, 0 to 100
   * @return why it is not used, one sentence; empty if it is used
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
            // Rounded down, so that 79.96 is not shown as 80.0, which would be enough.
            Math.floor(coveragePercent * 10) / 10,
            plain(settings.minCoverage())));
  }

  /**
   * Checks the cloud cover of an acquisition.
   *
   * @param cloudPercent cloud cover, 0 to 100
   * @param source source of the cloud cover, for the sentence
   * @return why it is not used, one sentence; empty if it is used
   */
  public Optional<String> judgeCloud(
      Acquisition acquisition, double cloudPercent, CloudSource source) {
    if (isKept(acquisition) || cloudPercent <= settings.maxCloud()) {
      return Optional.empty();
    }
    String how =
        switch (source) {
          case MASK -> "%s has %.1f %% cloud in the area by its mask";
          case SCENE -> "%s has %.1f %% cloud in the whole scene by its metadata";
          case ESTIMATE -> "%s has at least %.1f %% cloud in the area, estimated from brightness";
        };
    return Optional.of(
        String.format(
            Locale.ROOT,
            how
                + ", more than select.max_cloud (%s %%); raise it, or name the scene in"
                + " select.keep.",
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
    return SelectSettings.findUnmatched(entries, scenes).stream()
        .map(
            entry ->
                new Issue(
                    "unmatched",
                    setting,
                    setting
                        + " names \""
                        + entry
                        + "\", which is not the id or date of a scene; correct or remove it."));
  }

  /** A number without trailing zeros. */
  static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
