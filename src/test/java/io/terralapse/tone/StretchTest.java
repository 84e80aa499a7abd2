package io.terralapse.tone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.Picture;
import io.terralapse.model.Quantity;
import io.terralapse.model.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StretchTest {
  private static final int SIDE = 64;

  private static Frame land(long seed, double cloud) {
    Random random = new Random(seed);
    float[][] bands = new float[3][SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      double light = 0.02 + 0.2 * random.nextDouble();
      boolean cloudy = random.nextDouble() < cloud;
      for (int b = 0; b < 3; b++) {
        bands[b][i] = (float) (cloudy ? 0.7 + 0.2 * random.nextDouble() : light + 0.02 * b);
      }
    }
    return new Frame(SIDE, SIDE, bands, new byte[SIDE * SIDE]);
  }

  private static ToneSample sample(Frame frame) {
    boolean[] inside = new boolean[frame.flags().length];
    Arrays.fill(inside, true);
    return ToneSample.of(frame, inside);
  }

  private static Stretch estimate(List<ToneSample> samples) {
    return StretchEstimator.estimate(samples, ToneSettings.DEFAULTS, Quantity.REFLECTANCE);
  }

  @Test
  void codesAreTheNearestToTheExactValueForEveryGamma() {
    Random random = new Random(5);
    for (double gamma : new double[] {0.5, 1, 1.7, 2.4}) {
      Stretch stretch = new Stretch(new double[] {-1}, new double[] {3}, gamma, 0);
      Frame frame = new Frame(SIDE, SIDE, 1);
      Arrays.fill(frame.flags(), (byte) 0);
      float[] values = frame.band(0);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (-1.5 + 5 * random.nextDouble());
      }
      Picture picture = stretch.apply(frame);
      for (int i = 0; i < values.length; i++) {
        double t = Math.max(0, Math.min(1, (values[i] + 1) / 4));
        double exact = 255 * Math.pow(t, 1 / gamma);
        assertEquals(exact, picture.rgb()[i] & 0xFF, 0.5001);
        assertEquals((picture.rgb()[i] & 0xFF) * 0x010101, picture.rgb()[i]);
      }
    }
  }

  @Test
  void bandsBecomeRedGreenAndBlue() {
    Stretch stretch = new Stretch(new double[3], new double[] {255, 255, 255}, 1, 0);
    Frame frame = new Frame(1, 1, new float[][] {{10}, {20}, {30}}, new byte[1]);
    assertEquals(0x0A141E, stretch.apply(frame).rgb()[0]);
  }

  @Test
  void noDataAndNanBecomeTheBackground() {
    for (double gamma : new double[] {1, 2}) {
      Stretch stretch = new Stretch(new double[3], new double[] {1, 1, 1}, gamma, 0x123456);
      float[][] bands = {{1, Float.NaN, 1}, {1, 1, 1}, {1, 1, Float.NaN}};
      Frame frame = new Frame(3, 1, bands, new byte[] {Flags.NODATA, 0, 0});
      int[] expected = {0x123456, 0x123456, 0x123456};
      assertEquals(Arrays.toString(expected), Arrays.toString(stretch.apply(frame).rgb()));
    }
  }

  @Test
  void aThirdOfOvercastDatesDoesNotDarkenTheOthers() {
    List<ToneSample> clear = new ArrayList<>();
    List<ToneSample> mixed = new ArrayList<>();
    for (int d = 0; d < 12; d++) {
      clear.add(sample(land(d, 0)));
      mixed.add(sample(land(d, d % 3 == 0 ? 1 : 0)));
    }
    Stretch expected = estimate(clear);
    Stretch actual = estimate(mixed);
    for (int b = 0; b < 3; b++) {
      assertEquals(expected.low(b), actual.low(b), 0.005);
      assertEquals(expected.high(b), actual.high(b), 0.01);
    }
  }

  @Test
  void theOrderOfTheDatesDoesNotMatter() {
    List<ToneSample> dates = List.of(sample(land(1, 0)), sample(land(2, 0.3)), sample(land(3, 1)));
    List<ToneSample> turned = List.of(dates.get(2), dates.get(0), dates.get(1));
    assertEquals(estimate(dates).high(1), estimate(turned).high(1));
  }

  @Test
  void maskedCloudsAreIgnored() {
    Frame masked = land(1, 0);
    Frame cloudy = land(1, 0);
    for (int i = 0; i < SIDE * SIDE; i += 3) {
      cloudy.band(1)[i] = 0.9f;
      cloudy.flags()[i] = Flags.CLOUD;
      masked.flags()[i] = Flags.NODATA;
    }
    assertEquals(
        estimate(List.of(sample(masked))).high(1), estimate(List.of(sample(cloudy))).high(1));
  }

  @Test
  void displayValuesKeepColoursAndNearlyKeepContrast() {
    float[][] bands = new float[3][256];
    for (int i = 0; i < 256; i++) {
      bands[0][i] = 60 + i / 4f;
      bands[1][i] = 80 + i / 4f;
      bands[2][i] = 50 + i / 4f;
    }
    Frame dim = new Frame(256, 1, bands, new byte[256]);
    Stretch stretch =
        StretchEstimator.estimate(List.of(sample(dim)), ToneSettings.DEFAULTS, Quantity.DISPLAY);
    assertEquals(stretch.low(0), stretch.low(2));
    assertEquals(stretch.high(0), stretch.high(2));
    assertTrue(255 / (stretch.high(0) - stretch.low(0)) < 1.5);
  }

  @Test
  void emptyConstantAndMissingDatesGiveAValidStretch() {
    Frame empty = new Frame(4, 4, 3);
    Frame constant = new Frame(4, 4, new float[3][16], new byte[16]);
    Frame nan = new Frame(4, 4, new float[3][16], new byte[16]);
    Arrays.fill(nan.band(0), Float.NaN);
    assertTrue(sample(empty).isEmpty());
    assertTrue(sample(nan).isEmpty());
    for (Quantity quantity : Quantity.values()) {
      for (Frame frame : List.of(empty, constant, nan)) {
        Stretch stretch =
            StretchEstimator.estimate(List.of(sample(frame)), ToneSettings.DEFAULTS, quantity);
        assertTrue(stretch.high(0) > stretch.low(0));
        stretch.apply(frame);
      }
      StretchEstimator.estimate(List.of(), ToneSettings.DEFAULTS, quantity);
    }
  }

  @Test
  void aFixedRangeIsUsed() {
    ToneSettings fixed =
        new ToneSettings(Optional.of(new ToneSettings.Range(0.1, 0.4)), 1.2, 0xFFFFFF);
    Stretch stretch =
        StretchEstimator.estimate(List.of(sample(land(1, 0))), fixed, Quantity.REFLECTANCE);
    assertEquals(0.1, stretch.low(2));
    assertEquals(0.4, stretch.high(0));
    assertEquals(1.2, stretch.gamma());
  }

  @Test
  void aDescendingRangeIsAUsageError() {
    ToneSettings wrong = new ToneSettings(Optional.of(new ToneSettings.Range(2, 1)), 1, 0);
    UserError error =
        assertThrows(
            UserError.class,
            () -> StretchEstimator.estimate(List.of(), wrong, Quantity.REFLECTANCE));
    assertTrue(String.valueOf(error.getMessage()).startsWith("look.stretch"));
  }
}
