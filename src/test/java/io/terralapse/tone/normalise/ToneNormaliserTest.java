package io.terralapse.tone.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Frame;
import io.terralapse.model.Quantity;
import io.terralapse.model.ToneCorrection;
import io.terralapse.model.ToneCorrection.Method;
import io.terralapse.tone.Deflicker;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ToneNormaliserTest {
  private static final double[] NONE = {0, 0, 0};
  private static final double[] ONES = {1, 1, 1};
  private static final int DATES = 9;

  private static double[] gains(Random random, double most) {
    return random.doubles(ToneSeries.BANDS, 1 - most, 1 + most).toArray();
  }

  /** The largest step of any channel from frame to frame over the land outside a part. */
  private static double flicker(ToneSeries series, List<ToneCorrection> tones, double part) {
    double most = 0;
    for (int b = 0; b < ToneSeries.BANDS; b++) {
      for (int d = 1; d < tones.size(); d++) {
        double before = series.median(d - 1, tones.get(d - 1), b, part, false);
        double now = series.median(d, tones.get(d), b, part, false);
        most = Math.max(most, Math.abs(Math.log(now / before)));
      }
    }
    return most;
  }

  @Test
  void gainsWithinTheLimitAreRecovered() throws Exception {
    Random random = new Random(3);
    ToneSeries series = new ToneSeries();
    for (int d = 0; d < DATES; d++) {
      series.add(gains(random, 0.08), NONE, (b, i) -> 1);
    }
    List<ToneCorrection> tones = series.normalise(Deflicker.GAIN, Quantity.REFLECTANCE);
    assertTrue(tones.stream().allMatch(tone -> tone.method() == Method.GAIN), tones.toString());
    assertTrue(flicker(series, tones, 0) < 0.008, "flicker " + flicker(series, tones, 0));
    assertTrue(tones.stream().allMatch(tone -> tone.residual() < 0.01), tones.toString());
  }

  @Test
  void aGainIsAtMostTwentyPerCent() throws Exception {
    ToneSeries series = new ToneSeries();
    for (int d = 0; d < DATES; d++) {
      double gain = d == 4 ? 1.6 : 1;
      series.add(new double[] {gain, gain, gain}, NONE, (b, i) -> 1);
    }
    ToneCorrection bright = series.normalise(Deflicker.GAIN, Quantity.REFLECTANCE).get(4);
    assertEquals(1 / 1.2, bright.gain().get(0), 1e-9);
  }

  @Test
  void noChannelGetsAnOffsetWhereOneCannot() throws Exception {
    ToneSeries series = new ToneSeries();
    for (int d = 0; d < DATES; d++) {
      // Thick haze in the last channel: what is dark there is not much darker than what is bright.
      double haze = d % 2 == 0 ? 0.02 : 0;
      series.add(new double[] {1, 1, 1}, new double[] {haze, haze, 0.6 + haze}, (b, i) -> 1);
    }
    for (ToneCorrection tone : series.normalise(Deflicker.FULL, Quantity.REFLECTANCE)) {
      assertEquals(Method.FULL, tone.method());
      for (double offset : tone.offset()) {
        assertEquals(0, offset, 0.002, tone.toString());
      }
    }
  }

  /** Land is pale and of less contrast every other month, as haze would make it; water is not. */
  @Test
  void aSeasonThatLooksLikeHazeDoesNotBlackenWater() throws Exception {
    ToneSeries series = new ToneSeries();
    series.add(ONES, NONE, (b, i) -> 1);
    Frame land = series.frame(0);
    for (int d = 1; d < DATES; d++) {
      boolean dry = d % 2 == 1;
      series.add(
          ONES,
          NONE,
          (b, i) -> {
            double value = land.band(b)[i];
            return dry && land.band(1)[i] > 0.033 ? (0.85 * value + 0.02) / value : 1;
          });
    }
    List<ToneCorrection> tones = series.normalise(Deflicker.FULL, Quantity.REFLECTANCE);
    for (int d = 0; d < DATES; d++) {
      for (int b = 0; b < ToneSeries.BANDS; b++) {
        assertEquals(0.03, tones.get(d).apply(b, 0.03), 0.008, d + " " + tones.get(d));
      }
    }
  }

  @Test
  void gainsAndHazeAreTakenAwayAndAChangeOfATenthIsKept() throws Exception {
    Random random = new Random(11);
    ToneSeries series = new ToneSeries();
    for (int d = 0; d < DATES; d++) {
      double change = d >= 5 ? 1.2 : 1;
      double haze = 0.015 * random.nextDouble();
      series.add(
          gains(random, 0.2),
          new double[] {0.5 * haze, 0.75 * haze, haze},
          (b, i) -> ToneSeries.isInPart(i, 0.1) ? change : 1);
    }
    List<ToneCorrection> tones = series.normalise(Deflicker.FULL, Quantity.REFLECTANCE);
    assertTrue(flicker(series, tones, 0.1) < 0.01, "flicker " + flicker(series, tones, 0.1));
    double step =
        Math.log(
            series.median(5, tones.get(5), 1, 0.1, true)
                / series.median(4, tones.get(4), 1, 0.1, true));
    assertTrue(step > 0.9 * Math.log(1.2), "step " + step);
  }

  @Test
  void aHarvestOfMostOfTheAreaIsKept() throws Exception {
    Random random = new Random(12);
    double[] harvest = {1.75, 1.5, 1.3};
    ToneSeries series = new ToneSeries();
    for (int d = 0; d < DATES; d++) {
      boolean harvested = d >= 5;
      series.add(
          gains(random, 0.08),
          NONE,
          (b, i) -> harvested && ToneSeries.isInPart(i, 0.6) ? harvest[b] : 1);
    }
    List<ToneCorrection> tones = series.normalise(Deflicker.GAIN, Quantity.REFLECTANCE);
    for (int b = 0; b < ToneSeries.BANDS; b++) {
      double step =
          Math.log(
              series.median(5, tones.get(5), b, 0.6, true)
                  / series.median(4, tones.get(4), b, 0.6, true));
      assertTrue(step > 0.8 * Math.log(harvest[b]), b + ": step " + step);
    }
    assertTrue(flicker(series, tones, 0.6) < 0.02, "flicker " + flicker(series, tones, 0.6));
  }

  @Test
  void cloudIsNotCompared() throws Exception {
    ToneSeries series = new ToneSeries();
    for (int d = 0; d < DATES; d++) {
      double gain = d == 3 ? 1.1 : 1;
      series.add(new double[] {gain, gain, gain}, NONE, (b, i) -> 1);
    }
    series.cloud(3, 0.8);
    ToneCorrection cloudy = series.normalise(Deflicker.GAIN, Quantity.REFLECTANCE).get(3);
    assertEquals(1 / 1.1, cloudy.gain().get(1), 0.008);
  }

  @Test
  void landThatIsAnotherOnEveryDateHasNoGainsAndTheReasonIsSaid() throws Exception {
    ToneSeries series = new ToneSeries();
    for (int d = 0; d < DATES; d++) {
      Random random = new Random(d);
      double[] factors = random.doubles(ToneSeries.WIDTH * ToneSeries.HEIGHT, -1, 1).toArray();
      series.add(
          new double[] {1, 1, 1},
          NONE,
          (b, i) -> Math.exp(factors[(i * 7 + b * 131) % factors.length]));
    }
    for (ToneCorrection tone : series.normalise(Deflicker.GAIN, Quantity.REFLECTANCE)) {
      assertTrue(tone.method() == Method.KEPT || tone.method() == Method.LEVELS, tone.toString());
      assertTrue(tone.reason().contains("unchanged"), tone.reason());
      assertTrue(tone.reason().endsWith("."), tone.reason());
      tone.gain().forEach(gain -> assertEquals(1, gain, 0.1));
    }
  }

  @Test
  void publishedDatesKeepTheirsAndOthersFollowThem() throws Exception {
    ToneSeries series = new ToneSeries();
    for (int d = 0; d < DATES; d++) {
      series.add(new double[] {1, 1, 1}, NONE, (b, i) -> 1);
    }
    ToneCorrection darker =
        new ToneCorrection(
            Method.GAIN, List.of(0.9, 0.9, 0.9), List.of(0.0, 0.0, 0.0), 0, 0, 50, 0, "");
    for (int d = 0; d < DATES - 1; d++) {
      series.publish(d, darker);
    }
    List<ToneCorrection> tones = series.normalise(Deflicker.GAIN, Quantity.REFLECTANCE);
    for (int d = 0; d < DATES - 1; d++) {
      assertEquals(darker, tones.get(d));
    }
    assertEquals(0.9, tones.get(DATES - 1).gain().get(2), 0.005);
  }

  @Test
  void decibelsAreMovedByAnOffset() throws Exception {
    ToneSeries series = new ToneSeries();
    for (int d = 0; d < DATES; d++) {
      double gain = d == 4 ? 1.1 : 1;
      series.add(new double[] {gain, gain, gain}, NONE, (b, i) -> 1);
      for (int b = 0; b < ToneSeries.BANDS; b++) {
        float[] values = series.frame(d).band(b);
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (10 * Math.log10(values[i]));
        }
      }
    }
    ToneCorrection tone = series.normalise(Deflicker.GAIN, Quantity.DB).get(4);
    assertEquals(1, tone.gain().get(0));
    assertEquals(-10 * Math.log10(1.1), tone.offset().get(0), 0.03);
  }

  @Test
  void indicesAndSingleDatesKeepTheirValues() throws Exception {
    ToneSeries series = new ToneSeries();
    for (int d = 0; d < 3; d++) {
      series.add(new double[] {1 + 0.1 * d, 1, 1}, NONE, (b, i) -> 1);
    }
    for (ToneCorrection tone : series.normalise(Deflicker.FULL, Quantity.INDEX)) {
      assertEquals(Method.KEPT, tone.method());
      assertTrue(tone.isIdentity());
      assertTrue(tone.reason().contains("index"), tone.reason());
    }
    ToneSeries single = new ToneSeries().add(new double[] {1, 1, 1}, NONE, (b, i) -> 1);
    ToneCorrection alone = single.normalise(Deflicker.GAIN, Quantity.REFLECTANCE).get(0);
    assertTrue(alone.isIdentity() && alone.reason().contains("no other date"), alone.reason());
  }

  @Test
  void whatIsOffIsOff() throws Exception {
    ToneSeries series = new ToneSeries();
    series.add(new double[] {1, 1, 1}, NONE, (b, i) -> 1);
    assertEquals(
        List.of(ToneCorrection.OFF), series.normalise(Deflicker.OFF, Quantity.REFLECTANCE));
  }

  @Test
  void brightSandStaysNeutralInPicturesOfOtherGreens() throws Exception {
    ToneSeries series = new ToneSeries();
    for (int d = 0; d < DATES; d++) {
      double green = d == 4 ? 0.85 : 1;
      series.add(
          new double[] {500, 500, 500},
          NONE,
          (b, i) ->
              (ToneSeries.isInPart(i, 0.07) ? 3.5 : 0.8)
                  * (b == 1 || ToneSeries.isInPart(i, 0.07) ? 1 : green));
    }
    ToneCorrection tone = series.normalise(Deflicker.GAIN, Quantity.DISPLAY).get(4);
    double most = tone.gain().stream().mapToDouble(g -> g).max().orElseThrow();
    double least = tone.gain().stream().mapToDouble(g -> g).min().orElseThrow();
    assertTrue(most / least < 1.05, tone.toString());
    assertFalse(tone.gain().stream().anyMatch(g -> g.isNaN()));
  }
}
