package io.terralapse.tone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Frame;
import io.terralapse.model.Picture;
import io.terralapse.model.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A series in which the values of a season are far from those of most dates. */
class SeasonalStretchTest {
  private static Frame date(double from, double to) {
    Frame frame = new Frame(32, 32, 1);
    Arrays.fill(frame.flags(), (byte) 0);
    for (int i = 0; i < 1024; i++) {
      frame.band(0)[i] = (float) (from + (to - from) * i / 1023);
    }
    return frame;
  }

  private static Stretch stretch(List<Frame> dates, Quantity quantity) {
    return stretch(dates, ToneSettings.DEFAULTS, quantity);
  }

  private static Stretch stretch(List<Frame> dates, ToneSettings settings, Quantity quantity) {
    boolean[] inside = new boolean[1024];
    Arrays.fill(inside, true);
    return StretchEstimator.estimate(
        dates.stream().map(date -> ToneSample.of(date, inside)).toList(), settings, quantity);
  }

  /** The share of a date's pixels that are white or black. */
  private static double blank(Stretch stretch, Frame date) {
    Picture picture = stretch.apply(date);
    return Arrays.stream(picture.rgb()).filter(rgb -> rgb == 0xFFFFFF || rgb == 0).count() / 1024.0;
  }

  private static List<Frame> seasons(double[] usual, double[] other) {
    List<Frame> dates = new ArrayList<>();
    for (int i = 0; i < 36; i++) {
      dates.add(i % 9 < 7 ? date(usual[0], usual[1]) : date(other[0], other[1]));
    }
    return dates;
  }

  @Test
  void displayedIndicesOfSummerAreNotWhite() {
    List<Frame> dates = seasons(new double[] {60, 150}, new double[] {205, 250});
    Stretch stretch = stretch(dates, Quantity.DISPLAY);
    assertTrue(blank(stretch, dates.get(8)) < 0.3, "white: " + blank(stretch, dates.get(8)));
  }

  @Test
  void indicesOfSnowAreNotBlack() {
    List<Frame> dates = seasons(new double[] {0.4, 0.8}, new double[] {-0.1, 0.1});
    Stretch stretch = stretch(dates, Quantity.INDEX);
    assertTrue(blank(stretch, dates.get(8)) < 0.3, "black: " + blank(stretch, dates.get(8)));
  }

  @Test
  void photographsKeepTheirRangeWhereNothingIsFarFromIt() {
    List<Frame> dates = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Frame photograph = new Frame(32, 32, 3);
      Arrays.fill(photograph.flags(), (byte) 0);
      for (int b = 0; b < 3; b++) {
        System.arraycopy(
            date(i == 3 ? 240 : 10, 200 + 5 * i).band(0), 0, photograph.band(b), 0, 1024);
      }
      dates.add(photograph);
    }
    // One overcast date in ten does not decide.
    assertEquals(Math.max(196, stretch(dates, Quantity.DISPLAY).high(0)), 220, 15);
  }

  /** The share of a date's values, in any channel, that are shown with the last code of an end. */
  private static double clipped(Stretch stretch, Frame date) {
    Picture picture = stretch.apply(date);
    return Arrays.stream(picture.rgb())
            .filter(rgb -> (rgb & 0xFF) == 0 || (rgb & 0xFF) == 255)
            .count()
        / 1024.0;
  }

  @Test
  void noDateIsClippedWhereSingleDatesAreFarDarkerAndBrighter() {
    List<Frame> dates = seasons(new double[] {0.06, 0.25}, new double[] {0.05, 0.24});
    dates.add(date(0.02, 0.2));
    dates.add(date(0.1, 0.9));
    Stretch stretch = stretch(dates, Quantity.REFLECTANCE);
    for (Frame date : dates) {
      assertTrue(clipped(stretch, date) <= 0.02, "clipped: " + clipped(stretch, date));
    }
    // The dates in between keep the codes for themselves, but for ten at each end.
    Picture usual = stretch.apply(dates.get(0));
    int darkest = usual.rgb()[20] & 0xFF;
    int brightest = usual.rgb()[1000] & 0xFF;
    assertTrue(darkest < 45 && brightest > 200, darkest + " to " + brightest);
  }

  @Test
  void shadowsAndHighlightsAreInTheOrderOfTheirValues() {
    ToneCurve curve = ToneCurve.through(1.6, 0.3, 0.16).extended(0.2, 3);
    Stretch stretch =
        new Stretch(new double[] {10}, new double[] {20}, 1, curve, 1, 0, Optional.empty());
    assertEquals(0, stretch.colourOf(7.9) & 0xFF);
    assertEquals(5, stretch.colourOf(9) & 0xFF, 1);
    assertEquals(10, stretch.colourOf(10) & 0xFF, 1);
    assertEquals(245, stretch.colourOf(20) & 0xFF, 1);
    assertEquals(250, stretch.colourOf(20 + 30 * 0.25) & 0xFF, 1);
    assertEquals(255, stretch.colourOf(51) & 0xFF);
    int before = -1;
    for (double value = 7; value < 52; value += 0.01) {
      int code = stretch.colourOf(value) & 0xFF;
      assertTrue(code >= before, value + ": " + code);
      before = code;
    }
  }

  @Test
  void aBrightPhotographIsNotClippedAndTheOthersKeepTheirRange() {
    List<Frame> dates = seasons(new double[] {20, 180}, new double[] {20, 180});
    Stretch usual = stretch(dates, Quantity.DISPLAY);
    assertEquals(0, usual.curve().highlights());
    dates.add(date(30, 240));
    Stretch stretch = stretch(dates, Quantity.DISPLAY);
    assertEquals(usual.high(0), stretch.high(0));
    assertTrue(clipped(stretch, dates.get(36)) == 0);
    assertEquals(255, stretch.colourOf(255) & 0xFF);
    // A legend stays in proportion to the values.
    ToneSettings d = ToneSettings.DEFAULTS;
    ToneSettings coloured =
        new ToneSettings(
            d.range(),
            d.gamma(),
            d.background(),
            d.preset(),
            d.saturation(),
            d.deflicker(),
            ColourMap.find("magma"));
    assertEquals(ToneCurve.LINEAR, stretch(dates, coloured, Quantity.DISPLAY).curve());
  }

  @Test
  void anIndexShowsAlmostAllOfEachDate() {
    List<Frame> dates = seasons(new double[] {0.3, 0.9}, new double[] {0.3, 0.9});
    dates.add(date(0.2, 0.95));
    Stretch stretch = stretch(dates, Quantity.INDEX);
    assertTrue(clipped(stretch, dates.get(36)) <= 0.035);
    // Some odd values of one date do not take all contrast from the others.
    Frame odd = date(0.3, 0.9);
    Arrays.fill(odd.band(0), 0, 30, -0.9f);
    dates.add(odd);
    assertTrue(stretch(dates, Quantity.INDEX).low(0) > 0);
  }
}
