package io.terralapse.align.core.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EdgeConfidenceTest {
  @Test
  void theBinomialTailIsTheSumOfItsTerms() {
    for (int k = 0; k <= 12; k++) {
      double sum = 0;
      for (int i = k; i <= 12; i++) {
        double c = 1;
        for (int j = 1; j <= i; j++) {
          c = c * (12 - j + 1) / j;
        }
        sum += c * Math.pow(0.02, i) * Math.pow(0.98, 12 - i);
      }
      assertEquals(Math.log10(Math.min(1, sum)), EdgeConfidence.log10Tail(12, k, 0.02), 1e-9);
    }
  }

  @Test
  void scoreIsOneHalfAtTheThreshold() {
    assertEquals(0.5, EdgeConfidence.score(2.5, 2.5));
    assertEquals(0, EdgeConfidence.score(0, 2.5));
    assertEquals(0, EdgeConfidence.score(Double.NaN, 2.5));
    assertTrue(EdgeConfidence.score(25, 2.5) > 0.98);
  }
}
