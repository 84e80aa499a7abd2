package io.terralapse.align;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.GeoTransform;
import io.terralapse.model.Grid;
import io.terralapse.model.SceneWindows;
import io.terralapse.model.SourceWindow;
import io.terralapse.testkit.SceneStubs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which part of a comparison grid the features of a date are calculated on. */
class ComparisonPartTest {
  private static final Grid COMMON =
      new Grid(SceneStubs.CRS, 500_000, 5_100_000, 10, 10, 1024, 1024);

  private static SceneWindows window(String crs, GeoTransform transform, int width, int height) {
    return SceneWindows.of(
        new SourceWindow() {
          @Override
          public String sceneId() {
            return "a";
          }

          @Override
          public String crs() {
            return crs;
          }

          @Override
          public GeoTransform transform() {
            return transform;
          }

          @Override
          public int width() {
            return width;
          }

          @Override
          public int height() {
            return height;
          }

          @Override
          public int bandCount() {
            return 1;
          }

          @Override
          public void readRows(int band, int row, int rows, float[] out) {
            throw new UnsupportedOperationException();
          }

          @Override
          public void readFlags(int row, int rows, byte[] out) {
            throw new UnsupportedOperationException();
          }
        });
  }

  private static SceneWindows at(double column, double row, int width, int height) {
    GeoTransform transform = GeoTransform.northUp(500_000 + 10 * column, 5_100_000 - 10 * row, 10);
    return window(SceneStubs.CRS, transform, width, height);
  }

  @Test
  void smallTilesHaveAPartWithAMarginAtAMultipleOfTheStep() {
    ComparisonPart part = ComparisonPart.of(COMMON, List.of(at(400.3, 500, 200, 100)));
    assertEquals(384, part.column());
    assertEquals(480, part.row());
    assertEquals(624 - 384, part.grid().width());
    assertEquals(608 - 480, part.grid().height());
    assertEquals(500_000 + 3840, part.grid().originX());
    assertEquals(5_100_000 - 4800, part.grid().originY());
  }

  @Test
  void severalScenesHaveOnePartThatEndsWithTheGrid() {
    ComparisonPart part =
        ComparisonPart.of(COMMON, List.of(at(900, 300, 200, 100), at(700, 380, 50, 60)));
    assertEquals(688, part.column());
    assertEquals(1024, part.column() + part.grid().width());
    assertEquals(288, part.row());
    assertEquals(448, part.row() + part.grid().height());
  }

  @Test
  void theWholeGridIsUsedWhereLittleWouldBeSavedOrNothingIsInside() {
    ComparisonPart whole = new ComparisonPart(COMMON, 0, 0);
    assertEquals(whole, ComparisonPart.of(COMMON, List.of(at(80, 269, 864, 486))));
    assertEquals(whole, ComparisonPart.of(COMMON, List.of(at(2000, 0, 100, 100))));
    assertEquals(whole, ComparisonPart.of(COMMON, List.of()));
  }

  @Test
  void aWindowInAnotherCrsIsPlacedByItsOutline() {
    // Around 46 degrees north, 15 degrees east: 0.001 degrees are 7.7 by 11.1 pixels.
    SceneWindows degrees =
        window("EPSG:4326", new GeoTransform(15.05, 1e-4, 0, 46.02, 0, -1e-4), 200, 100);
    ComparisonPart part = ComparisonPart.of(COMMON, List.of(degrees));
    double left = part.grid().originX();
    double right = left + 10 * part.grid().width();
    // 15.05 degrees east lie 3.87 km east of the central meridian, 15.07 degrees 5.42 km.
    assertEquals(503_870, left, 320);
    assertEquals(505_420, right, 320);
  }
}
