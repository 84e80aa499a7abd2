package io.terralapse.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.DroppedScene;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.Grid;
import io.terralapse.model.Scene;
import io.terralapse.select.Clearness;
import io.terralapse.select.CloudMask;
import io.terralapse.select.CloudSource;
import io.terralapse.select.Period;
import io.terralapse.select.PersistentCloudRule;
import io.terralapse.select.SelectSettings;
import io.terralapse.select.WhitePatches;
import io.terralapse.testkit.SceneStubs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReadSelectionTest {
  private static final Grid GRID = SceneStubs.grid(0, 0, 64, 64);

  private final List<DroppedScene> dropped = new ArrayList<>();

  private static ReadAcquisition date(String day, Clearness clearness) {
    return SceneStubs.read(GRID, clearness, SceneStubs.scene(day, day));
  }

  private static Clearness cloudy(double percent) {
    return SceneStubs.covered(100).withCloud(percent, CloudSource.MASK);
  }

  private static SelectSettings settings(Optional<Period> bestPer, String... keep) {
    SelectSettings d = SelectSettings.DEFAULTS;
    return new SelectSettings(
        d.from(),
        d.to(),
        d.months(),
        40,
        80,
        bestPer,
        List.of(keep),
        List.of(),
        d.groupWithin(),
        d.orbit(),
        d.maxOffNadir(),
        d.persistentCloud());
  }

  private List<String> chosen(SelectSettings settings, ReadAcquisition... dates) {
    return ReadSelection.choose(settings, List.of(dates), dropped).stream()
        .map(ReadAcquisition::id)
        .toList();
  }

  private List<String> reasons() {
    return dropped.stream().map(one -> one.scene().id() + " " + one.reason()).toList();
  }

  @Test
  void aDateThatCoversTooLittleIsDroppedForItsCoverageOnly() {
    Clearness cut = new Clearness(79.96, OptionalDouble.of(90), 10, Optional.of(CloudSource.MASK));
    assertEquals(
        List.of("2024-01-02"),
        chosen(
            settings(Optional.empty()),
            date("2024-01-01", cut),
            date("2024-01-02", SceneStubs.covered(80))));
    assertEquals(List.of("2024-01-01 coverage"), reasons());
    assertTrue(dropped.get(0).detail().contains("2024-01-01 covers 79.9 %"));
  }

  @Test
  void aDateWithTooMuchCloudIsDropped() {
    assertEquals(
        List.of("2024-01-01"),
        chosen(
            settings(Optional.empty()),
            date("2024-01-01", cloudy(40)),
            date("2024-01-02", cloudy(40.5))));
    assertEquals(List.of("2024-01-02 cloud"), reasons());
  }

  @Test
  void unknownCloudDropsNothing() {
    assertEquals(
        List.of("2024-01-01"),
        chosen(settings(Optional.empty()), date("2024-01-01", SceneStubs.covered(100))));
  }

  @Test
  void theClearestDateOfEachPeriodIsUsed() {
    assertEquals(
        List.of("2024-01-12", "2024-02-01"),
        chosen(
            settings(Optional.of(Period.MONTH)),
            date("2024-01-02", cloudy(30)),
            date("2024-01-12", cloudy(10)),
            date("2024-01-22", cloudy(20)),
            date("2024-02-01", cloudy(35))));
    assertEquals(List.of("2024-01-02 best_per", "2024-01-22 best_per"), reasons());
    assertTrue(dropped.get(0).detail().contains("2024-01-12"), dropped.get(0).detail());
  }

  @Test
  void aDateThatIsDroppedForItsCloudDoesNotCompeteForItsPeriod() {
    Clearness cut = new Clearness(81, OptionalDouble.of(0), 100, Optional.of(CloudSource.MASK));
    assertEquals(
        List.of("2024-01-02"),
        chosen(
            settings(Optional.of(Period.MONTH)),
            date("2024-01-02", cut),
            date("2024-01-12", SceneStubs.covered(100).withCloud(41, CloudSource.SCENE))));
    assertEquals(List.of("2024-01-12 cloud"), reasons());
  }

  @Test
  void aDateThatTheUserKeepsPassesEveryRule() {
    assertEquals(
        List.of("2024-01-02"),
        chosen(
            settings(Optional.of(Period.MONTH), "2024-01-02"),
            date("2024-01-02", cloudy(95)),
            date("2024-01-12", cloudy(10))));
  }

  @Test
  void everySceneOfADroppedAcquisitionIsListed() {
    Scene a = SceneStubs.scene("a", "2024-01-02");
    Scene b = SceneStubs.scene("b", "2024-01-02");
    chosen(settings(Optional.empty()), SceneStubs.read(GRID, SceneStubs.covered(10), a, b));
    assertEquals(List.of("a coverage", "b coverage"), reasons());
  }

  /** An 8 x 8 patch of one reflectance in red, green and blue. */
  private static ReadAcquisition visible(String day, float reflectance, Clearness clearness) {
    float[] band = new float[64];
    Arrays.fill(band, reflectance);
    boolean[] area = new boolean[64];
    Arrays.fill(area, true);
    Frame preview = new Frame(8, 8, new float[][] {band, band, band}, new byte[64]);
    ReadAcquisition date = date(day, clearness);
    return new ReadAcquisition(
        date.acquisition(),
        date.recipe(),
        date.requests(),
        date.keys(),
        clearness,
        Optional.of(WhitePatches.of(preview, area, 0, 1, 2)),
        date.tone());
  }

  @Test
  void unknownCloudIsEstimatedWhereTheDateShowsReflectance() {
    List<ReadAcquisition> dates = new ArrayList<>();
    // Without reflectance: takes no estimate from the list of those that have it.
    dates.add(date("2024-01-01", SceneStubs.covered(100)));
    for (int day = 2; day <= 6; day++) {
      dates.add(visible("2024-01-0" + day, 0.1f, SceneStubs.covered(100)));
    }
    dates.add(visible("2024-01-07", 0.8f, SceneStubs.covered(100)));
    List<ReadAcquisition> known = ReadSelection.withEstimatedCloud(dates);
    assertSame(dates.get(0), known.get(0));
    assertEquals(Optional.of(CloudSource.ESTIMATE), known.get(1).clearness().cloudSource());
    assertEquals(OptionalDouble.of(0), known.get(1).clearness().cloudPercent());
    assertEquals(OptionalDouble.of(100), known.get(6).clearness().cloudPercent());
    assertEquals(0, known.get(6).clearness().clearPercent());
  }

  /** A date of 20 x 20 pixels on which 4 x 4 are masked as cloud. */
  private static ReadAcquisition masked(String day) {
    byte[] flags = new byte[400];
    for (int i = 0; i < 16; i++) {
      flags[(8 + i / 4) * 20 + 8 + i % 4] = Flags.CLOUD;
    }
    boolean[] area = new boolean[400];
    Arrays.fill(area, true);
    Clearness clearness =
        new Clearness(100, OptionalDouble.of(4), 96, Optional.of(CloudSource.MASK))
            .withMask(Optional.of(CloudMask.of(new Frame(20, 20, new float[0][], flags), area)));
    return date(day, clearness);
  }

  @Test
  void whatIsMaskedOnMostDatesCountsAsClearUnlessMasksAreTrusted() {
    List<ReadAcquisition> dates = new ArrayList<>();
    for (int day = 1; day <= 6; day++) {
      dates.add(masked("2024-01-0" + day));
    }
    SelectSettings keep = SelectSettings.DEFAULTS;
    SelectSettings trust =
        new SelectSettings(
            keep.from(),
            keep.to(),
            keep.months(),
            keep.maxCloud(),
            keep.minCoverage(),
            keep.bestPer(),
            keep.keep(),
            keep.drop(),
            keep.groupWithin(),
            keep.orbit(),
            keep.maxOffNadir(),
            PersistentCloudRule.TRUST_MASK);
    for (ReadAcquisition date : ReadSelection.withoutPersistentCloud(keep, dates)) {
      assertEquals(OptionalDouble.of(0), date.clearness().cloudPercent());
      assertEquals(4, date.clearness().persistentPercent());
    }
    assertSame(dates, ReadSelection.withoutPersistentCloud(trust, dates));
  }

  @Test
  void knownCloudIsNotReplacedByAnEstimate() {
    List<ReadAcquisition> dates = new ArrayList<>();
    for (int day = 1; day <= 6; day++) {
      dates.add(visible("2024-01-0" + day, day == 6 ? 0.8f : 0.1f, cloudy(5)));
    }
    assertEquals(dates, ReadSelection.withEstimatedCloud(dates));
  }

  @Test
  void tooFewDatesGiveNoEstimate() {
    List<ReadAcquisition> dates =
        List.of(
            visible("2024-01-01", 0.1f, SceneStubs.covered(100)),
            visible("2024-01-02", 0.8f, SceneStubs.covered(100)));
    assertEquals(dates, ReadSelection.withEstimatedCloud(dates));
  }
}
