package io.terralapse.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.ExitCode;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Grid;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridPlannerTest {
  private static final String UTM = "EPSG:32633";
  private static final AreaOfInterest SCENES = new AreaOfInterest.Scenes();

  /** 10,240 m by 7,680 m at 10 m. */
  private static final RasterInfo TILE =
      HeaderScenes.raster(UTM, 500_000, 5_000_000, 10, 1024, 768);

  private static GridPlan plan(GridSettings settings, Acquisition... dates) {
    return new GridPlanner(settings).plan(List.of(dates), SceneCoverage.COMPLETE);
  }

  private static UserError refused(GridSettings settings, Acquisition... dates) {
    return assertThrows(UserError.class, () -> plan(settings, dates));
  }

  private static AreaOfInterest te(double x0, double y0, double x1, double y1) {
    return new AreaOfInterest.Te(x0, y0, x1, y1, "");
  }

  @Test
  void aGridOverScenesOnOneLatticeKeepsTheirPixels() {
    RasterInfo moved = HeaderScenes.raster(UTM, 500_030, 4_999_950, 10, 1024, 768);
    Grid grid =
        plan(
                HeaderScenes.tr(SCENES, 10),
                HeaderScenes.date("a", TILE),
                HeaderScenes.date("b", moved))
            .grid();
    // In common: columns 3..1023 and rows 5..767 of the first; odd last columns and rows are
    // dropped.
    assertEquals(new Grid(UTM, 500_030, 4_999_950, 10, 10, 1020, 762), grid);
  }

  @Test
  void aGridOverTheScenesStaysInsideThemForAnyOffset() {
    RasterInfo odd = HeaderScenes.raster(UTM, 500_003.7, 5_000_006.1, 10, 1023, 771);
    Grid grid =
        plan(HeaderScenes.tr(SCENES, 10), HeaderScenes.date("a", TILE), HeaderScenes.date("b", odd))
            .grid();
    assertTrue(grid.originX() >= 500_003.7 && grid.originY() <= 5_000_000);
    assertTrue(grid.originX() + grid.width() * 10 <= 500_003.7 + 10_230 + 1e-6);
    assertEquals(0, (grid.originX() - 500_000) % 10, 1e-6);
    assertEquals(1022, grid.width());
  }

  @Test
  void aSceneFarFromTheOthersIsDroppedAndDoesNotReduceTheGrid() {
    RasterInfo far = HeaderScenes.raster(UTM, 700_000, 5_000_000, 10, 1024, 768);
    RasterInfo otherZone = HeaderScenes.raster("EPSG:32755", 500_000, 6_000_000, 10, 1024, 768);
    GridPlan plan =
        plan(
            HeaderScenes.tr(SCENES, 10),
            HeaderScenes.date("far", far),
            HeaderScenes.date("a", TILE),
            HeaderScenes.date("b", TILE),
            HeaderScenes.date("down-under", otherZone));
    assertEquals(UTM, plan.grid().crs());
    assertEquals(List.of("a", "b"), plan.acquisitions().stream().map(Acquisition::id).toList());
    assertEquals(
        List.of("elsewhere", "elsewhere"),
        plan.dropped().stream().map(DroppedScene::reason).toList());
    assertTrue(plan.dropped().get(0).detail().startsWith("far lies around 45."));
    assertEquals(1024, plan.grid().width());
  }

  @Test
  void tilesOfOneAcquisitionFormOneFootprint() {
    RasterInfo west = HeaderScenes.raster(UTM, 500_000, 5_000_000, 10, 500, 768);
    RasterInfo east = HeaderScenes.raster(UTM, 504_900, 5_000_000, 10, 534, 768);
    Grid grid = plan(HeaderScenes.tr(SCENES, 10), HeaderScenes.date("a", west, east)).grid();
    assertEquals(1024, grid.width());
    assertEquals(768, grid.height());
  }

  @Test
  void aSceneWithoutGeoreferenceBecomesAnIssueAndTheOthersAreUsed() {
    RasterInfo bare = HeaderScenes.raster(Optional.empty(), Optional.empty(), 100, 100, 1);
    RasterInfo nonsense = HeaderScenes.raster("EPSG:1", 0, 0, 1, 100, 100);
    RasterInfo flat =
        HeaderScenes.raster(
            Optional.of(UTM), Optional.of(new GeoTransform(0, 0, 0, 0, 0, 0)), 9, 9, 1);
    GridPlan plan =
        plan(
            HeaderScenes.settings(SCENES),
            HeaderScenes.date("bare", bare),
            HeaderScenes.date("nonsense", nonsense),
            HeaderScenes.date("flat", flat),
            HeaderScenes.date("a", TILE));
    assertEquals(3, plan.issues().size());
    assertEquals(3, plan.dropped().size());
    assertTrue(plan.issues().get(0).sentence().startsWith("bare.tif has no georeference"));
    assertEquals(1, plan.acquisitions().size());
    UserError none = refused(HeaderScenes.settings(SCENES), HeaderScenes.date("bare", bare));
    assertEquals(ExitCode.NO_TIMELAPSE, none.exitCode());
  }

  /** Area of 3,000 m x 2,000 m; expected origin offset (m), pixel (m), width, height. */
  @ParameterizedTest
  @CsvSource({
    // tr: expanded at the right and bottom to whole, even pixels
    "10, 0, 0, 0, 0, 10, 300, 200",
    "7, 0, 0, 0, 0, 7, 430, 286",
    // size: expanded around the centre to the aspect ratio
    "0, 600, 400, 0, 0, 5, 600, 400",
    "0, 400, 400, 0, 500, 7.5, 400, 400",
    "0, 800, 200, -2500, 0, 10, 800, 200",
    // neither: 1080 pixels on the shorter side
    "0, 0, 0, 0, 0, 1.851851852, 1620, 1080",
  })
  void anExplicitAreaIsNeverCropped(
      double tr, int w, int h, double left, double up, double pixel, int width, int height) {
    AreaOfInterest area = te(502_000, 4_995_000, 505_000, 4_997_000);
    GridSettings settings =
        tr > 0
            ? HeaderScenes.tr(area, tr)
            : w > 0 ? HeaderScenes.size(area, w, h) : HeaderScenes.settings(area);
    Grid grid = plan(settings, HeaderScenes.date("a", TILE)).grid();
    assertEquals(502_000 + left, grid.originX(), 1e-6);
    assertEquals(4_997_000 + up, grid.originY(), 1e-6);
    assertEquals(pixel, grid.pixelSize(), 1e-8);
    assertEquals(width, grid.width());
    assertEquals(height, grid.height());
  }

  /** The scenes have 10,240 m x 7,680 m in common. */
  @ParameterizedTest
  @CsvSource({
    "0, 1024, 576, 0, 960, 10, 1024, 576",
    "0, 768, 768, 1280, 0, 10, 768, 768",
    "7, 0, 0, 0, 0, 7, 1462, 1096",
    "0, 0, 0, 0, 0, 7.111111111, 1440, 1080",
  })
  void theCommonAreaIsNeverExceeded(
      double tr, int w, int h, double right, double down, double pixel, int width, int height) {
    GridSettings settings =
        tr > 0
            ? HeaderScenes.tr(SCENES, tr)
            : w > 0 ? HeaderScenes.size(SCENES, w, h) : HeaderScenes.settings(SCENES);
    GridPlan plan = plan(settings, HeaderScenes.date("a", TILE));
    Grid grid = plan.grid();
    assertEquals(500_000 + right, grid.originX(), 1e-6);
    assertEquals(5_000_000 - down, grid.originY(), 1e-6);
    assertEquals(pixel, grid.pixelSize(), 1e-8);
    assertEquals(width, grid.width());
    assertEquals(height, grid.height());
    assertEquals(grid.pixelSize() * grid.pixelSize() * width * height, plan.area().getArea(), 1e-3);
  }

  /** Small areas are enlarged and large ones reduced; the longer side has a limit. */
  @ParameterizedTest
  @CsvSource({
    "10980, 10980, 1080, 1080",
    "64, 64, 1080, 1080",
    "200, 300, 1080, 1620",
    "300, 200, 1620, 1080",
    "1920, 1080, 1920, 1080",
    "1700, 1080, 1700, 1080",
    "1920, 1079, 1920, 1080",
    "2000, 1080, 2000, 1080",
    "4000, 2000, 2160, 1080",
    "4000, 1000, 3840, 960",
    "1000, 3000, 1080, 3240",
    "1000, 4000, 960, 3840",
    "2000, 20, 3840, 38",
  })
  void theShorterSideHas1080PixelsByDefault(int w, int h, int width, int height) {
    RasterInfo raster = HeaderScenes.raster(UTM, 500_000, 5_000_000, 10, w, h);
    Grid grid = plan(HeaderScenes.settings(SCENES), HeaderScenes.date("a", raster)).grid();
    assertEquals(width, grid.width(), 2);
    assertEquals(height, grid.height(), 2);
    assertTrue(grid.width() * grid.pixelSize() <= w * 10 + 1e-3);
    assertTrue(grid.height() * grid.pixelSize() <= h * 10 + 1e-3);
    AreaOfInterest whole = te(500_000, 5_000_000 - h * 10, 500_000 + w * 10, 5_000_000);
    Grid explicit = plan(HeaderScenes.settings(whole), HeaderScenes.date("a", raster)).grid();
    assertTrue(explicit.width() <= 3840 && explicit.height() <= 3840);
    assertTrue(
        Math.min(explicit.width(), explicit.height()) >= 1080
            || Math.max(explicit.width(), explicit.height()) == 3840);
    assertTrue(explicit.width() * explicit.pixelSize() >= w * 10 - 1e-3);
    assertTrue(explicit.height() * explicit.pixelSize() >= h * 10 - 1e-3);
  }

  @Test
  void enlargementIsTheSizeOfTheFinestNativePixelInPixelsOfTheFrame() {
    RasterInfo fine = HeaderScenes.raster(UTM, 500_000, 5_000_000, 10, 64, 64);
    RasterInfo coarse = HeaderScenes.raster(UTM, 500_000, 5_000_000, 20, 32, 32);
    Acquisition[] dates = {HeaderScenes.date("a", coarse), HeaderScenes.date("b", fine)};
    assertEquals(16.875, Enlargement.of(plan(HeaderScenes.settings(SCENES), dates)), 1e-9);
    assertEquals(0.5, Enlargement.of(plan(HeaderScenes.tr(SCENES, 20), dates)), 1e-9);
  }

  @Test
  void anOddSizeIsRoundedUpWithAnIssue() {
    GridPlan plan = plan(HeaderScenes.size(SCENES, 501, 333), HeaderScenes.date("a", TILE));
    assertEquals(500, plan.grid().width());
    assertEquals(332, plan.grid().height());
    assertEquals("odd-size", plan.issues().get(0).code());
  }

  @Test
  void aBboxInDegreesIsCoveredOnTheScenesPixelLattice() {
    AreaOfInterest bbox = new AreaOfInterest.Bbox(15.02, 45.10, 15.06, 45.12);
    GridPlan plan = plan(HeaderScenes.tr(bbox, 10), HeaderScenes.date("a", TILE));
    Grid grid = plan.grid();
    assertEquals(UTM, grid.crs());
    assertEquals(10, grid.pixelSize());
    assertEquals(0, Math.IEEEremainder(grid.originX() - 500_000, 10), 1e-6);
    var area = plan.area().getEnvelopeInternal();
    assertTrue(grid.originX() <= area.getMinX() && grid.originX() > area.getMinX() - 10);
    assertTrue(grid.originX() + 10 * grid.width() >= area.getMaxX());
    assertTrue(grid.originX() + 10 * grid.width() < area.getMaxX() + 20);
    // 0.04 degrees at 45.11 N are 3,149 m.
    assertEquals(3149, area.getWidth(), 5);
  }

  @Test
  void centerAndSizeAreMetresOnTheGround() {
    AreaOfInterest.Center centre = new AreaOfInterest.Center(15.06, 45.12, 2000, 1000);
    Grid utm = plan(HeaderScenes.settings(centre), HeaderScenes.date("a", TILE)).grid();
    assertEquals(2000, utm.width() * utm.pixelSize(), 20);
    Grid web =
        plan(HeaderScenes.settings(centre, "EPSG:3857"), HeaderScenes.date("a", TILE)).grid();
    assertEquals(2000, web.width() * web.pixelSizeM(), 25);
    assertEquals(2000 / Math.cos(Math.toRadians(45.12)), web.width() * web.pixelSize(), 45);
    assertEquals(1000.0 / 1080, web.pixelSizeM(), 0.005);
  }

  @Test
  void scenesOfTwoZonesUseTheZoneOfTheArea() {
    RasterInfo west = HeaderScenes.raster("EPSG:32632", 720_000, 5_000_000, 10, 3000, 3000);
    RasterInfo east = HeaderScenes.raster("EPSG:32633", 240_000, 5_000_000, 10, 3000, 3000);
    GridPlan plan =
        plan(
            HeaderScenes.settings(SCENES),
            HeaderScenes.date("w", west),
            HeaderScenes.date("e", east));
    assertEquals(2, plan.acquisitions().size());
    assertEquals("EPSG:32632", plan.grid().crs());
    assertEquals(1080, plan.grid().width());
    for (RasterInfo raster : List.of(west, east)) {
      // Every corner of the grid is inside both scenes.
      var window = SourceExtents.cover(raster, plan.grid(), 0, 0).orElseThrow();
      assertTrue(window.rect().width() > 500);
    }
  }

  @Test
  void geographicScenesUseAUtmZone() {
    GeoTransform t = new GeoTransform(55.19, 9.48e-5, 0, 25.07, 0, -9.48e-5);
    RasterInfo raster = HeaderScenes.raster(Optional.of("EPSG:4326"), Optional.of(t), 634, 774, 1);
    Grid grid = plan(HeaderScenes.tr(SCENES, 10), HeaderScenes.date("a", raster)).grid();
    assertEquals("EPSG:32640", grid.crs());
    assertEquals(10, grid.pixelSize(), 0.1);
    assertTrue(grid.width() > 580 && grid.height() > 780, grid.toString());
  }

  @Test
  void anAreaAcrossTheAntimeridianUsesOneZone() {
    RasterInfo fiji = HeaderScenes.raster("EPSG:32701", 150_000, 8_200_000, 10, 5000, 5000);
    AreaOfInterest bbox = new AreaOfInterest.Bbox(179.95, -16.6, -179.9, -16.5);
    Grid grid = plan(HeaderScenes.settings(bbox), HeaderScenes.date("a", fiji)).grid();
    assertEquals("EPSG:32701", grid.crs());
    // 0.15 degrees at 16.5 S are 16,012 m; grid convergence there is 0.9 degrees.
    assertEquals(16_012, grid.width() * grid.pixelSize(), 250);
    // Mercator continues past 180 degrees, also on another datum.
    Grid web = plan(HeaderScenes.settings(bbox, "EPSG:3857"), HeaderScenes.date("a", fiji)).grid();
    assertEquals(16_012, web.width() * web.pixelSizeM(), 60);
    assertTrue(SourceExtents.cover(fiji, web, 4, 4).isPresent());
    String mercator =
        "PROJCS[\"Mercator\",GEOGCS[\"Old\",DATUM[\"Old\",SPHEROID[\"Bessel\",6377397.155,"
            + "299.1528128],TOWGS84[10,20,30,0,0,0,0]],PRIMEM[\"Greenwich\",0],"
            + "UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Mercator_1SP\"],"
            + "PARAMETER[\"central_meridian\",0],PARAMETER[\"scale_factor\",1],UNIT[\"m\",1]]";
    Grid shifted = plan(HeaderScenes.settings(bbox, mercator), HeaderScenes.date("a", fiji)).grid();
    assertEquals(16_012, shifted.width() * shifted.pixelSizeM(), 60);
  }

  @Test
  void polarScenesUsePolarStereographic() {
    RasterInfo arctic = HeaderScenes.raster("EPSG:3413", -500_000, 500_000, 1000, 1000, 1000);
    RasterInfo lonLat = HeaderScenes.raster("EPSG:4326", -180, 90, 0.01, 36_000, 1000);
    AreaOfInterest pole = new AreaOfInterest.Center(0, 89.9, 200_000, 200_000);
    Grid own = plan(HeaderScenes.settings(pole), HeaderScenes.date("a", arctic)).grid();
    assertEquals("EPSG:3413", own.crs());
    Grid ups =
        plan(
                HeaderScenes.settings(pole),
                HeaderScenes.date("a", arctic),
                HeaderScenes.date("b", lonLat))
            .grid();
    assertEquals("EPSG:5041", ups.crs());
    assertEquals(200_000, ups.width() * ups.pixelSizeM(), 3_000);
  }

  @ParameterizedTest
  @CsvSource({
    "20, 45.1, 20.1, 45.2, 'aoi is around 45.15 N, 20.05 E, and no scene reaches it: the scenes are"
        + " around 45.'",
    "15, 120, 15.1, 121, 'aoi.bbox has the latitude 120; longitude comes first'",
    "15, 45.2, 15.1, 45.1, 'aoi.bbox: south (45.2) is not below north (45.1)'",
    "15, 45.1, 15, 45.2, 'aoi.bbox has no width'",
    "400, 45.1, 15, 45.2, 'aoi.bbox has the longitude 400'",
    "NaN, 45.1, 15, 45.2, 'aoi.bbox has a number that is not finite'",
  })
  void invalidBoxesAreRejected(double w, double s, double e, double n, String sentence) {
    UserError error =
        refused(
            HeaderScenes.settings(new AreaOfInterest.Bbox(w, s, e, n)),
            HeaderScenes.date("a", TILE));
    assertTrue(HeaderScenes.sentence(error).startsWith(sentence), HeaderScenes.sentence(error));
  }

  @Test
  void framesTooLargeOrTooSmallAreRejectedNamingTheSetting() {
    Acquisition a = HeaderScenes.date("a", TILE);
    assertTrue(
        HeaderScenes.sentence(refused(HeaderScenes.tr(SCENES, 0.1), a))
            .startsWith("grid.tr gives a frame of"));
    assertTrue(
        HeaderScenes.sentence(refused(HeaderScenes.size(SCENES, 20_000, 500), a))
            .startsWith("grid.size"));
    assertTrue(
        HeaderScenes.sentence(refused(HeaderScenes.tr(SCENES, 5_000), a))
            .startsWith("grid.tr gives"));
    assertTrue(
        HeaderScenes.sentence(refused(HeaderScenes.tr(SCENES, 0), a))
            .startsWith("grid.tr must be"));
    AreaOfInterest tiny = te(502_000, 4_995_000, 502_050, 4_995_050);
    assertTrue(
        HeaderScenes.sentence(refused(HeaderScenes.settings(tiny), a)).startsWith("aoi gives"));
  }

  @Test
  void aGeoJsonPolygonIsTheAreaThatCoverageCountsIn(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("aoi.geojson");
    Files.writeString(
        file,
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},"
            + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
            + "[[[15.02,45.10],[15.06,45.10],[15.02,45.13],[15.02,45.10]]]}}]}");
    GridPlan plan =
        plan(HeaderScenes.tr(new AreaOfInterest.GeoJson(file), 10), HeaderScenes.date("a", TILE));
    double box = plan.area().getEnvelopeInternal().getArea();
    assertEquals(0.5, plan.area().getArea() / box, 0.01);
    boolean[] mask = AreaMask.of(plan.area(), plan.grid());
    int inside = 0;
    for (boolean b : mask) {
      inside += b ? 1 : 0;
    }
    assertEquals(plan.area().getArea() / 100, inside, 200);
  }

  @Test
  void teNeedsACrsWhenTheScenesHaveSeveral() {
    RasterInfo other = HeaderScenes.raster("EPSG:32634", 30_000, 5_020_000, 10, 1024, 768);
    UserError error =
        refused(
            HeaderScenes.settings(te(502_000, 4_995_000, 505_000, 4_997_000)),
            HeaderScenes.date("a", TILE),
            HeaderScenes.date("b", other));
    assertTrue(
        HeaderScenes.sentence(error).startsWith("aoi.te_srs is needed"),
        HeaderScenes.sentence(error));
  }
}
