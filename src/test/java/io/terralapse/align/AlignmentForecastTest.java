package io.terralapse.align;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.Grid;
import io.terralapse.model.Scene;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.read.SceneRequest;
import io.terralapse.testkit.SceneStubs;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlignmentForecastTest {
  private static final Grid GRID = SceneStubs.grid(0, 0, 128, 128);
  private static final ReadAcquisition DATE = SceneStubs.date(GRID, "2024-01-05");

  private static AlignmentForecast forecast(int dates, int jobs) {
    return AlignmentForecast.of(GRID, DATE.requests(), dates, jobs);
  }

  @Test
  void timeAndMemoryAreInProportionToTheNumberOfDates() {
    assertEquals(3000, forecast(3000, 2).dates());
    assertEquals(3900, forecast(3000, 2).pairs());
    // Small tiles: what a pair takes whatever its size.
    assertEquals(3900 * 0.0533 / 2, forecast(3000, 2).seconds(), 3);
    assertEquals(10 * forecast(300, 2).seconds(), forecast(3000, 2).seconds(), 1e-6);
    assertEquals(10 * forecast(300, 2).bytes(), forecast(3000, 2).bytes());
    assertEquals(151_200_000L, forecast(3000, 2).bytes());
    assertEquals(2 * forecast(300, 2).seconds(), forecast(300, 1).seconds(), 1e-6);
  }

  /** Scenes that fill the comparison grid cost the features of all its pixels: 0.1 s a pair. */
  @Test
  void largeScenesCostTheFeaturesOfTheWholeComparisonGrid() {
    Grid large = SceneStubs.grid(0, 0, 2000, 2000);
    List<SceneRequest> requests = SceneStubs.date(large, "2024-01-05").requests();
    double pixels = Math.pow(2000 + 2 * SceneRequest.CONTEXT_PX, 2);
    double seconds = AlignmentForecast.of(large, large(), 1000, 1).seconds();
    assertEquals(1300 * (0.05 + 5e-8 * pixels), seconds, 1);
    assertEquals(1300 * 0.0533, AlignmentForecast.of(large, requests, 1000, 1).seconds(), 1);
  }

  private static List<SceneRequest> large() {
    Scene scene =
        SceneStubs.scene(
            "a", "2024-01-05", SceneStubs.raster(2200, 2200, SceneStubs.CRS, SceneStubs.TRANSFORM));
    return List.of(
        SceneRequest.find(SceneStubs.grid(0, 0, 2000, 2000), scene, scene.bands(), 60)
            .orElseThrow());
  }

  @Test
  void withoutAnythingToReadThereIsNoTime() {
    assertEquals(0, AlignmentForecast.of(GRID, List.of(), 7, 1).seconds());
  }
}
