package io.terralapse.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.bands.BandRecipe;
import io.terralapse.draw.FrameFilling.Filled;
import io.terralapse.model.Acquisition;
import io.terralapse.model.BandRole;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.MaskBand;
import io.terralapse.model.MaskCoding;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.model.SceneConditions;
import io.terralapse.model.Shift;
import io.terralapse.model.ToneCorrection;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.read.SceneRequest;
import io.terralapse.select.Clearness;
import io.terralapse.select.CloudSource;
import io.terralapse.testkit.HeaderBuilder;
import io.terralapse.testkit.Rasters;
import io.terralapse.testkit.SceneBuilder;
import io.terralapse.tone.ToneSample;
import io.terralapse.window.WindowRequest;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Every scene has one entry with what each stage recorded about it. */
class LedgerBuilderTest {
  private static final Path BASE = Path.of("/work place/job");
  private static final RasterInfo HEADER =
      HeaderBuilder.of(4, 4).georeferenced("EPSG:32633", GeoTransform.northUp(0, 0, 10)).build();

  private static final Ledger.Job JOB =
      new Ledger.Job("job", "0.1.0", "b", "s", "c", "l", List.of(), true);

  private final LedgerBuilder builder = new LedgerBuilder(BASE);

  private static Scene scene(String day, Location file, SceneConditions conditions) {
    return new SceneBuilder("scene-" + day)
        .acquired(SceneBuilder.day(day))
        .bands(
            List.of(
                new SceneBand(BandRole.GREY, "1", file, 0, 1, 0, OptionalDouble.empty(), HEADER)))
        .conditions(conditions)
        .build();
  }

  private static Scene scene(String day) {
    return scene(
        day, new Location.Local(BASE.resolve("scenes/" + day + ".tif")), SceneConditions.UNKNOWN);
  }

  private static SceneConditions cloudy(double percent) {
    return new SceneConditions(
        OptionalDouble.of(percent), OptionalDouble.empty(), OptionalDouble.empty());
  }

  private static ReadAcquisition read(Clearness clearness, Scene... scenes) {
    return new ReadAcquisition(
        new Acquisition("date-" + scenes[0].id(), scenes[0].acquired(), List.of(scenes)),
        BandRecipe.of(List.of("grey"), false),
        List.of(scenes).stream()
            .map(
                one ->
                    new SceneRequest(
                        one,
                        List.of(new WindowRequest(one, one.bands(), 0, new PixelRect(0, 0, 4, 4))),
                        List.of(List.of(0))))
            .toList(),
        List.of(scenes).stream().map(one -> "key of " + one.id()).toList(),
        clearness,
        Optional.empty(),
        ToneSample.of(Rasters.frame("1 2"), new boolean[] {true, true}));
  }

  private static Clearness covered(double percent) {
    return new Clearness(percent, OptionalDouble.empty(), 100, Optional.empty());
  }

  private Ledger finish() {
    return builder.finish(
        JOB, Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.empty());
  }

  private List<String> paths() {
    return finish().scenes().stream()
        .flatMap(entry -> entry.assets().stream())
        .map(Ledger.Asset::path)
        .toList();
  }

  private static final ToneCorrection TONE =
      new ToneCorrection(
          ToneCorrection.Method.GAIN, List.of(1.1), List.of(0.0), 0, 0, 40, 0.004, "");

  @Test
  void aUsedSceneHasItsShiftItsSlotAndWhatWasMeasured() {
    Clearness clearness =
        new Clearness(97.5, OptionalDouble.of(12), 80, Optional.of(CloudSource.MASK));
    ReadAcquisition first = read(clearness, scene("2023-01-01"));
    ReadAcquisition second = read(covered(90), scene("2023-02-01"), scene("2023-02-02"));
    builder.addRead(List.of(first, second));
    builder.addUsed(
        List.of(first, second),
        date -> date.equals(first) ? Shift.REFERENCE : Shift.OFF,
        date -> date.equals(first) ? TONE : ToneCorrection.OFF,
        index -> Optional.of(new Ledger.Slot(index, 0.8 * index, index == 0 ? 0.8 : 2.8)),
        index -> index == 1 ? new Filled(2.5, List.of(first)) : Filled.NOTHING);

    List<Ledger.Entry> entries = finish().scenes();

    assertEquals(3, entries.size());
    Ledger.Entry one = entries.get(0);
    assertTrue(one.used());
    assertEquals("date-scene-2023-01-01", one.acquisitionId());
    assertEquals(Shift.REFERENCE, one.shift());
    assertEquals(TONE, one.tone());
    assertEquals(OptionalDouble.of(1.1), one.gain());
    assertEquals(OptionalDouble.empty(), entries.get(1).gain());
    assertEquals(OptionalDouble.of(97.5), one.coveragePercent());
    assertEquals(OptionalDouble.of(12), one.cloudPercent());
    assertEquals(Optional.of("mask"), one.cloudSource());
    assertEquals(Optional.of(new Ledger.Slot(0, 0, 0.8)), one.slot());
    assertEquals(Optional.of("key of scene-2023-01-01"), one.assets().get(0).key());
    assertEquals(List.of(), one.filledFrom());
    for (Ledger.Entry mosaic : entries.subList(1, 3)) {
      assertEquals("date-scene-2023-02-01", mosaic.acquisitionId(), "scenes share a frame");
      assertEquals(1, mosaic.slot().orElseThrow().frameIndex());
      assertEquals(2.5, mosaic.filledPercent());
      assertEquals(List.of(first.id()), mosaic.filledFrom());
    }
    assertEquals(Optional.of("key of scene-2023-02-02"), entries.get(2).assets().get(0).key());
  }

