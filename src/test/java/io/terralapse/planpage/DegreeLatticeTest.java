package io.terralapse.planpage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.geo.Crs;
import io.terralapse.geo.Transforms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;

/** Degrees between the points of the lattice are as accurate as it says. */
class DegreeLatticeTest {
  private static final double METRES_PER_DEGREE = 111_320;

  @ParameterizedTest
  @CsvSource({
    "EPSG:32633, 400000, 5000000, 110000",
    "EPSG:32633, 400000, 5000000, 500000",
    "EPSG:3857, -8300000, 4900000, 200000",
    "EPSG:3413, -200000, -2300000, 150000",
    "EPSG:4326, 14, 45, 2"
  })
  void theErrorIsAtMostWhatIsStated(String name, double x, double y, double side) {
    Crs crs = Crs.of(name);
    Envelope extent = new Envelope(x, x + side, y, y + side);
    DegreeLattice lattice = DegreeLattice.of(crs, extent);
    assertTrue(lattice.errorM() < 1 || lattice.steps() == DegreeLattice.MOST_STEPS);
    for (int i = 0; i < 400; i++) {
      double u = (i * 0.618034) % 1;
      double v = (i * 0.414214) % 1;
      double[] exact = {x + u * side, y + v * side};
      Transforms.between(crs, Crs.lonLat()).apply(exact, 1);
      double[] there = interpolated(lattice, u, v);
      double east =
          Math.IEEEremainder(there[0] - exact[0], 360)
              * METRES_PER_DEGREE
              * Math.cos(Math.toRadians(exact[1]));
      double north = (there[1] - exact[1]) * METRES_PER_DEGREE;
      assertEquals(0, Math.hypot(east, north), 1.1 * lattice.errorM() + 0.01, name + " " + u);
    }
  }

  @Test
  void longitudesDoNotJumpAtTheAntimeridian() {
    double[] lonLat =
        DegreeLattice.of(Crs.of("EPSG:32601"), new Envelope(100_000, 300_000, 7e6, 7.2e6)).lonLat();
    for (int i = 2; i < lonLat.length; i += 2) {
      assertTrue(Math.abs(lonLat[i] - lonLat[i - 2]) < 10, "at " + i);
    }
  }

  private static double[] interpolated(DegreeLattice lattice, double u, double v) {
    int steps = lattice.steps();
    double[] points = lattice.lonLat();
    int column = Math.min(steps - 1, (int) (u * steps));
    int row = Math.min(steps - 1, (int) (v * steps));
    double s = u * steps - column;
    double t = v * steps - row;
    double[] result = new double[2];
    for (int k = 0; k < 2; k++) {
      int low = 2 * (row * (steps + 1) + column) + k;
      int high = low + 2 * (steps + 1);
      result[k] =
          (1 - t) * ((1 - s) * points[low] + s * points[low + 2])
              + t * ((1 - s) * points[high] + s * points[high + 2]);
    }
    return result;
  }
}
