package io.terralapse.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StereographicOriginTest {
  /** The Netherlands and Romania with a change of datum, New Brunswick without one. */
  @ParameterizedTest
  @CsvSource({"28992, 155000, 463000", "3844, 500000, 500000", "2953, 2500000, 7500000"})
  void positionsNearTheOriginReturnToWhereTheyWere(int epsg, double x, double y) {
    Crs crs = Crs.of("EPSG:" + epsg);
    for (double distance : new double[] {0.5, 3, 6, 7.9, 8.1, 30}) {
      for (int k = 0; k < 8; k++) {
        double east = x + distance * Math.cos(k);
        double north = y + distance * Math.sin(k);
        double[] at = {east, north};
        Transforms.between(crs, Crs.lonLat()).apply(at, 1);
        Transforms.between(Crs.lonLat(), crs).apply(at, 1);
        assertEquals(east, at[0], 0.002);
        assertEquals(north, at[1], 0.002);
      }
    }
  }
}
