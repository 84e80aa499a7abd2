package io.terralapse.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlashAnalysisTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final int BLACK = 0x000000;
  private static final int WHITE = 0xFFFFFF;
  private static final int GREY = 0x606060;

  private static Picture plain(int colour) {
    Picture picture = new Picture(WIDTH, HEIGHT);
    Arrays.fill(picture.rgb(), colour);
    return picture;
  }

  /** A square of a colour on grey. */
  private static Picture square(int colour, int side) {
    Picture picture = plain(GREY);
    for (int y = 0; y < side; y++) {
      Arrays.fill(picture.rgb(), y * WIDTH, y * WIDTH + side, colour);
    }
    return picture;
  }

  private static FlashAnalysis alternating(Picture a, Picture b, int pictures, double seconds) {
    FlashAnalysis analysis = new FlashAnalysis(WIDTH, HEIGHT);
    for (int i = 0; i < pictures; i++) {
      analysis.add(i % 2 == 0 ? a : b, i * seconds);
    }
    return analysis;
  }

  private static void assertPasses(FlashAnalysis analysis) {
    assertEquals(List.of(), analysis.flashing());
    assertEquals(1, analysis.slowness().orElseThrow());
  }

  @Test
  void blackAndWhiteTenTimesASecondFlashes() {
    FlashAnalysis analysis = alternating(plain(BLACK), plain(WHITE), 12, 0.1);
    // The first picture is no change; with the eighth there are seven changes in 0.6 s.
    assertEquals(List.of(7, 8, 9, 10, 11), analysis.flashing());
    assertFalse(analysis.hasRedFlashes());
  }

  @Test
  void theProposedPacePasses() {
    double slowness = alternating(plain(BLACK), plain(WHITE), 40, 0.1).slowness().orElseThrow();
    assertEquals(2, slowness);
    assertPasses(alternating(plain(BLACK), plain(WHITE), 40, 0.1 * slowness));
    assertFalse(alternating(plain(BLACK), plain(WHITE), 40, 0.1 * 1.5).flashing().isEmpty());
  }

  @Test
  void threeFlashesInASecondAreAllowed() {
    // Black, then three times white and black: six changes.
    assertPasses(alternating(plain(BLACK), plain(WHITE), 7, 0.1));
    assertEquals(List.of(7), alternating(plain(BLACK), plain(WHITE), 8, 0.1).flashing());
  }

  @Test
  void oneChangeInOneDirectionIsNoFlash() {
    FlashAnalysis analysis = new FlashAnalysis(WIDTH, HEIGHT);
    for (int i = 0; i < 20; i++) {
      analysis.add(plain(0x0C0C0C * i), i * 0.05);
    }
    assertPasses(analysis);
  }

  @Test
  void aSmallAreaMayFlash() {
    // A quarter of 341 x 256 of 1024 pixels is a square of 148, 46 of 320.
    assertPasses(alternating(square(BLACK, 40), square(WHITE, 40), 20, 0.1));
    assertFalse(alternating(square(BLACK, 52), square(WHITE, 52), 20, 0.1).flashing().isEmpty());
  }

  @Test
  void smallStepsAndBrightStatesMayAlternate() {
    // Luminance 0.117 and 0.188: a step of 0.07.
    assertPasses(alternating(plain(0x606060), plain(0x787878), 20, 0.1));
    // Luminance 0.83 and 1: the darker state is bright.
    assertPasses(alternating(plain(0xEAEAEA), plain(WHITE), 20, 0.1));
    assertFalse(alternating(plain(0x606060), plain(0x888888), 20, 0.1).flashing().isEmpty());
  }

  @Test
  void saturatedRedFlashesWithoutAStepOfLuminance() {
    // Red has the luminance 0.2126, this grey 0.21.
    FlashAnalysis analysis = alternating(plain(0xFF0000), plain(0x7F7F7F), 12, 0.1);
    assertEquals(List.of(7, 8, 9, 10, 11), analysis.flashing());
    assertTrue(analysis.hasRedFlashes());
    assertPasses(alternating(plain(0xFF0000), plain(0x7F7F7F), 12, 0.2));
  }

  @Test
  void slowVideosNeedNoAnalysis() {
    assertTrue(FlashAnalysis.isSlow(times(0.8, 50)));
    assertTrue(FlashAnalysis.isSlow(times(1 / 6.0 + 1e-9, 50)));
    assertFalse(FlashAnalysis.isSlow(times(0.16, 50)));
    assertTrue(FlashAnalysis.isSlow(times(0.04, 7)), "six changes");
    assertFalse(FlashAnalysis.isSlow(times(0.04, 8)));
    assertTrue(FlashAnalysis.isSlow(List.of()));
  }

  private static List<Double> times(double seconds, int pictures) {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < pictures; i++) {
      times.add(i * seconds);
    }
    return times;
  }

  @Test
  void fiftyPicturesASecondCanBeSlowedDownEnough() {
    FlashAnalysis analysis = alternating(plain(BLACK), plain(WHITE), 100, 0.02);
    double slowness = analysis.slowness().orElseThrow();
    assertPasses(alternating(plain(BLACK), plain(WHITE), 100, 0.02 * slowness));
  }
}
