package io.terralapse.warp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.terralapse.model.Flags;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Grid;
import io.terralapse.model.SceneWindows;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlignmentViewTest {
  private static final String UTM = "EPSG:32614";
  private static final Grid GRID = new Grid(UTM, 500_000, 5_000_000, 5, 5, 60, 40);

  @Test
  void copiesStoredPixelsAndReportsTheSubPixelOffset() throws IOException {
    // Origin 12.2 px right of and 3.4 px above the grid's.
    ArrayWindow window =
        ArrayWindow.random(UTM, GeoTransform.northUp(500_061, 5_000_017, 5), 80, 30, 0.1, 3);
    AlignmentView view = AlignmentView.of(List.of(SceneWindows.of(window)), GRID);
    assertEquals(0.2, view.offsetX(), 1e-9);
    assertEquals(-0.4, view.offsetY(), 1e-9);
    for (int r = 0; r < 40; r++) {
      for (int c = 0; c < 60; c++) {
        int i = r * 60 + c;
        boolean inside = c >= 12 && r < 27;
        int from = inside ? (r + 3) * 80 + c - 12 : 0;
        boolean valid = inside && Flags.isValid(window.flags()[from]);
        assertEquals(valid, Flags.isValid(view.frame().flags()[i]));
        if (valid) {
          assertEquals(window.bands()[0][from], view.frame().band(0)[i]);
          assertEquals(window.flags()[from], view.frame().flags()[i]);
        }
      }
    }
  }

  @Test
  void pixelsAreAtTheReportedOffset() throws IOException {
    // The value is the CRS x of the pixel's centre.
    GeoTransform place = GeoTransform.northUp(500_011.5, 5_000_002, 5);
    ArrayWindow window = ArrayWindow.of(UTM, place, 50, 50, (c, r) -> place.x(c + 0.5, 0) - 5e5);
    AlignmentView view = AlignmentView.of(List.of(SceneWindows.of(window)), GRID);
    double gridX = (10 + 0.5 + view.offsetX()) * 5;
    assertEquals(gridX, view.frame().band(0)[10], 1e-3);
  }

  @Test
  void tilesOfOneLatticeAreJoinedWithoutResampling() throws IOException {
    ArrayWindow west =
        ArrayWindow.random(UTM, GeoTransform.northUp(500_001, 5_000_000, 5), 30, 40, 0, 1);
    ArrayWindow east =
        ArrayWindow.random(UTM, GeoTransform.northUp(500_101, 5_000_000, 5), 40, 40, 0, 2);
    AlignmentView view =
        AlignmentView.of(List.of(SceneWindows.of(west), SceneWindows.of(east)), GRID);
    assertEquals(west.bands()[0][29], view.frame().band(0)[29]);
    assertEquals(east.bands()[0][10], view.frame().band(0)[30]);
  }

  @Test
  void resamplesWindowsOnAnotherLattice() throws IOException {
    ArrayWindow coarse =
        ArrayWindow.of(UTM, GeoTransform.northUp(499_900, 5_000_100, 10), 60, 50, (c, r) -> 2 * c);
    AlignmentView view = AlignmentView.of(List.of(SceneWindows.of(coarse)), GRID);
    assertEquals(0, view.offsetX());
    // Grid column 20's centre is 102.5 m from the grid's edge, 20.25 coarse pixels from theirs.
    assertEquals(2 * (20.25 - 0.5), view.frame().band(0)[5 * 60 + 20], 1e-3);
  }

  @Test
  void aSceneOutsideTheGridHasNoValidPixel() throws IOException {
    ArrayWindow window =
        ArrayWindow.of(UTM, GeoTransform.northUp(900_000, 5_000_000, 5), 9, 9, (c, r) -> 1);
    AlignmentView view = AlignmentView.of(List.of(SceneWindows.of(window)), GRID);
    for (byte flag : view.frame().flags()) {
      assertFalse(Flags.isValid(flag));
    }
  }
}
