package io.terralapse.geo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HelmertTest {
  private static final double[] WGS72 = {3_657_660.66, 255_768.55, 5_201_382.11};
  private static final double[] WGS84 = {3_657_660.78, 255_778.43, 5_201_387.75};

  /** The example of IOGP Guidance Note 7-2 for method 1033: WGS 72 to WGS 84. */
  @Test
  void rotatesThePositionVector() {
    double[] xyz = WGS72.clone();
    new Helmert(0, 0, 4.5, 0, 0, 0.554, 0.219).apply(xyz);
    assertArrayEquals(WGS84, xyz, 0.01);
  }

  @Test
  void theInverseIsExact() {
    Helmert helmert = new Helmert(598, 73, 418, 20, -4, 25, 67);
    double[] xyz = WGS72.clone();
    helmert.apply(xyz);
    helmert.applyInverse(xyz);
    assertArrayEquals(WGS72, xyz, 1e-8);
  }

  @Test
  void onlyParametersOfZeroChangeNothing() {
    assertTrue(new Helmert(0, 0, 0, 0, 0, 0, 0).isZero());
    assertFalse(new Helmert(0, 0, 0, 0, 0, 0, 1e-3).isZero());
    assertFalse(new Helmert(0, 0, 0, 0, 0, 1e-3, 0).isZero());
  }
}
