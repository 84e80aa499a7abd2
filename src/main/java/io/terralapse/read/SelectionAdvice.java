package io.terralapse.read;

import io.terralapse.model.DroppedScene;
import io.terralapse.select.CloudSource;
import io.terralapse.select.DropCount;
import io.terralapse.select.SceneSelector;
import io.terralapse.select.SelectSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;

/**
 * Says how many scenes each rule dropped, and which limits would leave enough dates. The limits are
 * found by applying the selection again, so that they keep what the sentence says.
 */
public final class SelectionAdvice {
  /** Most values of each limit that are tried together. */
  private static final int MAX_TRIED = 40;

  /** Limits for a configuration are multiples of this, per cent. */
  private static final int STEP = 5;

  private final SelectSettings settings;
  private final List<ReadAcquisition> read;
  private final int least;

  private SelectionAdvice(SelectSettings settings, List<ReadAcquisition> read, int least) {
    this.settings = settings;
    this.read = read;
    this.least = least;
  }

  /**
   * The advice, as the main clause of a sentence.
   *
   * @param read every date that could be read, with its cloud cover
   * @param dropped every scene that is not used
   * @param keptScenes how many scenes are used
   * @param least how many dates are needed
   * @return {@code 6 of 8 scenes were dropped: 4 by select.max_cloud: 40 (max_cloud: 65 would keep
   *     3 dates), ...}; empty if none was dropped
   */
  public static Optional<String> of(
      SelectSettings settings,
      List<ReadAcquisition> read,
      List<DroppedScene> dropped,
      int keptScenes,
      int least) {
    if (dropped.isEmpty()) {
      return Optional.empty();
    }
    SelectionAdvice advice = new SelectionAdvice(settings, read, least);
    Optional<Limit> cloud = advice.findCloud();
    Optional<Limit> coverage = advice.findCoverage();
    String counts =
        DropCount.sentence(
            settings,
            dropped,
            keptScenes,
            reason ->
                switch (reason) {
                  case SceneSelector.CLOUD -> cloud.map(Limit::text);
                  case SceneSelector.COVERAGE -> coverage.map(Limit::text);
                  default -> Optional.empty();
                });
    if (cloud.isPresent() || coverage.isPresent()) {
      return Optional.of(counts);
    }
    return Optional.of(
        counts
            + "; "
            + advice.findBoth().orElseGet(() -> "the first reason is: " + first(dropped)));
  }

  private static String first(List<DroppedScene> dropped) {
    String detail = dropped.get(0).detail();
    return detail.endsWith(".") ? detail.substring(0, detail.length() - 1) : detail;
  }

  /**
   * The strictest limits, no stricter than the given ones, that keep a third of the dates and at
   * least two.
   *
   * @return empty if no limits do
   */
  public static Optional<SelectSettings> findLimits(
      SelectSettings settings, List<ReadAcquisition> read) {
    int least = Math.max(2, (read.size() + 2) / 3);
    SelectionAdvice advice = new SelectionAdvice(settings, read, least);
    List<Integer> clouds =
        advice.clouds().stream().map(v -> Math.min(100, ceilToStep(v))).distinct().toList();
    List<Integer> coverages =
        advice.coverages().stream().map(v -> v / STEP * STEP).distinct().toList();
    List<SelectSettings> tried = new ArrayList<>(List.of(settings));
    clouds.forEach(cloud -> tried.add(advice.with(cloud, settings.minCoverage())));
    for (int coverage : coverages) {
      tried.add(advice.with(settings.maxCloud(), coverage));
      clouds.forEach(cloud -> tried.add(advice.with(cloud, coverage)));
    }
    // Ten points more cloud cost as much as ten points less coverage.
    tried.sort(Comparator.comparingDouble(l -> l.maxCloud() - l.minCoverage()));
    return tried.stream().filter(limits -> advice.kept(limits) >= least).findFirst();
  }

  private static int ceilToStep(int percent) {
    return (percent + STEP - 1) / STEP * STEP;
  }

  /** How many dates some limits keep. */
  public static int count(SelectSettings settings, List<ReadAcquisition> read) {
    return new SelectionAdvice(settings, read, 1).kept(settings);
  }

  /** A value of a setting, and how many dates it keeps. */
  private record Limit(String setting, int dates) {
    String text() {
      return setting + " would keep " + dates + (dates == 1 ? " date" : " dates");
    }
  }

  private Optional<Limit> findCloud() {
    return find(
        clouds(), value -> with(value, settings.minCoverage()), value -> "max_cloud: " + value);
  }

  private Optional<Limit> findCoverage() {
    return find(
        coverages(), value -> with(settings.maxCloud(), value), value -> "min_coverage: " + value);
  }

  /** The first of these values, strictest first, that keeps enough dates. */
  private Optional<Limit> find(
      List<Integer> values, DoubleFunction<SelectSettings> with, IntFunction<String> text) {
    for (int value : values) {
      int dates = kept(with.apply(value));
      if (dates >= least) {
        return Optional.of(new Limit(text.apply(value), dates));
      }
    }
    return Optional.empty();
  }

  /** Both limits together, where one alone does not help: as much coverage as possible. */
  private Optional<String> findBoth() {
    for (int coverage : thinned(coverages())) {
      for (int cloud : thinned(clouds())) {
        int dates = kept(with(cloud, coverage));
        if (dates >= least) {
          return Optional.of(
              new Limit("max_cloud: " + cloud + " with min_coverage: " + coverage, dates).text());
        }
      }
    }
    return Optional.empty();
  }

  /** Whole limits above the configured one that admit another date, the lowest first. */
  private List<Integer> clouds() {
    TreeSet<Integer> values = new TreeSet<>();
    for (ReadAcquisition date : read) {
      Optional<CloudSource> source = date.clearness().cloudSource();
      double cloud = date.clearness().cloudPercent().orElse(0);
      if (source.isPresent() && cloud > settings.maxCloud()) {
        values.add((int) Math.ceil(cloud));
      }
    }
    return new ArrayList<>(values);
  }

  /** Whole limits below the configured one that admit another date, the highest first. */
  private List<Integer> coverages() {
    TreeSet<Integer> values = new TreeSet<>();
    for (ReadAcquisition date : read) {
      double coverage = date.clearness().coveragePercent();
      if (coverage < settings.minCoverage() && coverage > 0) {
        values.add((int) Math.floor(coverage));
      }
    }
    return new ArrayList<>(values.descendingSet());
  }

  private static List<Integer> thinned(List<Integer> values) {
    int step = Math.max(1, (values.size() + MAX_TRIED - 1) / MAX_TRIED);
    List<Integer> some = new ArrayList<>();
    for (int i = step - 1; i < values.size(); i += step) {
      some.add(values.get(i));
    }
    return some;
  }

  private int kept(SelectSettings other) {
    return ReadSelection.choose(other, read, new ArrayList<>()).size();
  }

  private SelectSettings with(double maxCloud, double minCoverage) {
    return settings.withLimits(maxCloud, minCoverage);
  }
}
