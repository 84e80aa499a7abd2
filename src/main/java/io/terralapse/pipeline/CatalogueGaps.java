package io.terralapse.pipeline;

import io.terralapse.catalog.stac.StacSearch;
import io.terralapse.config.JobSettings;
import io.terralapse.model.Acquisition;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Scene;
import io.terralapse.revisit.Gap;
import io.terralapse.revisit.RevisitGaps;
import io.terralapse.revisit.SearchedPeriod;
import io.terralapse.revisit.SeenScene;
import io.terralapse.select.SceneSelector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gaps of a job's dates, if its scenes come from a catalogue: a folder of files holds what
 * somebody has chosen, and says nothing about the rest. Stateless.
 */
final class CatalogueGaps {
  private static final String SUPERSEDED = "superseded";

  private CatalogueGaps() {}

  /**
   * The gaps of a run whose pixels are measured.
   *
   * @param used acquisitions that are shown
   * @param dropped all other scenes
   */
  static List<Gap> of(JobSettings job, List<Acquisition> used, List<DroppedScene> dropped) {
    return find(job, used, List.of(), dropped);
  }

  /**
   * The gaps that metadata let expect: what the catalogue says has too much cloud is counted as
   * dropped for it.
   */
  static List<Gap> expected(
      JobSettings job, List<Acquisition> candidates, List<DroppedScene> dropped) {
    List<Acquisition> clear = new ArrayList<>();
    List<Acquisition> cloudy = new ArrayList<>();
    for (Acquisition candidate : candidates) {
      boolean tooCloudy =
          candidate.scenes().stream()
              .allMatch(
                  scene -> scene.conditions().cloudPercent().orElse(0) > job.select().maxCloud());
      (tooCloudy ? cloudy : clear).add(candidate);
    }
    return find(job, clear, cloudy, dropped);
  }

  private static List<Gap> find(
      JobSettings job,
      List<Acquisition> shown,
      List<Acquisition> cloudy,
      List<DroppedScene> dropped) {
    Seen seen = new Seen(job.catalog().scenes().isEmpty(), new ArrayList<>());
    shown.forEach(one -> one.scenes().forEach(s -> seen.add(s, true, "")));
    cloudy.forEach(one -> one.scenes().forEach(s -> seen.add(s, false, SceneSelector.CLOUD)));
    for (DroppedScene one : dropped) {
      // Another product of the same overpass is used in its place.
      if (!one.reason().equals(SUPERSEDED)) {
        seen.add(one.scene(), one.reason().equals(SceneSelector.BEST_PER), one.reason());
      }
    }
    return RevisitGaps.find(seen.scenes(), period(job));
  }

  /**
   * Collects scenes.
   *
   * @param searched whether all of them come from searches
   */
  private record Seen(boolean searched, List<SeenScene> scenes) {

    /** Files that somebody has put into a folder are dates, and let expect no others. */
    void add(Scene scene, boolean shown, String reason) {
      boolean listed = searched || scene.acquired().source() == DateSource.STAC;
      String platform = listed ? scene.product().platform() : SeenScene.ALONE;
      time(scene.acquired())
          .ifPresent(time -> scenes.add(new SeenScene(platform, time, shown, shown ? "" : reason)));
    }
  }

  /** Months, years and composites are no overpasses. */
  private static Optional<Instant> time(AcquisitionDate date) {
    return switch (date.precision()) {
      case INSTANT -> Optional.of(date.start());
      case DAY -> Optional.of(date.start().plus(Duration.ofHours(12)));
      case MONTH, YEAR, RANGE -> Optional.empty();
    };
  }

  private static SearchedPeriod period(JobSettings job) {
    LocalDate today = LocalDate.now(Clock.systemUTC());
    return new SearchedPeriod(
        job.select().from().map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant()),
        // A period that has not ended yet ends with the last scene: nothing is missing of the
        // future.
        job.select()
            .to()
            .filter(day -> day.isBefore(today))
            .map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()),
        time -> job.select().months().touches(AcquisitionDate.at(time, DateSource.STAC)),
        job.catalog().searches().stream().anyMatch(CatalogueGaps::isFiltered));
  }

  private static boolean isFiltered(StacSearch search) {
    return search.query().isPresent() || search.filter().isPresent();
  }
}
