package io.terralapse.warp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.terralapse.grid.GridSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelTest {
  @ParameterizedTest
  @EnumSource
  void everyResamplingOfGridRHasItsKernel(GridSettings.Resampling resampling) {
    assertEquals(resampling.name(), Kernel.named(resampling.name()).name());
  }

  @Test
  void namesAreReadInAnyCaseAndUnknownOnesAreRejected() {
    assertSame(Kernel.CUBIC, Kernel.named("cubic"));
    assertThrows(IllegalArgumentException.class, () -> Kernel.named("lanczos"));
  }

  @ParameterizedTest
  @EnumSource
  void weightsSumToOne(Kernel kernel) {
    for (double scale : new double[] {1, 2.5}) {
      for (double position : new double[] {7.5, 7.6, 8.01}) {
        int taps = kernel.taps(scale);
        float[] weights = new float[taps + 1];
        kernel.weights(position, kernel.firstTap(position, taps), taps, scale, weights, 1);
        double sum = 0;
        for (float weight : weights) {
          sum += weight;
        }
        assertEquals(1, sum, 1e-6, kernel + " x " + scale + " at " + position);
      }
    }
  }
}
