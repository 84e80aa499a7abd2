package io.terralapse.warp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Displacement;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Grid;
import io.terralapse.model.SceneWindows;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WarperTest {
  private static final String UTM = "EPSG:32633";
  private static final GeoTransform SOURCE = GeoTransform.northUp(500_000, 5_000_000, 10);

  private static Grid grid(String crs, double x0, double y0, double size, int width, int height) {
    return new Grid(crs, x0, y0, size, size, width, height);
  }

  private static Frame warp(Grid grid, ArrayWindow window, double dx, double dy)
      throws IOException {
    return new Warper(grid, Kernel.CUBIC, 0.05)
        .warp(List.of(SceneWindows.of(window)), Displacement.translation(dx, dy));
  }

  @ParameterizedTest
  @CsvSource({"0.37, -1.21", "0, 0", "2, -3", "0.5, 0.5", "0.01, 0"})
  void aRampMovesByExactlyTheShift(double dx, double dy) throws IOException {
    ArrayWindow ramp = ArrayWindow.of(UTM, SOURCE, 120, 100, (c, r) -> 3 * c - 2 * r);
    Frame frame = warp(grid(UTM, 500_200, 4_999_800, 10, 60, 40), ramp, dx, dy);
    for (int r = 0; r < 40; r++) {
      for (int c = 0; c < 60; c++) {
        double expected = 3 * (c + 20 + dx) - 2 * (r + 20 + dy);
        assertEquals(expected, frame.band(0)[r * 60 + c], 1e-3);
      }
    }
  }

  /** Beyond the centre of its last row a kernel can only repeat it. */
  @Test
  void theRimOfATileIsTakenFromItsNeighbour() throws IOException {
    GeoTransform below = GeoTransform.northUp(500_000, 5_000_000 - 50 * 10, 10);
    ArrayWindow north = ArrayWindow.of(UTM, SOURCE, 80, 60, (c, r) -> 2 * r);
    ArrayWindow south = ArrayWindow.of(UTM, below, 80, 60, (c, r) -> 2 * (r + 50));
    Grid fine = grid(UTM, 500_200, 4_999_700, 2.5, 80, 160);
    Frame frame =
        new Warper(fine, Kernel.CUBIC, 0.05)
            .warp(
                List.of(SceneWindows.of(north), SceneWindows.of(south)),
                Displacement.translation(0, 0));
    for (int r = 0; r < 160; r++) {
      double row = 30 + (r + 0.5) / 4 - 0.5;
      assertEquals(2 * row, frame.band(0)[r * 80 + 40], 1e-3, "row " + r);
    }
    Frame alone = warp(fine, north, 0, 0);
    assertTrue(Flags.isValid(alone.flags()[119 * 80 + 40]), "without a neighbour it is kept");
  }

  @Test
  void contentRightAndBelowIsMovedBack() throws IOException {
    // The house is at grid pixel (12, 11) on a date with dx = 2, dy = 1; its position is (10, 10).
    ArrayWindow house = ArrayWindow.of(UTM, SOURCE, 40, 40, (c, r) -> c == 12 && r == 11 ? 1 : 0);
    Frame frame = warp(grid(UTM, 500_000, 5_000_000, 10, 40, 40), house, 2, 1);
    assertEquals(1, frame.band(0)[10 * 40 + 10]);
  }

  @Test
  void aWholeShiftCopiesPixelsBitForBit() throws IOException {
    ArrayWindow window = ArrayWindow.random(UTM, SOURCE, 90, 80, 0, 1);
    Frame frame = warp(grid(UTM, 500_100, 4_999_900, 10, 40, 30), window, 3, -2);
    for (int r = 0; r < 30; r++) {
      for (int c = 0; c < 40; c++) {
        int from = (r + 10 - 2) * 90 + c + 10 + 3;
        assertEquals(window.bands()[0][from], frame.band(0)[r * 40 + c]);
        assertEquals(window.flags()[from], frame.flags()[r * 40 + c]);
      }
    }
  }

  @Test
  void aSmoothSceneShiftedForthAndBackIsUnchanged() throws IOException {
    ArrayWindow waves =
        ArrayWindow.of(
            UTM, SOURCE, 120, 120, (c, r) -> 500 + 200 * Math.sin(c / 9.0) * Math.cos(r / 7.0));
    Grid all = grid(UTM, 500_000, 5_000_000, 10, 120, 120);
    Frame there = warp(all, waves, 0.4, -0.3);
    ArrayWindow moved =
        new ArrayWindow(UTM, SOURCE, 120, 120, new float[][] {there.band(0)}, there.flags());
    Frame back = warp(all, moved, -0.4, 0.3);
    for (int r = 10; r < 110; r++) {
      for (int c = 10; c < 110; c++) {
        assertEquals(waves.bands()[0][r * 120 + c], back.band(0)[r * 120 + c], 0.2);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EPSG:32633, 500095.3, 4999904.7, 10",
    "EPSG:32633, 499905, 5000100, 10",
    "EPSG:32633, 500095.3, 4999904.7, 6.37",
    "EPSG:32633, 500050, 4999950, 23",
    "EPSG:32634, 29000, 5017800, 10",
    "EPSG:32634, 29000, 5017800, 17",
    "EPSG:3857, 1670100, 5645300, 15",
  })
  void agreesWithTheNaiveImplementation(String crs, double x0, double y0, double size)
      throws IOException {
    compareWithNaive(grid(crs, x0, y0, size, 90, 134), Displacement.translation(0.3, -0.7));
  }

  @Test
  void rotationsAndLocalDeformationsAgreeWithTheNaiveImplementation() throws IOException {
    Grid grid = grid(UTM, 500_095.3, 4_999_904.7, 10, 90, 134);
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    Random random = new Random(11);
    for (int i = 0; i < 30; i++) {
      x.add(3 * random.nextDouble());
      y.add(3 * random.nextDouble());
    }
    Displacement rotation = new Displacement(0.4, -1.2, 0.01, -0.02, 0.02, 0.015, List.of());
    Displacement local =
        new Displacement(
            0, 0, 0, 0, 0, 0, List.of(new Displacement.BSpline(-40, -40, 60, 5, x, y)));
    compareWithNaive(grid, rotation);
    compareWithNaive(grid, local.plus(rotation));
  }

  private static void compareWithNaive(Grid grid, Displacement displacement) throws IOException {
    ArrayWindow window = ArrayWindow.random(UTM, SOURCE, 160, 150, 0.03, 7);
    for (Kernel kernel : Kernel.values()) {
      Frame fast =
          new Warper(grid, kernel, 1e-6).warp(List.of(SceneWindows.of(window)), displacement);
      Frame naive = NaiveWarp.warp(grid, kernel, window, displacement);
      assertArrayEquals(naive.flags(), fast.flags(), kernel + " flags");
      assertTrue(NaiveWarp.validPixels(naive) > 500, "hardly anything to compare");
      for (int i = 0; i < naive.flags().length; i++) {
        if (Flags.isValid(naive.flags()[i])) {
          assertEquals(naive.band(0)[i], fast.band(0)[i], 0.02, kernel + " at " + i);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kernel.class)
  void noDataNeverLeaksIntoItsNeighbours(Kernel kernel) throws IOException {
    // No data is 1e9; every valid pixel is between 0 and 1000.
    ArrayWindow window = ArrayWindow.random(UTM, SOURCE, 160, 150, 0.2, 11);
    Grid grid = grid("EPSG:32634", 29000, 5017800, 10, 90, 134);
    Frame frame =
        new Warper(grid, kernel, 0.05).warp(List.of(SceneWindows.of(window)), Displacement.NONE);
    for (int i = 0; i < frame.flags().length; i++) {
      if (Flags.isValid(frame.flags()[i])) {
        assertTrue(Math.abs(frame.band(0)[i]) < 2500, "halo: " + frame.band(0)[i]);
      }
    }
  }

  @Slow
  @Test
  void theApproximateMapStaysWithinItsErrorBound() throws IOException {
    // Value = column, so that an error of the map is an error of the value.
    ArrayWindow columns = ArrayWindow.of(UTM, SOURCE, 700, 600, (c, r) -> c);
    Grid grid = grid("EPSG:3035", 4_715_346, 2_461_503, 10, 400, 300);
    Frame loose =
        new Warper(grid, Kernel.CUBIC, 0.05)
            .warp(List.of(SceneWindows.of(columns)), Displacement.NONE);
    Frame exact =
        new Warper(grid, Kernel.CUBIC, 0)
            .warp(List.of(SceneWindows.of(columns)), Displacement.NONE);
    assertTrue(NaiveWarp.validPixels(exact) > 50_000, "few pixels to compare");
    for (int i = 0; i < exact.flags().length; i++) {
      if (Flags.isValid(exact.flags()[i]) && Flags.isValid(loose.flags()[i])) {
        assertEquals(exact.band(0)[i], loose.band(0)[i], 0.06);
      }
    }
  }

  @Test
  void bandsOfTwoPixelSizesAreResampledFromTheirOwnWindows() throws IOException {
    Grid grid = grid(UTM, 500_000, 5_000_000, 10, 40, 30);
    ArrayWindow fine = ArrayWindow.of(UTM, SOURCE, 40, 30, (c, r) -> c);
    GeoTransform coarse = GeoTransform.northUp(SOURCE.x0(), SOURCE.y0(), 20);
    // Ends after 15 of the 20 columns that the grid has.
    ArrayWindow second = ArrayWindow.of(UTM, coarse, 15, 15, (c, r) -> 100 + r);
    SceneWindows both = new SceneWindows(List.of(second, fine), List.of(List.of(1), List.of(0)));
    Frame frame = new Warper(grid, Kernel.CUBIC, 0.05).warp(List.of(both), Displacement.NONE);
    Frame alone =
        new Warper(grid, Kernel.CUBIC, 0.05)
            .warp(List.of(SceneWindows.of(second)), Displacement.NONE);
    assertEquals(7, frame.band(0)[12 * 40 + 7]);
    assertEquals(alone.band(0)[12 * 40 + 7], frame.band(1)[12 * 40 + 7]);
    assertEquals(0, frame.flags()[12 * 40 + 29]);
    assertEquals(Flags.NODATA, frame.flags()[12 * 40 + 30], "one band is missing here");
    Frame filled =
        new Warper(grid, Kernel.CUBIC, 0.05)
            .warp(
                List.of(
                    both,
                    new SceneWindows(
                        List.of(fine, ArrayWindow.of(UTM, coarse, 20, 15, (c, r) -> 7)),
                        List.of(List.of(0), List.of(1)))),
                Displacement.NONE);
    assertEquals(7, filled.band(1)[12 * 40 + 30], "filled by the next scene");
    assertEquals(frame.band(1)[12 * 40 + 7], filled.band(1)[12 * 40 + 7]);
  }

  @Test
  void laterScenesOnlyFillNoData() throws IOException {
    ArrayWindow left = ArrayWindow.of(UTM, SOURCE, 20, 30, (c, r) -> 1);
    ArrayWindow all = ArrayWindow.of(UTM, SOURCE, 40, 20, (c, r) -> 2);
    Grid grid = grid(UTM, 500_000, 5_000_000, 10, 40, 30);
    Frame frame =
        new Warper(grid, Kernel.CUBIC, 0.05)
            .warp(List.of(SceneWindows.of(left), SceneWindows.of(all)), Displacement.NONE);
    assertEquals(1, frame.band(0)[5 * 40 + 19]);
    assertEquals(2, frame.band(0)[5 * 40 + 20]);
    assertEquals(1, frame.band(0)[25 * 40 + 3]);
    assertFalse(Flags.isValid(frame.flags()[25 * 40 + 20]));
  }

  @Test
  void detailFinerThanTheGridIsNotAliased() throws IOException {
    // A checkerboard of single pixels on a grid three times as coarse is an even grey.
    ArrayWindow checks = ArrayWindow.of(UTM, SOURCE, 300, 300, (c, r) -> (c + r) % 2 * 100);
    for (String crs : List.of(UTM, "EPSG:32634")) {
      double x0 = crs.equals(UTM) ? 500_500 : 29_500;
      double y0 = crs.equals(UTM) ? 4_999_500 : 5_017_000;
      Frame frame = warp(grid(crs, x0, y0, 30, 30, 30), checks, 0.13, 0.21);
      for (int i = 0; i < 900; i++) {
        assertEquals(50, frame.band(0)[i], 6, crs + " at " + i);
      }
    }
  }

  @Test
  void aSceneAcrossTheAntimeridianIsSampledFromBothSides() throws IOException {
    // Longitudes are 179 to 181; the grid's transform returns -180 to 180.
    GeoTransform degrees = new GeoTransform(179, 0.01, 0, -16, 0, -0.01);
    ArrayWindow window = ArrayWindow.of("EPSG:4326", degrees, 200, 200, (c, r) -> c);
    Frame frame = warp(grid("EPSG:32760", 760_000, 8_140_000, 1000, 120, 60), window, 0, 0);
    assertEquals(120 * 60, NaiveWarp.validPixels(frame));
    for (int c = 1; c < 120; c++) {
      double step = frame.band(0)[c] - frame.band(0)[c - 1];
      assertTrue(step > 0.5 && step < 1.5, "torn at column " + c);
    }
  }

  @Test
  void aSceneOutsideTheGridGivesAnEmptyFrame() throws IOException {
    ArrayWindow window = ArrayWindow.of(UTM, SOURCE, 20, 20, (c, r) -> 1);
    Frame near = warp(grid(UTM, 700_000, 5_000_000, 10, 20, 20), window, 0, 0);
    Frame far = warp(grid("EPSG:32733", 500_000, 9_000_000, 10, 20, 20), window, 0, 0);
    assertEquals(0, NaiveWarp.validPixels(near));
    assertEquals(0, NaiveWarp.validPixels(far));
  }

  @Test
  void aRotatedSceneIsResampledNorthUp() throws IOException {
    // Columns run south, rows run east.
    GeoTransform turned = new GeoTransform(500_000, 0, 10, 5_000_000, -10, 0);
    ArrayWindow window = ArrayWindow.of(UTM, turned, 60, 80, (c, r) -> 1000 * r + c);
    Frame frame = warp(grid(UTM, 500_100, 4_999_900, 10, 40, 30), window, 0, 0);
    assertEquals(1000 * (10 + 7) + (10 + 4), frame.band(0)[4 * 40 + 7], 0.05);
  }
}
