package io.terralapse.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.furniture.Place;
import io.terralapse.geo.Crs;
import io.terralapse.geo.GridPole;
import io.terralapse.model.Grid;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramePlaceTest {

  private static Place place(String crs, double x, double y, double pixel, int height) {
    Grid grid = new Grid(crs, x, y, pixel, pixel, 1280, height);
    return FramePlace.find(grid, GridPole.findIn(grid)).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    // The whole world, and maps that are wider than it or nearly as wide.
    "EPSG:4326, -180, 90, 0.28125, 640, 360, 180",
    "EPSG:4326, -170, 80, 0.265625, 600, 340, 159.4",
    "EPSG:3857, -21350000, 13000000, 33360, 720, 360, 144",
    "EPSG:3857, -18924313, 13000000, 29569, 720, 340, 134.7",
    // Pixels around a pole.
    "EPSG:3413, -800000, 450000, 1250, 720, 360, 8.5"
  })
  void wideFramesHaveTheirWholeWidth(
      String crs, double x, double y, double pixel, int height, double width, double up) {
    Place found = place(crs, x, y, pixel, height);
    assertTrue(found.isSound(), found.toString());
    assertEquals(width, found.widthDegrees(), 1);
    assertEquals(up, found.heightDegrees(), 2);
  }

  @Test
  void narrowFramesAreThoseOfTheirEdges() {
    Place found = place("EPSG:32633", 500_000, 5_100_000, 20, 720);
    assertEquals(15.165, found.longitude(), 1e-3);
    assertEquals(45.99, found.latitude(), 1e-2);
    assertEquals(0.33, found.widthDegrees(), 1e-2);
    assertEquals(0.13, found.heightDegrees(), 1e-2);
    // Across the antimeridian.
    assertEquals(2, place("EPSG:4326", 179, 10, 2.0 / 1280, 720).widthDegrees(), 1e-9);
  }

  @Test
  void aCentreBesideTheMapIsNotSound() {
    assertFalse(place("EPSG:3035", 4e9, 3e9, 100, 720).isSound());
    Grid pixels = new Grid(Crs.PIXELS, 0, 0, 1, 1, 640, 360);
    assertEquals(Optional.empty(), FramePlace.find(pixels, Optional.empty()));
  }
}
