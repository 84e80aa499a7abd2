package io.terralapse.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Grid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeographicPositionTest {
  private static GeographicPosition centre(String crs, double x, double y, double pixel) {
    Grid grid = new Grid(crs, x - 10 * pixel, y + 5 * pixel, pixel, 10, 20, 10);
    return GeographicPosition.centreOf(grid).orElseThrow();
  }

  /** The short way without GeoTools gives what the transform gives. */
  @ParameterizedTest
  @CsvSource({
    "EPSG:32633, 512345, 5100000", "EPSG:32756, 334000, 6252000", "EPSG:26914, 488000, 5207000",
    "EPSG:32601, 166021, 100", "EPSG:32760, 833000, 9999900", "EPSG:32631, 400000, 9300000"
  })
  void zonesAreConvertedAsByTheTransform(String crs, double x, double y) {
    GeographicPosition position = centre(crs, x, y, 10);
    double[] expected = {x, y};
    Transforms.between(Crs.of(crs), Crs.lonLat()).apply(expected, 1);
    assertEquals(expected[0], position.lon(), 2e-6);
    assertEquals(expected[1], position.lat(), 2e-6);
  }

  @Test
  void otherSystemsAreTransformed() {
    GeographicPosition mercator = centre("EPSG:3857", 1_669_792.36, 5_780_349.22, 10);
    assertEquals(15, mercator.lon(), 1e-5);
    assertEquals(46, mercator.lat(), 1e-5);
    GeographicPosition degrees = centre("EPSG:4326", 15, 46, 0.001);
    assertEquals(15, degrees.lon(), 1e-9);
    assertEquals(46, degrees.lat(), 1e-9);
  }

  @Test
  void longitudesBeyondTheDateLineAreTurnedBack() {
    assertEquals(-179, centre("EPSG:4326", 181, 10, 0.001).lon(), 1e-9);
  }

  @Test
  void imagesWithoutGeoreferenceAreNowhere() {
    Grid grid = new Grid(Crs.PIXELS, 0, 0, 1, Double.NaN, 20, 10);
    assertTrue(GeographicPosition.centreOf(grid).isEmpty());
  }
}
