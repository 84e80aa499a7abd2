package io.terralapse.tone.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Frame;
import io.terralapse.model.ToneCorrection;
import io.terralapse.tone.ToneSample;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LevelLimitTest {
  /** A photograph whose three channels run from dark to bright. */
  private static ToneSample photograph(double dark, double bright) {
    return photograph(dark, bright, 0);
  }

  /** A photograph whose middle tones are brighter by up to a number of codes. */
  private static ToneSample photograph(double dark, double bright, double pale) {
    int n = 4096;
    Frame frame = new Frame(64, 64, 3);
    boolean[] inside = new boolean[n];
    Arrays.fill(inside, true);
    Arrays.fill(frame.flags(), (byte) 0);
    for (int b = 0; b < 3; b++) {
      for (int i = 0; i < n; i++) {
        frame.band(b)[i] =
            (float) (dark + (bright - dark) * i / (n - 1) + pale * Math.sin(Math.PI * i / (n - 1)));
      }
    }
    return ToneSample.of(frame, inside);
  }

  private static ToneCorrection correction(double gain, double offset) {
    return new ToneCorrection(
        ToneCorrection.Method.FULL,
        List.of(1.0, gain, gain),
        List.of(0.0, offset, offset),
        255,
        0,
        30,
        0.02,
        "");
  }

  private static final ToneSample USUAL = photograph(40, 170);
  private static final List<ToneSample> SEQUENCE = List.of(USUAL, USUAL, USUAL, USUAL);

  @Test
  void aDateThatIsLikeTheOthersIsNotTinted() {
    ToneCorrection asked = correction(1.6, -50);
    Optional<ToneCorrection> given = LevelLimit.of(asked, USUAL, SEQUENCE);
    double tint = given.map(c -> c.apply(1, 165) - c.apply(0, 165)).orElse(0.0);
    assertTrue(Math.abs(tint) < 8, "tint: " + tint);
    given.ifPresent(c -> assertTrue(c.reason().contains(" % of the colour"), c.reason()));
  }

  @Test
  void aCorrectionThatBringsADateNearerIsLeftWhole() {
    ToneSample hazy = photograph(80, 200);
    ToneCorrection haze =
        new ToneCorrection(
            ToneCorrection.Method.FULL,
            List.of(1.05, 1.05, 1.05),
            List.of(-42.0, -42.0, -42.0),
            255,
            0,
            30,
            0.02,
            "");
    List<ToneSample> sequence = List.of(USUAL, USUAL, USUAL, hazy);
    assertEquals(Optional.of(haze), LevelLimit.of(haze, hazy, sequence));
  }

  /** Land is pale, water and white are as on the other dates. */
  @Test
  void paleLandIsDarkenedByACurveThatLeavesBlackAndWhite() {
    ToneSample pale = photograph(40, 170, 40);
    ToneCorrection darker =
        new ToneCorrection(
            ToneCorrection.Method.GAIN,
            List.of(0.75, 0.75, 0.75),
            List.of(0.0, 0.0, 0.0),
            255,
            0,
            30,
            0.02,
            "");
    ToneCorrection given =
        LevelLimit.of(darker, pale, List.of(USUAL, USUAL, USUAL, pale)).orElseThrow();
    assertTrue(given.floor() > 0, "floor: " + given.floor());
    assertTrue(given.apply(0, 140) < 130, "middle: " + given.apply(0, 140));
    assertTrue(given.apply(0, 40) > 34, "dark: " + given.apply(0, 40));
    assertTrue(given.reason().contains("curve"), given.reason());
  }

  @Test
  void fewDatesSayNothingAboutTheirLevels() {
    ToneCorrection asked = correction(1.6, -50);
    assertEquals(Optional.of(asked), LevelLimit.of(asked, USUAL, List.of(USUAL, USUAL)));
  }
}
