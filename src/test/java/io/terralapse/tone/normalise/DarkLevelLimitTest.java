package io.terralapse.tone.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Frame;
import io.terralapse.model.ToneCorrection;
import io.terralapse.tone.ToneSample;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DarkLevelLimitTest {
  /** A lake in land: reflectances of three channels, with haze that adds to all. */
  private static ToneSample lake(double water, double haze) {
    int n = 4096;
    Frame frame = new Frame(64, 64, 3);
    boolean[] inside = new boolean[n];
    Arrays.fill(inside, true);
    Arrays.fill(frame.flags(), (byte) 0);
    for (int b = 0; b < 3; b++) {
      for (int i = 0; i < n; i++) {
        frame.band(b)[i] = (float) (haze + (i < n / 5 ? water : 0.15 + 0.1 * i / n));
      }
    }
    return ToneSample.of(frame, inside);
  }

  private static ToneCorrection correction(double gain, double... offset) {
    return new ToneCorrection(
        ToneCorrection.Method.FULL,
        List.of(gain, gain, gain),
        Arrays.stream(offset).boxed().toList(),
        0,
        0,
        70,
        0.01,
        "");
  }

  private static final ToneSample USUAL = lake(0.03, 0);
  private static final List<ToneSample> COMPARED = List.of(USUAL, lake(0.035, 0), lake(0.025, 0));

  @Test
  void waterThatIsLikeThatOfTheOtherDatesIsNotMadePale() {
    ToneCorrection asked = correction(0.8, 0.04, 0.04, 0.04);
    ToneCorrection given = DarkLevelLimit.of(asked, USUAL, COMPARED);
    assertEquals(0.03, given.apply(0, 0.03), 0.006);
    double middle = USUAL.quantile(0, 500);
    assertEquals(asked.apply(0, middle), given.apply(0, middle), 1e-9);
    assertTrue(given.reason().startsWith("0 % of the offset"), given.reason());
    assertEquals(ToneCorrection.Method.FULL, given.method());
  }

  @Test
  void waterIsNotTinted() {
    ToneCorrection asked = correction(1, 0, -0.012, -0.012);
    ToneCorrection given = DarkLevelLimit.of(asked, USUAL, COMPARED);
    double tint = given.apply(0, 0.03) - given.apply(1, 0.03);
    assertTrue(tint < 0.006, "tint: " + tint);
  }

  @Test
  void hazeIsTakenAway() {
    ToneSample hazy = lake(0.03, 0.1);
    ToneCorrection asked = correction(1.1, -0.11, -0.11, -0.11);
    assertSame(asked, DarkLevelLimit.of(asked, hazy, COMPARED));
  }

  @Test
  void gainsAloneAndDatesWithoutOthersAreLeftAlone() {
    ToneCorrection gain = correction(1.4, 0, 0, 0);
    assertSame(gain, DarkLevelLimit.of(gain, USUAL, COMPARED));
    ToneCorrection offset = correction(0.8, 0.04, 0.04, 0.04);
    assertSame(offset, DarkLevelLimit.of(offset, USUAL, List.of()));
  }

  @Test
  void aChannelWithoutValuesKeepsItsGain() {
    ToneSample black = lake(0, -0.2);
    ToneCorrection given = DarkLevelLimit.of(correction(0.8, 0.3, 0.3, 0.3), black, COMPARED);
    assertTrue(given.gain().stream().allMatch(gain -> gain > 0 && Double.isFinite(gain)));
  }
}
