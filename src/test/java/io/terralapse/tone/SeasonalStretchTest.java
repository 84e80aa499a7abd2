package io.terralapse.tone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Frame;
import io.terralapse.model.Picture;
import io.terralapse.model.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    boolean[] inside = new boolean[1024];
    Arrays.fill(inside, true);
    return StretchEstimator.estimate(
        dates.stream().map(date -> ToneSample.of(date, inside)).toList(),
        ToneSettings.DEFAULTS,
        quantity);
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
}
