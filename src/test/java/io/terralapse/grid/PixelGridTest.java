package io.terralapse.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.geo.Crs;
import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Grid;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.UserError;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grids over scenes without georeference. */
final class PixelGridTest {
  private static final AreaOfInterest SCENES = new AreaOfInterest.Scenes();

  private static RasterInfo image(int width, int height) {
    return HeaderScenes.raster(Crs.PIXELS, 0, 0, 1, width, height);
  }

  private static GridPlan plan(AreaOfInterest aoi, Acquisition... dates) {
    return new GridPlanner(HeaderScenes.settings(aoi)).plan(List.of(dates), SceneCoverage.COMPLETE);
  }

  private static String refusal(AreaOfInterest aoi, Acquisition... dates) {
    UserError error = assertThrows(UserError.class, () -> plan(aoi, dates));
    assertEquals(ExitCode.USAGE, error.exitCode());
    return String.valueOf(error.getMessage());
  }

  @Test
  void imagesOfOneSizeAreShownCompletely() {
    GridPlan plan =
        plan(
            SCENES,
            HeaderScenes.date("a", image(200, 300)),
            HeaderScenes.date("b", image(200, 300)));
    Grid grid = plan.grid();
    assertEquals(new Grid(Crs.PIXELS, 0, 0, 200 / 1080.0, Double.NaN, 1080, 1620), grid);
    assertFalse(grid.hasGroundSize());
    assertTrue(plan.dropped().isEmpty() && plan.issues().isEmpty());
  }

  @Test
  void imagesOfSeveralSizesAreAlignedAtTheirUpperLeftPixel() {
    Grid grid =
        plan(
                SCENES,
                HeaderScenes.date("a", image(200, 151)),
                HeaderScenes.date("b", image(181, 300)))
            .grid();
    assertEquals(new Grid(Crs.PIXELS, 0, 0, 151 / 1080.0, Double.NaN, 1294, 1080), grid);
  }

  @Test
  void theAreaIsColumnRowWidthHeight() {
    Grid grid =
        plan(new AreaOfInterest.Pixels(40, 60, 100, 80), HeaderScenes.date("a", image(200, 300)))
            .grid();
    assertEquals(new Grid(Crs.PIXELS, 40, -60, 80 / 1080.0, Double.NaN, 1350, 1080), grid);
    PixelRect rect = SourceExtents.cover(image(2000, 3000), grid, 0, 0).orElseThrow().rect();
    assertTrue(rect.column() <= 40 && rect.row() <= 60, rect.toString());
    assertTrue(rect.endColumn() >= 140 && rect.endRow() >= 140, rect.toString());
  }

  @Test
  void pixelSizeIsInPixels() {
    GridSettings settings =
        new GridSettings(
            SCENES,
            "auto",
            OptionalDouble.of(2),
            java.util.Optional.empty(),
            GridSettings.Resampling.CUBIC);
    Grid grid =
        new GridPlanner(settings)
            .plan(List.of(HeaderScenes.date("a", image(200, 300))), SceneCoverage.COMPLETE)
            .grid();
    assertEquals(new Grid(Crs.PIXELS, 0, 0, 2, Double.NaN, 100, 150), grid);
  }

  @Test
  void anImageThatDoesNotReachTheAreaIsDropped() {
    GridPlan plan =
        plan(
            new AreaOfInterest.Pixels(150, 0, 50, 50),
            HeaderScenes.date("a", image(200, 300)),
            HeaderScenes.date("small", image(100, 100)));
    assertEquals(List.of("elsewhere"), plan.dropped().stream().map(DroppedScene::reason).toList());
    assertTrue(plan.dropped().get(0).detail().contains("column 50, row 50"));
  }

  @Test
  void anImageAmongGeoreferencedScenesIsDroppedWithAnIssue() {
    RasterInfo georeferenced = HeaderScenes.raster("EPSG:32633", 500_000, 5_000_000, 10, 200, 300);
    GridPlan plan =
        plan(
            SCENES,
            HeaderScenes.date("plain", image(200, 300)),
            HeaderScenes.date("georeferenced", georeferenced));
    assertEquals("EPSG:32633", plan.grid().crs());
    assertEquals(List.of("no-crs"), plan.dropped().stream().map(DroppedScene::reason).toList());
    assertEquals("no-crs", plan.issues().get(0).code());
    assertEquals(1, plan.acquisitions().size());
  }

  @Test
  void areasOnEarthAndInPixelsAreNotMixed() {
    Acquisition plain = HeaderScenes.date("a", image(200, 300));
    Acquisition georeferenced =
        HeaderScenes.date("b", HeaderScenes.raster("EPSG:32633", 500_000, 5_000_000, 10, 200, 300));
    assertTrue(
        refusal(new AreaOfInterest.Bbox(10, 40, 11, 41), plain)
            .startsWith("aoi is an area on Earth"));
    assertTrue(
        refusal(new AreaOfInterest.Pixels(0, 0, 50, 50), georeferenced)
            .startsWith("aoi.pixels is for"));
    GridSettings utm =
        new GridSettings(
            SCENES,
            "EPSG:32633",
            OptionalDouble.empty(),
            java.util.Optional.empty(),
            GridSettings.Resampling.CUBIC);
    UserError error =
        assertThrows(
            UserError.class,
            () -> new GridPlanner(utm).plan(List.of(plain), SceneCoverage.COMPLETE));
    assertTrue(String.valueOf(error.getMessage()).startsWith("grid.t_srs"), error.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"-1,0,50,50", "0,-1,50,50", "0,0,0,50", "0,0,50,-1", "NaN,0,50,50"})
  void invalidRectanglesAreRejected(double column, double row, double width, double height) {
    AreaOfInterest area = new AreaOfInterest.Pixels(column, row, width, height);
    assertTrue(refusal(area, HeaderScenes.date("a", image(200, 300))).startsWith("aoi.pixels"));
  }

  @Test
  void anAreaOutsideAllImagesReportsWhereTheyAre() {
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                plan(
                    new AreaOfInterest.Pixels(900, 900, 50, 50),
                    HeaderScenes.date("a", image(200, 300))));
    assertEquals(ExitCode.NO_TIMELAPSE, error.exitCode());
    assertTrue(String.valueOf(error.getMessage()).contains("column 925, row 925"));
  }
}