  @Test
  void aDroppedSceneHasItsReasonAndWhatTheMetadataTell() {
    Scene scene = scene("2023-01-01", new Location.Local(BASE.resolve("a.tif")), cloudy(77));
    builder.addDropped(List.of(new DroppedScene(scene, "cloud", "scene-2023-01-01 is cloudy.")));
    Ledger.Entry entry = finish().scenes().get(0);
    assertFalse(entry.used());
    assertEquals(Optional.of("cloud"), entry.reason());
    assertEquals(Optional.of("scene-2023-01-01 is cloudy."), entry.detail());
    assertEquals(OptionalDouble.of(77), entry.cloudPercent());
    assertEquals(Optional.of(CloudSource.SCENE.word()), entry.cloudSource());
    assertEquals(OptionalDouble.empty(), entry.coveragePercent());
    assertEquals(Optional.empty(), entry.slot());
    assertEquals(Optional.empty(), entry.assets().get(0).key(), "nothing was read");
    assertEquals("scene-2023-01-01", entry.acquisitionId());
  }

  @Test
  void whatWasMeasuredOfADroppedSceneCountsMoreThanItsMetadata() {
    Scene scene = scene("2023-01-01", new Location.Local(BASE.resolve("a.tif")), cloudy(77));
    builder.addRead(List.of(read(covered(3), scene)));
    builder.addDropped(List.of(new DroppedScene(scene, "coverage", "It covers 3 %.")));
    Ledger.Entry entry = finish().scenes().get(0);
    assertEquals(OptionalDouble.of(3), entry.coveragePercent());
    assertEquals(OptionalDouble.empty(), entry.cloudPercent());
    assertEquals(Optional.empty(), entry.cloudSource());
    assertEquals(Optional.of("key of scene-2023-01-01"), entry.assets().get(0).key());
  }

  @Test
  void entriesAreInOrderOfDateThenId() {
    builder.addDropped(
        List.of(
            new DroppedScene(scene("2023-03-01"), "dates", "late"),
            new DroppedScene(scene("2023-01-01"), "dates", "early"),
            new DroppedScene(
                SceneBuilder.from(new SceneBuilder("b").band(BandRole.GREY, HEADER).build())
                    .acquired(SceneBuilder.day("2023-02-01"))
                    .build(),
                "dates",
                "second"),
            new DroppedScene(
                SceneBuilder.from(new SceneBuilder("a").band(BandRole.GREY, HEADER).build())
                    .acquired(SceneBuilder.day("2023-02-01"))
                    .build(),
                "dates",
                "first")));
    assertEquals(
        List.of("scene-2023-01-01", "a", "b", "scene-2023-03-01"),
        finish().scenes().stream().map(Ledger.Entry::id).toList());
  }

  @Test
  void pathsAreRelativeToTheConfigurationAndShowNoFoldersOutside() {
    List<Location> files =
        List.of(
            new Location.Local(BASE.resolve("scenes/in.tif")),
            new Location.Local(BASE.resolve("../elsewhere/out.tif")),
            new Location.Member(BASE.resolve("in.zip"), "folder/b.tif"),
            new Location.Member(Path.of("/data/out.zip"), "folder/b.tif"),
            new Location.Remote(URI.create("https://x.org/a.tif?token=secret")));
    for (Location file : files) {
      Scene scene = scene("2023-01-0" + (files.indexOf(file) + 1), file, SceneConditions.UNKNOWN);
      builder.addDropped(List.of(new DroppedScene(scene, "dates", "late")));
    }
    assertEquals(
        List.of(
            "scenes/in.tif",
            "out.tif",
            "in.zip!/folder/b.tif",
            "out.zip!/folder/b.tif",
            "https://x.org/a.tif"),
        paths());
  }

  @Test
  void masksAreAssetsTooAndEachFileIsListedOnce() {
    Scene bare = scene("2023-01-01");
    Location own = bare.files().get(0);
    Location mask = new Location.Local(BASE.resolve("scenes/mask.tif"));
    Scene masked =
        bare.withMasks(
            List.of(
                new MaskBand(own, 1, MaskCoding.CLOUD, HEADER),
                new MaskBand(mask, 0, MaskCoding.SHADOW, HEADER)));
    builder.addDropped(List.of(new DroppedScene(masked, "dates", "late")));
    assertEquals(List.of("scenes/2023-01-01.tif", "scenes/mask.tif"), paths());
  }

  @Test
  void headerReferenceAndIssuesAreThoseOfTheRun() {
    Issue issue = new Issue("undated", "x.tif", "x.tif has no date.");
    Ledger ledger =
        builder.finish(
            JOB,
            Optional.empty(),
            Optional.of(new Ledger.Reference("a", "why")),
            List.of(),
            List.of(issue),
            Optional.empty());
    assertEquals("l", ledger.job().lockHash());
    assertEquals(Optional.of(new Ledger.Reference("a", "why")), ledger.reference());
    assertEquals(List.of(issue), ledger.issues());
  }
}
