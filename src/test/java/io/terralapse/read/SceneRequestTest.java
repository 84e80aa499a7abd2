package io.terralapse.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.bands.BandRecipe;
import io.terralapse.model.BandRole;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Grid;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.testkit.SceneStubs;
import io.terralapse.window.WindowRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SceneRequestTest {
  private static final Path FILE = Path.of("scene.tif");
  private static final RasterInfo LARGE =
      SceneStubs.raster(2000, 2000, SceneStubs.CRS, SceneStubs.TRANSFORM);
  private static final RasterInfo COARSE =
      SceneStubs.raster(1000, 1000, SceneStubs.CRS, GeoTransform.northUp(500_000, 5_100_000, 20));
  private static final RasterInfo HUGE =
      SceneStubs.raster(4000, 4000, SceneStubs.CRS, SceneStubs.TRANSFORM);

  /**
   * So large that no more context is useful than requested, and so small that all of it is read.
   */
  private static final Grid LARGE_GRID = SceneStubs.grid(800, 900, 1020, 1000);

  private static final Grid GRID = SceneStubs.grid(800, 900, 100, 60);

  private static Optional<SceneRequest> find(Grid grid, double maxShiftM, SceneBand... bands) {
    Scene scene = SceneStubs.scene("scene", "2024-01-05", List.of(bands));
    return SceneRequest.find(grid, scene, List.of(bands), maxShiftM);
  }

  private static SceneBand fine(BandRole role, int index) {
    return SceneStubs.band(role, FILE, index, LARGE);
  }

  @Test
  void bandsOfOnePixelSizeShareOneWindowInTheOrderOfTheRecipe() {
    SceneBand red = fine(BandRole.RED, 2);
    SceneBand green = fine(BandRole.GREEN, 1);
    SceneRequest request = find(GRID, 60, red, green).orElseThrow();
    assertEquals(1, request.parts().size());
    assertEquals(List.of(red, green), request.parts().get(0).bands());
    assertEquals(List.of(List.of(0, 1)), request.planes());
  }

  @Test
  void bandsOfTwoPixelSizesAreTwoPartsThatKeepTheirPositions() {
    SceneBand swir = SceneStubs.band(BandRole.SWIR16, FILE, 0, COARSE);
    SceneBand nir = fine(BandRole.NIR, 0);
    SceneBand swir22 = SceneStubs.band(BandRole.SWIR22, FILE, 1, COARSE);
    SceneRequest request = find(GRID, 60, swir, nir, swir22).orElseThrow();
    assertEquals(List.of(List.of(0, 2), List.of(1)), request.planes());
    WindowRequest coarse = request.parts().get(0);
    WindowRequest fine = request.parts().get(1);
    assertEquals(List.of(swir, swir22), coarse.bands());
    assertEquals(List.of(nir), fine.bands());
    // Each covers the area in its own pixels.
    assertTrue(coarse.rect().column() <= 400 && coarse.rect().endColumn() >= 450);
    assertTrue(fine.rect().column() <= 800 && fine.rect().endColumn() >= 900);
    assertEquals(fine, request.finest());
  }

  @Test
  void bandsOfOneSizeButAnotherOriginAreTwoParts() {
    RasterInfo moved =
        SceneStubs.raster(2000, 2000, SceneStubs.CRS, GeoTransform.northUp(500_005, 5_100_000, 10));
    SceneBand shifted = SceneStubs.band(BandRole.GREEN, FILE, 0, moved);
    assertEquals(2, find(GRID, 60, fine(BandRole.RED, 0), shifted).orElseThrow().parts().size());
  }

  @Test
  void aSceneOutsideTheGridHasNoRequest() {
    Grid elsewhere = SceneStubs.grid(2000, 0, 100, 60);
    assertEquals(Optional.empty(), find(elsewhere, 60, fine(BandRole.RED, 0)));
  }

  @Test
  void aSceneOneOfWhosePartsIsOutsideTheGridHasNoRequest() {
    RasterInfo elsewhere =
        SceneStubs.raster(10, 10, SceneStubs.CRS, GeoTransform.northUp(500_000, 5_100_000, 20));
    SceneBand swir = SceneStubs.band(BandRole.SWIR16, FILE, 0, elsewhere);
    assertEquals(Optional.empty(), find(GRID, 60, fine(BandRole.RED, 0), swir));
  }

  private static PixelRect window(double maxShiftM) {
    SceneBand red = SceneStubs.band(BandRole.RED, FILE, 0, HUGE);
    return find(LARGE_GRID, maxShiftM, red).orElseThrow().parts().get(0).rect();
  }

  @Test
  void theWindowHasTheContextThatPairsAreComparedOn() {
    PixelRect rect = window(0);
    assertTrue(rect.column() <= 800 - SceneRequest.CONTEXT_PX, rect.toString());
    assertTrue(rect.row() <= 900 - SceneRequest.CONTEXT_PX, rect.toString());
    assertTrue(rect.endColumn() >= 1820 + SceneRequest.CONTEXT_PX, rect.toString());
    assertTrue(rect.endRow() >= 1900 + SceneRequest.CONTEXT_PX, rect.toString());
  }

  @Test
  void theWindowGrowsWithTheLargestShiftUpToABound() {
    int contextOnly = window(0).column();
    int wide = window(2000).column();
    int bounded = window(1e6).column();
    assertTrue(wide < contextOnly && wide <= 800 - 200, wide + " of " + contextOnly);
    assertTrue(bounded < wide && bounded > 800 - 400, "bounded: " + bounded);
    assertEquals(bounded, window(1e5).column());
  }

  @Test
  void aSceneWithoutARequiredBandHasNoRequest() {
    Scene scene = SceneStubs.scene("scene", "2024-01-05", List.of(fine(BandRole.RED, 0)));
    assertEquals(
        Optional.empty(),
        SceneRequest.find(
            GRID, SceneStubs.acquisition(scene), scene, BandRecipe.of(List.of("nir"), false), 60));
  }

  @Test
  void theRecipeDecidesWhichBandsAreRead() {
    Scene scene = SceneStubs.scene("scene", "2024-01-05");
    SceneRequest request =
        SceneRequest.find(
                SceneStubs.grid(0, 0, 64, 64),
                SceneStubs.acquisition(scene),
                scene,
                BandRecipe.of(List.of("blue"), false),
                60)
            .orElseThrow();
    assertEquals(
        List.of(BandRole.BLUE),
        request.parts().get(0).bands().stream().map(SceneBand::role).toList());
  }
}
