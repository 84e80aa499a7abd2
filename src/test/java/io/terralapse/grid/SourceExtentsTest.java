package io.terralapse.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.geo.Crs;
import io.terralapse.geo.Transforms;
import io.terralapse.model.Grid;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceExtentsTest {
  private static final String UTM = "EPSG:32633";

  /** Four levels: 10, 20, 40, 80 m. */
  private static final RasterInfo TILE =
      HeaderScenes.raster(UTM, 500_000, 5_000_000, 10, 8000, 6000);

  private static Grid grid(double x0, double y0, double pixel, int width, int height) {
    return new Grid(UTM, x0, y0, pixel, pixel, width, height);
  }

  @Test
  void coversTheGridAndItsMargin() {
    var window = SourceExtents.cover(TILE, grid(510_000, 4_990_000, 10, 1920, 1080), 8, 8);
    assertEquals(
        Optional.of(new SourceExtents.LevelWindow(0, new PixelRect(992, 992, 1936, 1096))), window);
  }

  @ParameterizedTest
  @CsvSource({"3, 0", "10, 0", "19.7, 0", "20, 1", "39, 1", "41, 2", "80, 3", "500, 3"})
  void choosesTheCoarsestLevelNotCoarserThanTheGrid(double pixel, int level) {
    var window = SourceExtents.cover(TILE, grid(510_000, 4_990_000, pixel, 100, 100), 4, 4);
    assertEquals(level, window.orElseThrow().level());
  }

  @Test
  void smallAreasGetContextWhereTheRasterIsLargeEnough() {
    PixelRect middle =
        SourceExtents.cover(TILE, grid(540_000, 4_970_000, 10, 200, 100), 4, 4)
            .orElseThrow()
            .rect();
    assertEquals(new PixelRect(4000 - 412, 3000 - 462, 1024, 1024), middle);
    PixelRect corner =
        SourceExtents.cover(TILE, grid(500_000, 5_000_000, 10, 200, 100), 4, 4)
            .orElseThrow()
            .rect();
    assertEquals(new PixelRect(0, 0, 1024, 1024), corner);
    PixelRect end =
        SourceExtents.cover(TILE, grid(579_000, 4_941_000, 10, 200, 200), 4, 4)
            .orElseThrow()
            .rect();
    assertEquals(new PixelRect(8000 - 1024, 6000 - 1024, 1024, 1024), end);
    RasterInfo small = HeaderScenes.raster(UTM, 500_000, 5_000_000, 10, 300, 200);
    PixelRect all =
        SourceExtents.cover(small, grid(500_100, 4_999_900, 10, 20, 20), 4, 4).orElseThrow().rect();
    assertEquals(new PixelRect(0, 0, 300, 200), all);
  }

  @Test
  void aRasterOutsideTheGridGivesNothing() {
    assertEquals(
        Optional.empty(),
        SourceExtents.cover(TILE, grid(580_000, 4_990_000, 10, 50, 50), 100, 100));
    assertEquals(
        Optional.empty(),
        SourceExtents.cover(
            TILE, new Grid("EPSG:32755", 500_000, 6_000_000, 10, 10, 50, 50), 100, 100));
  }

  @Test
  void aRasterOfAnotherZoneIsCoveredOnAllSides() {
    Grid grid = new Grid("EPSG:32634", 60_000, 5_000_000, 10, 10, 1500, 1200);
    PixelRect rect = SourceExtents.cover(TILE, grid, 0, 0).orElseThrow().rect();
    for (int[] corner : new int[][] {{0, 0}, {1500, 0}, {0, 1200}, {1500, 1200}, {750, 600}}) {
      double[] p = {60_000 + 10.0 * corner[0], 5_000_000 - 10.0 * corner[1]};
      Transforms.between(Crs.of("EPSG:32634"), Crs.of(UTM)).apply(p, 1);
      double column = (p[0] - 500_000) / 10;
      double row = (5_000_000 - p[1]) / 10;
      assertTrue((column >= rect.column() && column <= rect.endColumn()) || column > 8000);
      assertTrue((row >= rect.row() && row <= rect.endRow()) || row < 0);
    }
  }
}
