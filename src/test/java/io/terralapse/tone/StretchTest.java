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
    for (double value : new double[] {0.04, 0.08, 0.12}) {
      assertEquals(expected.colourOf(value) & 0xFF, actual.colourOf(value) & 0xFF, 8, "" + value);
    }
  }

  @Test
  void atMostTwoPerCentOfADateAreBlackOrWhiteWhateverIsShown() {
    Random random = new Random(9);
    for (TonePreset preset : TonePreset.values()) {
      ToneSettings settings = preset(preset, 1);
      List<ToneSample> dates = new ArrayList<>();
      for (int d = 0; d < 6; d++) {
        Frame frame = land(d, 0);
        for (int i = 0; i < SIDE * SIDE; i++) {
          // A long bright tail in the first channel, as soil has in the short-wave infrared.
          frame.band(0)[i] *= (float) Math.exp(0.5 * random.nextGaussian());
        }
        dates.add(sample(frame));
      }
      Stretch stretch = StretchEstimator.estimate(dates, settings, Quantity.REFLECTANCE);
      for (ToneSample date : dates) {
        for (int b = 0; b < 3; b++) {
          assertTrue(date.quantile(b, 20) > stretch.low(b), preset + " black " + b);
          assertTrue(date.quantile(b, 980) < stretch.high(b), preset + " white " + b);
        }
      }
    }
  }

  @Test
  void theShoulderKeepsWhatIsBrighterThanMostAndTheToeWhatIsDarker() {
    List<ToneSample> dates = new ArrayList<>();
    for (int d = 0; d < 4; d++) {
      Frame frame = land(d, 0);
      for (int i = 0; i < SIDE * SIDE / 100; i++) {
        for (int b = 0; b < 3; b++) {
          frame.band(b)[i] = 0.5f;
        }
      }
      dates.add(sample(frame));
    }
    Stretch stretch = estimate(dates);
    int[] codes = {0, 0, 0, 0, 0};
    double[] values = {0.045, 0.1, 0.25, 0.4, 0.5};
    for (int i = 0; i < codes.length; i++) {
      codes[i] = stretch.colourOf(values[i]) >> 8 & 0xFF;
      assertTrue(i == 0 || codes[i] > codes[i - 1] + 8, Arrays.toString(codes));
    }
    assertTrue(codes[0] > 0 && codes[4] < 256, Arrays.toString(codes));
    assertTrue(codes[1] > 70 && codes[1] < 150, Arrays.toString(codes));
    // Steeper in the middle than at the end.
    assertTrue((codes[1] - codes[0]) / 0.055 > 2 * (codes[4] - codes[3]) / 0.1);
  }

  @Test
  void curvesAreInvertedExactly() {
    ToneCurve curve = ToneCurve.through(1.5, 0.2, 0.17);
    double light = Math.pow(0.2, 1.5);
    double expected = light * (1 + curve.shoulder()) / (light + curve.shoulder());
    assertEquals(0.17, expected, 1e-12);
    double code = 1.055 * Math.pow(0.17, 1 / 2.4) - 0.055;
    assertEquals(0.2, curve.position(code), 1e-9);
    for (ToneCurve any : List.of(curve, ToneCurve.LINEAR, ToneCurve.LOGARITHMIC)) {
      assertEquals(0, any.position(0), 1e-12);
      assertEquals(1, any.position(1), 1e-12);
    }
    // 20 dB below white is 1 % of its intensity.
    assertEquals(0.09, ToneCurve.LOGARITHMIC.position(0.5), 0.005);
  }

  @Test
  void saturationMovesColoursFromTheirGrey() {
    Frame frame = new Frame(2, 1, new float[][] {{100, 250}, {150, 250}, {50, 250}}, new byte[2]);
    for (double saturation : new double[] {0, 0.5, 1, 1.5}) {
      Stretch stretch =
          new Stretch(
              new double[3],
              new double[] {255, 255, 255},
              1,
              ToneCurve.LINEAR,
              saturation,
              0,
              Optional.empty());
      int[] rgb = stretch.apply(frame).rgb();
      double luma = 0.2126 * 100 + 0.7152 * 150 + 0.0722 * 50;
      assertEquals(luma + saturation * (100 - luma), rgb[0] >> 16, 1);
      assertEquals(luma + saturation * (150 - luma), rgb[0] >> 8 & 0xFF, 1);
      assertEquals(luma + saturation * (50 - luma), rgb[0] & 0xFF, 1);
      assertEquals(0xFAFAFA, rgb[1]);
    }
  }

  @Test
  void saturationClipsNoChannelAndKeepsHue() {
    Frame frame = new Frame(2, 1, new float[][] {{20, 250}, {90, 160}, {60, 120}}, new byte[2]);
    Stretch stretch =
        new Stretch(
            new double[3],
            new double[] {255, 255, 255},
            1,
            ToneCurve.LINEAR,
            3,
            0,
            Optional.empty());
    for (int rgb : stretch.apply(frame).rgb()) {
      for (int shift = 0; shift <= 16; shift += 8) {
        int code = rgb >> shift & 0xFF;
        assertTrue(code > 0 && code < 255, Integer.toHexString(rgb));
      }
    }
    int sea = stretch.apply(frame).rgb()[0];
    double before = (90 - 60) / (90.0 - 20);
    int green = sea >> 8 & 0xFF;
    double after = (green - (sea & 0xFF)) / (double) (green - (sea >> 16));
    assertEquals(before, after, 0.03, "hue");
  }

  private static ToneSettings preset(TonePreset preset, double saturation) {
    return new ToneSettings(
        Optional.empty(), 1, 0, preset, saturation, Deflicker.GAIN, Optional.empty());
  }

  @Test
  void presetsDifferInContrastAndColour() {
    List<ToneSample> dates = List.of(sample(land(1, 0)), sample(land(2, 0)));
    double[] slopes = new double[3];
    double[] saturations = new double[3];
    for (TonePreset preset : List.of(TonePreset.FLAT, TonePreset.NATURAL, TonePreset.VIVID)) {
      int i = preset == TonePreset.FLAT ? 0 : preset == TonePreset.NATURAL ? 1 : 2;
      Stretch stretch = StretchEstimator.estimate(dates, preset(preset, 1), Quantity.REFLECTANCE);
      slopes[i] = (stretch.colourOf(0.14) >> 8 & 0xFF) - (stretch.colourOf(0.06) >> 8 & 0xFF);
      saturations[i] = stretch.saturation();
    }
    assertTrue(slopes[0] < slopes[1] && slopes[1] < slopes[2], Arrays.toString(slopes));
    assertEquals("[0.9, 1.0, 1.25]", Arrays.toString(saturations));
  }

  @Test
  void decibelsAreInProportionOverAtLeastTwelve() {
    float[][] values = new float[1][256];
    for (int i = 0; i < 256; i++) {
      values[0][i] = -14 + i / 64f;
    }
    Frame frame = new Frame(256, 1, values, new byte[256]);
    Stretch stretch =
        StretchEstimator.estimate(List.of(sample(frame)), preset(TonePreset.RADAR, 1), Quantity.DB);
    assertEquals(ToneCurve.LINEAR, stretch.curve());
    assertTrue(stretch.high(0) - stretch.low(0) >= 12, stretch.low(0) + " to " + stretch.high(0));
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
