package io.terralapse.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Displacement;
import io.terralapse.model.Grid;
import io.terralapse.model.PixelRect;
import io.terralapse.model.Scene;
import io.terralapse.testkit.SceneStubs;
import io.terralapse.window.WindowRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowReachTest {
  private static final Grid GRID = SceneStubs.grid(400, 300, 100, 80);
  private static final PixelRect EXACT = new PixelRect(400, 300, 100, 80);
  private static final PixelRect WITH_CONTEXT = new PixelRect(390, 290, 120, 100);

  private static SceneRequest request(PixelRect rect) {
    Scene scene =
        SceneStubs.scene(
            "a", "2024-01-05", SceneStubs.raster(1000, 1000, SceneStubs.CRS, SceneStubs.TRANSFORM));
    return new SceneRequest(
        scene,
        List.of(new WindowRequest(scene, scene.bands(), 0, rect)),
        List.of(List.of(0, 1, 2)));
  }

  private static PixelRect reached(Grid grid, PixelRect rect, Displacement displacement) {
    return WindowReach.of(grid, List.of(request(rect)), displacement).get(0).parts().get(0).rect();
  }

  @Test
  void aWindowOnTheSameLatticeNeedsNoMargin() {
    SceneRequest request = request(EXACT);
    assertSame(request, WindowReach.of(GRID, List.of(request), Displacement.NONE).get(0));
  }

  @Test
  void aShiftByWholePixelsStaysOnTheLattice() {
    assertEquals(
        new PixelRect(400, 298, 103, 82), reached(GRID, EXACT, Displacement.translation(3, -2)));
  }

  @Test
  void aShiftByAFractionOfAPixelNeedsTheKernel() {
    PixelRect rect = reached(GRID, EXACT, Displacement.translation(0.5, 0));
    assertTrue(rect.column() <= 400 - 3 && rect.row() <= 300 - 4, rect.toString());
    assertTrue(rect.endColumn() >= 501 + 3 && rect.endRow() >= 380 + 4, rect.toString());
  }

  @Test
  void aWindowWithEnoughContextStaysAsItIs() {
    SceneRequest request = request(WITH_CONTEXT);
    assertSame(
        request,
        WindowReach.of(GRID, List.of(request), Displacement.translation(2.5, -2.5)).get(0));
  }

  @Test
  void aLargeShiftWidensTheWindowOnTheSideItReaches() {
    PixelRect rect = reached(GRID, WITH_CONTEXT, Displacement.translation(40.5, 0));
    assertEquals(390, rect.column());
    assertEquals(290, rect.row());
    assertTrue(rect.endColumn() >= 541 + 3, rect.toString());
    assertEquals(390, rect.endRow());
  }

  @Test
  void aRotationReachesBeyondAllSides() {
    Displacement rotation = new Displacement(10, -20, 0, -0.25, 0.25, 0, List.of());
    PixelRect rect = reached(GRID, EXACT, rotation);
    // Corners of the grid move by (10 - row / 4, -20 + column / 4).
    assertTrue(rect.column() <= 400 - 10 && rect.endColumn() >= 510, rect.toString());
    assertTrue(rect.row() <= 280 && rect.endRow() >= 385, rect.toString());
  }

  @Test
  void theWindowEndsAtTheEdgeOfTheScene() {
    Grid corner = SceneStubs.grid(0, 0, 100, 80);
    PixelRect rect =
        reached(corner, new PixelRect(0, 0, 100, 80), Displacement.translation(-9.5, -9.5));
    assertEquals(0, rect.column());
    assertEquals(0, rect.row());
  }

  @Test
  void aGridOfAnotherPixelSizeNeedsTheKernel() {
    Grid coarser = new Grid(SceneStubs.CRS, GRID.originX(), GRID.originY(), 12.5, 12.5, 80, 64);
    PixelRect rect = reached(coarser, EXACT, Displacement.NONE);
    assertTrue(rect.column() < 400 && rect.endColumn() > 500, rect.toString());
  }
}
