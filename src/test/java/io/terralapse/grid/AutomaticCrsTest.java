package io.terralapse.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.Grid;
import io.terralapse.model.RasterInfo;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutomaticCrsTest {
  private static final AreaOfInterest SCENES = new AreaOfInterest.Scenes();
  private static final RasterInfo WORLD =
      HeaderScenes.raster("EPSG:4326", -180, 90, 0.25, 1440, 720);

  private static Grid grid(AreaOfInterest aoi, RasterInfo... rasters) {
    return new GridPlanner(HeaderScenes.size(aoi, 1280, 720))
        .plan(
            List.of(HeaderScenes.date("a", rasters[0]), HeaderScenes.date("b", rasters[1])),
            SceneCoverage.COMPLETE)
        .grid();
  }

  @Test
  void scenesOfTheWholeWorldKeepTheirDegrees() {
    Grid grid = grid(SCENES, WORLD, WORLD);
    assertEquals("EPSG:4326", grid.crs());
    // Inside of what the scenes have in common: 180 degrees of latitude, or 16 : 9 of 360.
    assertEquals(0.25, grid.pixelSize(), 1e-9);
    assertEquals(-160, grid.originX(), 1e-9);
    assertEquals(90, grid.originY(), 1e-9);
  }

  @Test
  void scenesWithDifferentGeographicSystemsAreOnWgs84() {
    RasterInfo nad83 = HeaderScenes.raster("EPSG:4269", -180, 85, 0.25, 1440, 680);
    assertEquals("EPSG:4326", grid(SCENES, WORLD, nad83).crs());
  }

  /** Corners of an area, degrees. */
  @ParameterizedTest
  @CsvSource({
    "10, 45, 20, 50, EPSG:32633",
    // Europe is in one zone; 74 degrees of longitude at the equator are the limit.
    "-20, 36, 45, 70, EPSG:32633",
    "-36, -5, 36, 5, EPSG:32631",
    "-38, -5, 38, 5, EPSG:4326",
    "-60, 56, 60, 70, EPSG:32631",
    "-160, 56, 160, 70, EPSG:4326",
    "-160, 50, 160, 70, EPSG:4326",
    "20, 86, 60, 89, EPSG:5041",
    "100, -70, 260, 70, EPSG:4326"
  })
  void wideAreasAreInDegrees(double west, double south, double east, double north, String crs) {
    assertEquals(crs, grid(new AreaOfInterest.Bbox(west, south, east, north), WORLD, WORLD).crs());
  }
}
