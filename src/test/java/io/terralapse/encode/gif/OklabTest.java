package io.terralapse.encode.gif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OklabTest {
  @Test
  void conversionAndItsInverseAgree() {
    float[] lab = new float[3];
    for (int i = 0; i < 4096; i++) {
      int rgb = ((i & 15) * 17) << 16 | (((i >> 4) & 15) * 17) << 8 | (i >> 8) * 17;
      Oklab.convert(rgb, lab, 0, 1);
      assertEquals(rgb, Oklab.toRgb(lab[0], lab[1], lab[2]), Integer.toHexString(rgb));
    }
  }

  @Test
  void stepsOfGreyAreAboutEqual() {
    float[] before = new float[3];
    float[] after = new float[3];
    for (int grey = 0; grey < 255; grey++) {
      Oklab.convert(grey * 0x010101, before, 0, 1);
      Oklab.convert((grey + 1) * 0x010101, after, 0, 1);
      float step = after[0] - before[0];
      assertTrue(step > 0.0015 && step < 0.006, grey + ": " + step);
      assertEquals(0, after[1], 1e-3);
      assertEquals(0, after[2], 1e-3);
    }
  }
}
