package io.terralapse.align;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.geo.Crs;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Grid;
import io.terralapse.model.Scene;
import io.terralapse.read.SceneRequest;
import io.terralapse.testkit.SceneStubs;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonGridTest {
  private static final Grid LARGE = SceneStubs.grid(100, 200, 2000, 1500);
  private static final Grid SMALL = SceneStubs.grid(100, 200, 100, 60);

  private static SceneRequest request(Grid grid, String crs, GeoTransform transform) {
    Scene scene = SceneStubs.scene("a", "2024-01-05", SceneStubs.raster(400, 400, crs, transform));
    return SceneRequest.find(grid, scene, scene.bands(), 60).orElseThrow();
  }

  @Test
  void aLargeAreaIsExtendedByTheContextOnAllSides() {
    Grid common = ComparisonGrid.of(LARGE, 10);
    assertEquals(2000 + 2 * SceneRequest.CONTEXT_PX, common.width());
    assertEquals(1500 + 2 * SceneRequest.CONTEXT_PX, common.height());
    assertEquals(LARGE.originX() - 640, common.originX());
    assertEquals(LARGE.originY() + 640, common.originY());
    assertEquals(10, common.pixelSizeM());
  }

  @Test
  void aSmallAreaIsExtendedToTheLeastSideAroundItsMiddle() {
    Grid common = ComparisonGrid.of(SMALL, 10);
    assertEquals(1024, common.width());
    assertEquals(1024, common.height());
    assertEquals(SMALL.originX() - 462 * 10, common.originX());
    assertEquals(SMALL.originY() + 482 * 10, common.originY());
  }

  @Test
  void aCoarserPixelSizeHasFewerPixelsOverTheSameGround() {
    Grid common = ComparisonGrid.of(LARGE, 25);
    assertEquals(25, common.pixelSize());
    assertEquals(25, common.pixelSizeM());
    // 800 columns and 600 rows, extended to at least 1024.
    assertEquals(800 + 2 * 112, common.width());
    assertEquals(600 + 2 * 212, common.height());
    assertEquals(LARGE.originX() - 112 * 25, common.originX());
  }

  /** 400 million native pixels would take 5 GB before their features are calculated. */
  @Test
  void ofAVeryLargeAreaAMultipleOfNativePixelsIsCompared() {
    Grid huge = new Grid(SceneStubs.CRS, 500_000, 5_100_000, 185, 185, 1080, 1080);
    Grid common = ComparisonGrid.of(huge, 10);
    assertEquals(130, common.pixelSize());
    assertTrue((long) common.width() * common.height() < 3_000_000, common.toString());
    assertTrue(common.width() * 130 >= 1080 * 185 + 2 * 64 * 130, common.toString());
    assertEquals(130, common.pixelSizeM(), 1e-9);
    // What overviews of a frame of 1920 x 1080 have at most stays native.
    Grid fine = new Grid(SceneStubs.CRS, 500_000, 5_100_000, 20, 20, 1920, 1080);
    assertEquals(10.5, ComparisonGrid.of(fine, 10.5).pixelSize());
  }

  @Test
  void theGroundSizeOfPixelsFollowsThatOfTheFrames() {
    Grid degrees = new Grid("EPSG:4326", 15, 46, 0.0001, 9, 4000, 4000);
    assertEquals(27, ComparisonGrid.of(degrees, 0.0003).pixelSizeM(), 1e-9);
  }

  @Test
  void imagesWithoutGeoreferenceGetTheContextOnlyHoweverSmallTheyAre() {
    Grid pixels = new Grid(Crs.PIXELS, 0, 0, 1, Double.NaN, 300, 200);
    Grid common = ComparisonGrid.of(pixels, 1);
    assertEquals(300 + 2 * SceneRequest.CONTEXT_PX, common.width());
    assertEquals(200 + 2 * SceneRequest.CONTEXT_PX, common.height());
    assertEquals(-SceneRequest.CONTEXT_PX, common.originX());
    assertEquals(SceneRequest.CONTEXT_PX, common.originY());
    assertFalse(common.hasGroundSize());
  }

  @Test
  void sidesAreRoundedUpToEvenNumbersOfPixels() {
    Grid common = ComparisonGrid.of(LARGE, 13);
    assertEquals(0, common.width() % 2);
    assertTrue((common.width() - 2 * SceneRequest.CONTEXT_PX) * 13 >= 2000 * 10);
    // A rounding error of the division adds no pixel.
    assertEquals(
        2000 + 2 * SceneRequest.CONTEXT_PX, ComparisonGrid.of(LARGE, 10 * (1 - 1e-12)).width());
  }

  @Test
  void theNativePixelSizeIsThatOfTheCoarsestScene() {
    Grid grid = SceneStubs.grid(0, 0, 100, 60);
    SceneRequest fine = request(grid, SceneStubs.CRS, GeoTransform.northUp(500_000, 5_100_000, 10));
    SceneRequest coarse =
        request(grid, SceneStubs.CRS, new GeoTransform(500_000, 30, 0, 5_100_000, 0, -20));
    assertEquals(10, ComparisonGrid.pixelSize(List.of(fine), grid));
    assertEquals(30, ComparisonGrid.pixelSize(List.of(fine, coarse), grid));
  }

  @Test
  void thePixelSizeOfASceneInAnotherCrsIsConvertedToTheGridsUnits() {
    Grid grid = SceneStubs.grid(0, 0, 100, 60);
    // At 46 degrees north 0.0002 degrees are 22.2 m north-south and 15.5 m east-west.
    SceneRequest degrees = request(grid, "EPSG:4326", GeoTransform.northUp(14.99, 46.06, 0.0002));
    assertEquals(22.2, ComparisonGrid.pixelSize(List.of(degrees), grid), 0.1);
  }
}
