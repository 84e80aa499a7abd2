package io.terralapse.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.config.JobSettings;
import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.ExitCode;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Issue;
import io.terralapse.model.Scene;
import io.terralapse.model.UserError;
import io.terralapse.select.PublishedDates;
import io.terralapse.testkit.SceneStubs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneInventoryTest {
  private static final Scene A = SceneStubs.scene("a", "2024-01-05");
  private static final Scene B = SceneStubs.scene("b", "2024-01-15");
  private static final DroppedScene CLOUDY = new DroppedScene(B, "cloud", "b is cloudy.");
  private static final Issue UNDATED = new Issue("undated", "c.tif", "c.tif has no date.");

  @TempDir Path folder = Path.of("");

  private JobSettings job(String yaml) throws IOException {
    return new JobFiles(folder).load(yaml);
  }

  private static CandidateScenes candidates(
      List<Acquisition> acquisitions, List<DroppedScene> dropped, List<Issue> issues) {
    return new CandidateScenes(
        SceneStubs.TRUE_COLOR,
        acquisitions,
        Optional.empty(),
        dropped,
        issues,
        Optional.empty(),
        PublishedDates.NONE,
        List.of());
  }

  private SceneInventory inventory(JobSettings job, CandidateScenes candidates) throws Exception {
    return JobFiles.inventory(job, candidates);
  }

  private NoUsableScenesException none(String yaml, CandidateScenes candidates) throws IOException {
    JobSettings job = job(yaml);
    return assertThrows(NoUsableScenesException.class, () -> inventory(job, candidates));
  }

  @Test
  void plansTheGridOfTheSelectedScenesAndKeepsWhatWasDropped() throws Exception {
    SceneInventory inventory =
        inventory(
            job("grid: {tr: 10}\n"),
            candidates(List.of(SceneStubs.acquisition(A)), List.of(CLOUDY), List.of(UNDATED)));
    assertEquals(SceneStubs.CRS, inventory.plan().grid().crs());
    assertEquals(SceneStubs.SIDE, inventory.plan().grid().width());
    assertEquals(List.of(CLOUDY), inventory.dropped());
    assertEquals(List.of(UNDATED), inventory.issues());
  }

  @Test
  void scenesOutsideTheAreaAreDroppedByThePlan() throws Exception {
    Scene elsewhere =
        SceneStubs.scene(
            "far",
            "2024-01-25",
            SceneStubs.raster(
                32, 32, SceneStubs.CRS, GeoTransform.northUp(700_000, 5_000_000, 10)));
    SceneInventory inventory =
        inventory(
            job("aoi: {te: [500100, 5099000, 501000, 5099900], te_srs: 'EPSG:32633'}\n"),
            candidates(
                List.of(SceneStubs.acquisition(A), SceneStubs.acquisition(elsewhere)),
                List.of(CLOUDY),
                List.of()));
    assertEquals(List.of(SceneStubs.acquisition(A)), inventory.plan().acquisitions());
    assertEquals(
        List.of("b cloud", "far elsewhere"),
        inventory.dropped().stream().map(one -> one.scene().id() + " " + one.reason()).toList());
  }

  @Test
  void anAreaThatNoSceneReachesDropsEveryScene() throws IOException {
    NoUsableScenesException none =
        none(
            "aoi: {bbox: [20, 50, 20.1, 50.1]}\n",
            candidates(List.of(SceneStubs.acquisition(A, B)), List.of(CLOUDY), List.of(UNDATED)));
    assertEquals(
        List.of("cloud", "elsewhere", "elsewhere"),
        none.dropped().stream().map(DroppedScene::reason).toList());
    assertEquals(List.of(UNDATED), none.issues());
    assertTrue(String.valueOf(none.getMessage()).startsWith("aoi"), none.getMessage());
    assertEquals(none.getMessage(), none.dropped().get(2).detail());
  }

  @Test
  void aWrongSettingStaysAUsageError() throws IOException {
    JobSettings job = job("aoi: {pixels: [0, 0, 16, 16]}\n");
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                inventory(
                    job, candidates(List.of(SceneStubs.acquisition(A)), List.of(), List.of())));
    assertEquals(ExitCode.USAGE, error.exitCode());
  }

  @Test
  void withoutAnySceneTheFirstReasonIsGiven() throws IOException {
    assertEquals(
        "scenes: scenes: the only scene was dropped by select.max_cloud: 40; the first reason is: b is cloudy.",
        none("", candidates(List.of(), List.of(CLOUDY), List.of(UNDATED))).getMessage());
    assertTrue(
        String.valueOf(
                none("", candidates(List.of(), List.of(CLOUDY, CLOUDY), List.of())).getMessage())
            .contains("all 2 scenes were dropped by"));
    assertEquals(
        "scenes: scenes: no scene can be used; the first problem is: c.tif has no date.",
        none("", candidates(List.of(), List.of(), List.of(UNDATED))).getMessage());
    assertEquals(
        "scenes: x, y: no scene was found; name folders or files that hold dated GeoTIFFs.",
        none("scenes: [x, y]\n", candidates(List.of(), List.of(), List.of())).getMessage());
  }

  @Test
  void requestsAreForTheBandsOfTheRecipeOnTheGrid() throws Exception {
    Acquisition acquisition = SceneStubs.acquisition(A);
    SceneInventory inventory =
        inventory(job(""), candidates(List.of(acquisition), List.of(), List.of()));
    assertEquals(
        A.bands(), inventory.findRequest(acquisition, A, 60).orElseThrow().parts().get(0).bands());
    Scene elsewhere =
        A.withRasters(
            raster ->
                raster.withGeoreference(
                    SceneStubs.CRS, GeoTransform.northUp(700_000, 5_000_000, 10)));
    assertEquals(Optional.empty(), inventory.findRequest(acquisition, elsewhere, 60));
  }
}
