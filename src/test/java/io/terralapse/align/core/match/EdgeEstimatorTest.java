package io.terralapse.align.core.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.align.core.feature.AlignmentImage;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticLand;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Slow
class EdgeEstimatorTest {
  private static final int W = 400;
  private static final int H = 300;
  private static final SyntheticLand LAND = new SyntheticLand(11);
  private static final Frame STILL = noisy(LAND.draw(W, H, 0, 0, 1), 1);
  private static final AlignmentImage REFERENCE = AlignmentImage.of("ref", STILL, 0, 0);

  private static Frame noisy(Frame f, long seed) {
    SyntheticLand.addNoise(f, 30, seed);
    return f;
  }

  private static Frame target(double dx, double dy) {
    return noisy(LAND.draw(W, H, dx, dy, 2), 99);
  }

  private static Edge measure(Frame target) {
    return new EdgeEstimator(6).measure(REFERENCE, AlignmentImage.of("t", target, 0, 0));
  }

  private static void assertShift(double dx, double dy, double tolerance, Edge e) {
    assertTrue(e.accepted(), e.toString());
    assertEquals(dx, e.dxPx(), tolerance, e.toString());
    assertEquals(dy, e.dyPx(), tolerance, e.toString());
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0.5,-0.5", "-0.25,0.1", "1.37,2.41", "-2.5,-1.75", "5.2,-4.9"})
  void contentToTheRightAndBelowGivesPositiveShifts(double dx, double dy) {
    assertShift(dx, dy, 0.04, measure(target(dx, dy)));
  }

  @Test
  void movingTheOriginChangesTheShiftByTheSameAmount() {
    Frame f = target(0.3, -0.2);
    EdgeEstimator estimator = new EdgeEstimator(6);
    Edge asIs = estimator.measure(REFERENCE, AlignmentImage.of("t", f, 0, 0));
    Random random = new Random(4);
    for (int i = 0; i < 3; i++) {
      double mx = random.nextDouble() * 5 - 2.5;
      double my = random.nextDouble() * 5 - 2.5;
      Edge moved = estimator.measure(REFERENCE, AlignmentImage.of("t", f, mx, my));
      assertEquals(asIs.dxPx() + mx, moved.dxPx(), 0.005);
      assertEquals(asIs.dyPx() + my, moved.dyPx(), 0.005);
    }
  }

  @Test
  void framesOfOtherSizeAndOriginAreComparedInCommonCoordinates() {
    // Cut 320 x 240 at (37, 21) of a frame moved by (0.6, 0.4).
    Frame whole = target(0.6, 0.4);
    Frame part = cut(whole, 37, 21, 320, 240);
    Edge e = new EdgeEstimator(6).measure(REFERENCE, AlignmentImage.of("t", part, 37, 21));
    assertShift(0.6, 0.4, 0.05, e);
  }

  @Test
  void swappingReferenceAndTargetNegatesTheShift() {
    AlignmentImage t = AlignmentImage.of("t", target(1.2, -0.7), 0, 0);
    Edge there = new EdgeEstimator(6).measure(REFERENCE, t);
    Edge back = new EdgeEstimator(6).measure(t, REFERENCE);
    assertEquals(0, there.dxPx() + back.dxPx(), 0.02);
    assertEquals(0, there.dyPx() + back.dyPx(), 0.02);
  }

  @ParameterizedTest
  @CsvSource({"0.25,false", "0.35,false", "0.35,true"})
  void cloudsDoNotBiasTheShift(double share, boolean flagged) {
    Frame f = LAND.draw(W, H, 1.7, -1.1, 2);
    LAND.addClouds(f, share, 301, flagged);
    assertShift(1.7, -1.1, 0.1, measure(noisy(f, 5)));
  }

  @Test
  void heavyUnflaggedCloudIsNeverAcceptedWrong() {
    for (int i = 0; i < 6; i++) {
      Frame f = LAND.draw(W, H, -1.4, 2.2, 3);
      LAND.addClouds(f, 0.6 + 0.06 * i, 700 + 10L * i, false);
      Edge e = measure(noisy(f, 6 + i));
      double error = Math.hypot(e.dxPx() + 1.4, e.dyPx() - 2.2);
      assertTrue(!e.accepted() || error < 0.5, e.toString());
    }
  }

  @Test
  void stationaryCloudsOverShiftedGroundDoNotDetermineTheShift() {
    Frame a = LAND.draw(W, H, 0, 0, 1);
    Frame b = LAND.draw(W, H, 2, 1.5, 1);
    LAND.addClouds(a, 0.3, 42, false);
    LAND.addClouds(b, 0.3, 42, false);
    Edge e =
        new EdgeEstimator(6)
            .measure(
                AlignmentImage.of("a", noisy(a, 1), 0, 0),
                AlignmentImage.of("b", noisy(b, 2), 0, 0));
    assertTrue(!e.accepted() || Math.hypot(e.dxPx() - 2, e.dyPx() - 1.5) < 0.1, e.toString());
  }

  @Test
  void aNodataWedgeDoesNotBiasTheShift() {
    Frame f = target(-0.8, 0.9);
    for (int i = 0; i < f.flags().length; i++) {
      if (i % W > 120 + Math.floorDiv(i, W) / 2) {
        f.flags()[i] = Flags.NODATA;
        f.band(0)[i] = 0;
      }
    }
    assertShift(-0.8, 0.9, 0.1, measure(f));
  }

  @Test
  void gainOffsetAndReversedContrastChangeNothing() {
    Frame f = target(0.4, 0.7);
    Edge plain = measure(f);
    for (int i = 0; i < f.band(0).length; i++) {
      f.band(0)[i] = 9000 - 1.7f * f.band(0)[i];
    }
    Edge reversed = measure(f);
    assertEquals(plain.dxPx(), reversed.dxPx(), 0.01);
    assertEquals(plain.dyPx(), reversed.dyPx(), 0.01);
  }

  @Test
  void imagesOfDifferentGroundAreRefused() {
    for (int i = 0; i < 5; i++) {
      Edge e = measure(noisy(new SyntheticLand(500 + i).draw(W, H, 0, 0, 1), i));
      assertFalse(e.accepted(), e.toString());
      assertFalse(e.reason().isEmpty());
    }
  }

  @Test
  void aFixedPatternInBothDatesDoesNotDetermineTheShift() {
    Frame a = LAND.draw(W, H, 0, 0, 1);
    Frame b = LAND.draw(W, H, 1.5, 1.5, 2);
    for (Frame f : new Frame[] {a, b}) {
      for (int i = 0; i < f.band(0).length; i++) {
        // Detector columns and a block pattern, fixed to the pixels.
        f.band(0)[i] *= (i % W) % 2 == 0 ? 1.03f : 1;
        f.band(0)[i] += Math.floorDiv(i, W) % 8 == 0 ? 40 : 0;
      }
    }
    Edge e =
        new EdgeEstimator(6)
            .measure(
                AlignmentImage.of("a", noisy(a, 3), 0, 0),
                AlignmentImage.of("b", noisy(b, 4), 0, 0));
    assertTrue(!e.accepted() || Math.hypot(e.dxPx() - 1.5, e.dyPx() - 1.5) < 0.15, e.toString());
  }

  @Test
  void shiftsBeyondTheLimitAreRefused() {
    Edge e = new EdgeEstimator(2).measure(REFERENCE, AlignmentImage.of("t", target(2.6, 0), 0, 0));
    assertFalse(e.accepted(), e.toString());
  }

  @Test
  void aLargeShiftIsFoundThroughThePyramid() {
    Edge e =
        new EdgeEstimator(60).measure(REFERENCE, AlignmentImage.of("t", target(-41.3, 27.6), 0, 0));
    assertShift(-41.3, 27.6, 0.1, e);
  }

  @ParameterizedTest
  @CsvSource({"0.25", "0.35", "0.4", "0.45"})
  void aPartThatMovedFarIsNotTakenForTheGround(double share) {
    // A part of the frame is identical and moved by 19 px; the rest has other crops and less
    // contrast.
    Frame drift = new SyntheticLand(12).draw(W, H, 0, 0, 1);
    Frame a = LAND.draw(W, H, 0, 0, 1);
    Frame b = LAND.draw(W, H, 0.4, -0.7, 2);
    int wide = (int) (share * W);
    for (int y = 0; y < H; y++) {
      System.arraycopy(drift.band(0), y * W + 30, a.band(0), y * W, wide);
      System.arraycopy(drift.band(0), y * W + 11, b.band(0), y * W, wide);
    }
    for (int i = 0; i < W * H; i++) {
      b.band(0)[i] = i % W < wide ? b.band(0)[i] : 400 + 0.08f * b.band(0)[i];
    }
    Edge e =
        new EdgeEstimator(24)
            .measure(
                AlignmentImage.of("a", noisy(a, 5), 0, 0),
                AlignmentImage.of("b", noisy(b, 6), 0, 0));
    assertTrue(!e.accepted() || Math.hypot(e.dxPx() - 0.4, e.dyPx() + 0.7) < 0.1, e.toString());
  }

  @Test
  void flatEmptyAndTinyFramesAreRefusedWithAReason() {
    Frame flat = new Frame(W, H, new float[1][W * H], new byte[W * H]);
    assertFalse(measure(flat).accepted());
    assertFalse(measure(new Frame(W, H, 1)).accepted());
    Edge tiny = measure(new Frame(5, 4, new float[1][20], new byte[20]));
    assertFalse(tiny.accepted());
    assertFalse(tiny.reason().isEmpty());
  }

  @Test
  void nonFiniteValuesAreMasked() {
    Frame f = target(0.5, 0.5);
    for (int i = 0; i < f.band(0).length; i += 997) {
      f.band(0)[i] = i % 2 == 0 ? Float.NaN : Float.POSITIVE_INFINITY;
    }
    assertShift(0.5, 0.5, 0.1, measure(f));
  }

  @Test
  void invalidLimitsAreAnError() {
    assertThrows(IllegalArgumentException.class, () -> new EdgeEstimator(0));
    assertThrows(IllegalArgumentException.class, () -> new EdgeEstimator(5, 1.5, ShiftModel.AUTO));
    assertThrows(
        IllegalArgumentException.class, () -> AlignmentImage.of("x", STILL, Double.NaN, 0));
  }

  static Frame cut(Frame f, int left, int top, int w, int h) {
    float[] v = new float[w * h];
    byte[] flags = new byte[w * h];
    for (int r = 0; r < h; r++) {
      System.arraycopy(f.band(0), (r + top) * f.width() + left, v, r * w, w);
      System.arraycopy(f.flags(), (r + top) * f.width() + left, flags, r * w, w);
    }
    return new Frame(w, h, new float[][] {v}, flags);
  }
}
