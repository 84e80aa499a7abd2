package io.terralapse.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Grid;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridPoleTest {

  @ParameterizedTest
  @CsvSource({
    "EPSG:3413, -300000, 200000, 90", "EPSG:3995, -300000, 200000, 90",
    "EPSG:3031, -300000, 200000, -90", "EPSG:5041, 1700000, 2200000, 90",
    "EPSG:5042, 1700000, 2200000, -90"
  })
  void isFoundInPolarFrames(String crs, double x, double y, double latitude) {
    GridPole pole = GridPole.findIn(new Grid(crs, x, y, 1000, 1000, 640, 360)).orElseThrow();
    assertEquals(latitude, pole.latitude());
    assertEquals(300, pole.column(), 1e-3);
    assertEquals(200, pole.row(), 1e-3);
  }

  @ParameterizedTest
  @CsvSource({
    "EPSG:3413, 10000, 200000, 1000", "EPSG:3413, -300000, -10000, 1000",
    "EPSG:32633, 500000, 5100000, 20", "EPSG:3857, -20000000, 20000000, 60000"
  })
  void isNotFoundBesideThemOrElsewhere(String crs, double x, double y, double pixel) {
    assertEquals(Optional.empty(), GridPole.findIn(new Grid(crs, x, y, pixel, pixel, 640, 360)));
  }

  @Test
  void poleLinesAndPixelsHaveNone() {
    assertTrue(GridPole.findIn(new Grid("EPSG:4326", -180, 90, 0.5, 1, 720, 360)).isEmpty());
    assertTrue(
        GridPole.findIn(new Grid("EPSG:4087", -2.1e7, 1.1e7, 60_000, 1, 720, 380)).isEmpty());
    assertTrue(GridPole.findIn(new Grid(Crs.PIXELS, 0, 0, 1, 1, 640, 360)).isEmpty());
  }
}
