package io.terralapse.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Acquisition;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Product;
import io.terralapse.model.Quantity;
import io.terralapse.model.Scene;
import io.terralapse.testkit.SceneFolder;
import io.terralapse.testkit.SceneStubs;
import io.terralapse.tone.Stretch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dates whose values are in different units, or off by the offset of a product. */
class ValueRangesTest {
  private static final int SIDE = 32;
  private static final Grid GRID = SceneStubs.grid(0, 0, SIDE, SIDE);

  @TempDir Path folder = Path.of("");
  private SceneFolder scenes = new SceneFolder(Path.of("target"));

  @BeforeEach
  void makeFolder() {
    scenes = new SceneFolder(folder);
  }

  /** A scene of stored values from {@code dark} to twice as much. */
  private Scene scene(String day, float dark, double factor, Quantity quantity) throws IOException {
    float[] band = new float[SIDE * SIDE];
    for (int i = 0; i < band.length; i++) {
      band[i] = dark + Math.round(dark * i / band.length);
    }
    return scenes.write(day, day, SIDE, band, band, band).rescaled(factor, quantity);
  }

  private ReadPass.Result read(Scene... all) throws Exception {
    List<Acquisition> acquisitions = new ArrayList<>();
    for (Scene scene : all) {
      acquisitions.add(SceneStubs.acquisition(scene));
    }
    return scenes.read(SceneStubs.plan(GRID, acquisitions), PreviewListener.NONE);
  }

  private static List<Long> medians(ReadPass.Result result) {
    return result.acquisitions().stream()
        .map(date -> Math.round(1000 * date.tone().quantile(0, 500)))
        .toList();
  }

  @Test
  void bringsTenThousandthsToReflectanceWithAWarning() throws Exception {
    ReadPass.Result result =
        read(
            scene("2024-01-05", 1000, 1e-4, Quantity.REFLECTANCE),
            scene("2024-01-15", 1000, 1, Quantity.DN),
            scene("2024-01-25", 1000, 1e-4, Quantity.REFLECTANCE));
    assertEquals(List.of(150L, 150L, 150L), medians(result));
    assertEquals(
        Quantity.REFLECTANCE,
        result.acquisitions().get(1).acquisition().scenes().get(0).quantity());
    Issue issue = result.issues().get(0);
    assertEquals("values", issue.code());
    assertTrue(
        issue
            .sentence()
            .endsWith(
                "sources.scale, as in sources: [{match: \"2024-01-15.tif\", scale: 0.0001}]."),
        issue.sentence());
  }

  @Test
  void bringsAPictureToTheRangeOfReflectance() throws Exception {
    ReadPass.Result result =
        read(
            scene("2024-01-05", 1000, 1e-4, Quantity.REFLECTANCE),
            scene("2024-01-15", 100, 1, Quantity.DISPLAY));
    assertEquals(List.of(150L, 176L), medians(result));
    assertEquals(List.of(), result.issues(), "the inventory has said it");
  }

  @Test
  void dropsValuesOfAnotherMagnitudeWhoseUnitIsNotEvident() throws Exception {
    ReadPass.Result result =
        read(
            scene("2024-01-05", 1000, 1e-4, Quantity.REFLECTANCE),
            scene("2024-01-15", 1000, 1e-4, Quantity.REFLECTANCE),
            scene("2024-01-25", 40_000f / 2, 3, Quantity.DN));
    assertEquals(List.of(150L, 150L), medians(result));
    assertEquals("values", result.dropped().get(0).reason());
    assertTrue(result.dropped().get(0).detail().contains("2024-01-25.tif"));
  }

  @Test
  void keepsDarkAndBrightDatesOfOneUnit() throws Exception {
    ReadPass.Result result =
        read(
            scene("2024-01-05", 60, 1, Quantity.DN),
            scene("2024-01-15", 4000, 1, Quantity.DN),
            scene("2024-01-25", 200, 1, Quantity.DN));
    assertEquals(3, result.acquisitions().size());
    assertEquals(List.of(), result.issues());
  }

  private static Scene sentinel2(Scene scene) {
    return new Scene(
        scene.id(),
        new Product(
            "S2A", "sentinel-2", Optional.empty(), Optional.empty(), Optional.empty(), 2, ""),
        scene.acquired(),
        scene.quantity(),
        scene.bands(),
        scene.alpha(),
        scene.credit());
  }

  @Test
  void namesTheDatesWithAnotherOffsetThanTheirNeighbours() throws Exception {
    List<Scene> all = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      float[] band = new float[SIDE * SIDE];
      for (int p = 0; p < band.length; p++) {
        band[p] = 1500 + p % 400 + (i == 3 ? 1000 : i == 4 ? -1000 : 0);
      }
      String day = "2024-01-0" + i;
      all.add(
          sentinel2(
              scenes.write(day, day, SIDE, band, band, band).rescaled(1e-4, Quantity.REFLECTANCE)));
    }
    List<Issue> issues = OffsetJumps.find(read(all.toArray(new Scene[0])).acquisitions());
    assertEquals(List.of("2024-01-03", "2024-01-04"), issues.stream().map(Issue::subject).toList());
    assertTrue(issues.get(0).sentence().contains("is brighter than its neighbours by 0.1"));
    assertTrue(issues.get(1).sentence().contains("is darker than its neighbours by 0.1"));
  }

  @Test
  void namesAFrameOfOneClippedValue() throws Exception {
    List<ReadAcquisition> dates =
        read(
                scene("2024-01-05", 1000, 1e-4, Quantity.REFLECTANCE),
                scene("2024-01-15", 8000, 1e-4, Quantity.REFLECTANCE))
            .acquisitions();
    Stretch stretch = new Stretch(new double[] {0.1, 0.1, 0.1}, new double[] {0.2, 0.2, 0.2}, 1, 0);
    List<Issue> issues = ClippedFrames.find(dates, stretch);
    assertEquals(List.of("2024-01-15"), issues.stream().map(Issue::subject).toList());
    assertTrue(issues.get(0).sentence().contains("entirely white"), issues.get(0).sentence());
    assertTrue(issues.get(0).sentence().contains("sources.scale"), issues.get(0).sentence());
  }

  @Test
  void publishedDatesDecideInWhichUnitAllAreShown() throws Exception {
    List<ReadAcquisition> dates = new ArrayList<>();
    for (Scene scene :
        List.of(
            scene("2024-01-05", 1000, 1, Quantity.DN),
            scene("2024-01-15", 1000, 1e-4, Quantity.REFLECTANCE),
            scene("2024-01-25", 1000, 1e-4, Quantity.REFLECTANCE))) {
      dates.addAll(read(scene).acquisitions());
    }
    ValueRanges all = ValueRanges.of(dates);
    assertEquals(List.of("2024-01-05"), all.converted().stream().map(Acquisition::id).toList());
    assertEquals(Optional.empty(), all.kept());
    ValueRanges kept = ValueRanges.of(dates, date -> date.id().equals("2024-01-05"));
    assertEquals(
        List.of("2024-01-15", "2024-01-25"),
        kept.converted().stream().map(Acquisition::id).toList());
    assertTrue(kept.kept().orElseThrow().contains("reflectance times 10,000"), kept.toString());
    assertEquals(2, kept.issues().size(), "each converted date is named");
    assertEquals(3, kept.usedIds().size());
  }
}
