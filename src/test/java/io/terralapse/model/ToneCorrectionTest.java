package io.terralapse.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ToneCorrectionTest {
  private static ToneCorrection correction(double gain, double offset, double ceiling) {
    return new ToneCorrection(
        ToneCorrection.Method.FULL, List.of(gain), List.of(offset), ceiling, 0, 0, 0, "");
  }

  private static ContentKey key(ToneCorrection correction) {
    ContentDigest digest = new ContentDigest();
    correction.addTo(digest);
    return digest.key();
  }

  @Test
  void valuesAreMultipliedAndMoved() {
    float[] values = {0, 1, 2, Float.NaN};
    correction(1.5, -0.25, 0).apply(new Frame(4, 1, new float[][] {values}, new byte[4]));
    assertArrayEquals(new float[] {-0.25f, 1.25f, 2.75f, Float.NaN}, values);
    assertEquals(2.75, correction(1.5, -0.25, 0).apply(0, 2));
  }

  @Test
  void whiteStaysWhiteAndTheOrderOfTonesIsKept() {
    ToneCorrection darker = correction(0.8, 0, 255);
    float[] values = new float[256];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    darker.apply(new Frame(256, 1, new float[][] {values}, new byte[256]));
    assertEquals(80, values[100], 1e-4);
    assertEquals(255, values[255]);
    for (int i = 1; i < values.length; i++) {
      assertTrue(values[i] > values[i - 1], "code " + i);
      assertEquals(darker.apply(0, i), values[i], 1e-4);
    }
    assertEquals(280, correction(1.12, 0, 255).apply(0, 250), 1e-9);
  }

  @Test
  void aCurveLeavesBlackAndWhiteWhereTheyAre() {
    for (double gain : new double[] {0.75, 1.3}) {
      ToneCorrection curve =
          new ToneCorrection(
              ToneCorrection.Method.GAIN, List.of(gain), List.of(0.0), 255, 60, 0, 0, "");
      float[] values = new float[256];
      for (int i = 0; i < values.length; i++) {
        values[i] = i;
      }
      curve.apply(new Frame(256, 1, new float[][] {values}, new byte[256]));
      assertEquals(0, values[0]);
      assertEquals(255, values[255]);
      assertEquals(100 * gain, values[100], 1e-4);
      for (int i = 1; i < values.length; i++) {
        assertTrue(values[i] > values[i - 1], "gain " + gain + ", code " + i);
        assertEquals(curve.apply(0, i), values[i], 1e-4);
      }
    }
    ToneCorrection straight = correction(1.1, 0, 255);
    ToneCorrection curve =
        new ToneCorrection(
            ToneCorrection.Method.FULL, List.of(1.1), List.of(0.0), 255, 60, 0, 0, "");
    assertNotEquals(key(straight), key(curve));
  }

  @Test
  void aCorrectionThatChangesNothingHasOneKey() {
    assertEquals(key(ToneCorrection.OFF), key(ToneCorrection.kept(3, 1, "so.")));
    assertNotEquals(key(ToneCorrection.OFF), key(correction(1.1, 0, 0)));
    assertNotEquals(key(correction(1.1, 0, 0)), key(correction(1.1, 0.01, 0)));
    assertNotEquals(key(correction(1.1, 0, 0)), key(correction(1.1, 0, 255)));
  }

  @Test
  void gainsThatAreNoneAreRefused() {
    for (double gain : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> correction(gain, 0, 0));
    }
    assertThrows(IllegalArgumentException.class, () -> correction(1, Double.NaN, 0));
  }
}
