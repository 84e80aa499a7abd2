package io.terralapse.align;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.core.CoregisterSettings;
import io.terralapse.align.core.Edge;
import io.terralapse.align.core.feature.AlignmentImage;
import io.terralapse.model.Frame;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticLand;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Small images without georeference: shifted by up to a quarter of their shorter side, under clouds
 * without a mask, with noise, other gain and reversed contrast, or unrelated. None may be accepted
 * with a wrong shift. {@code -Dtrials.seed=N -Dplain.trials=N} draws others.
 */
@Slow
class ShiftProposalsTest {
  private static final long SEED = Long.getLong("trials.seed", 20_261_128);
  private static final int TRIALS = Integer.getInteger("plain.trials", 60);
  private static final int W = 200;
  private static final int H = 300;
  private static final double WIDEST = 50;
  private static final double WRONG_PX = 0.5;

  private static AlignmentImage image(String id, Frame frame) {
    return AlignmentImage.of(id, frame, 0, 0);
  }

  private static Optional<Edge> measure(Frame a, Frame b) {
    return new ShiftProposals(CoregisterSettings.DEFAULTS, WIDEST)
        .measure(image("a", a), image("b", b));
  }

  private static double error(Edge edge, double dx, double dy) {
    return Math.hypot(edge.dxPx() - dx, edge.dyPx() - dy);
  }

  @Test
  void aLargeShiftIsMeasuredToAFractionOfAPixel() {
    SyntheticLand land = new SyntheticLand(3);
    Edge edge = measure(land.draw(W, H, 0, 0, 1), land.draw(W, H, 41.3, -37.6, 2)).orElseThrow();
    assertTrue(error(edge, 41.3, -37.6) < 0.1, edge.dxPx() + ", " + edge.dyPx());
  }

  @Test
  void aShiftBeyondTheLimitIsNotAccepted() {
    SyntheticLand land = new SyntheticLand(3);
    assertEquals(Optional.empty(), measure(land.draw(W, H, 0, 0, 1), land.draw(W, H, 80, 10, 2)));
  }

  /** The upper half moved by 40 pixels, the lower half did not: neither is the shift. */
  @Test
  void twoPartsThatMovedDifferentlyAreRefused() {
    SyntheticLand land = new SyntheticLand(4);
    Frame a = land.draw(W, H, 0, 0, 1);
    Frame b = land.draw(W, H, 40, 0, 2);
    Frame still = land.draw(W, H, 0, 0, 2);
    System.arraycopy(still.band(0), W * H / 2, b.band(0), W * H / 2, W * H / 2);
    assertEquals(Optional.empty(), measure(a, b));
  }

  @Test
  void noWrongShiftIsAccepted(TestReporter reporter) {
    int accepted = 0;
    int alignable = 0;
    int found = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      Random random = new Random(SEED + trial);
      SyntheticLand land = new SyntheticLand(random.nextInt(1000));
      boolean related = random.nextInt(4) > 0;
      double dx = WIDEST * (2 * random.nextDouble() - 1);
      double dy = WIDEST * (2 * random.nextDouble() - 1);
      Frame a = land.draw(W, H, 0, 0, 1);
      Frame b =
          (related ? land : new SyntheticLand(2000 + trial))
              .draw(W, H, dx, dy, 1 + random.nextInt(6));
      double share = 0.6 * random.nextDouble();
      land.addClouds(b, share, random.nextLong(), false);
      float gain = (float) (0.5 + random.nextDouble()) * (random.nextInt(4) == 0 ? -1 : 1);
      for (int i = 0; i < b.band(0).length; i++) {
        b.band(0)[i] = 9000 + gain * b.band(0)[i];
      }
      SyntheticLand.addNoise(b, 40, random.nextLong());
      Optional<Edge> edge = measure(a, b);
      boolean easy = related && share < 0.3 && Math.max(Math.abs(dx), Math.abs(dy)) < 40;
      alignable += easy ? 1 : 0;
      found += easy && edge.isPresent() ? 1 : 0;
      if (edge.isPresent()) {
        accepted++;
        assertTrue(related, "unrelated images were accepted, trial " + trial);
        double error = error(edge.get(), dx, dy);
        assertTrue(error < WRONG_PX, "wrong by " + error + ", trial " + trial);
      }
    }
    reporter.publishEntry(
        accepted + " of " + TRIALS + " accepted, " + found + " of " + alignable + " alignable");
    assertTrue(found >= 0.7 * alignable, found + " of " + alignable + " alignable");
  }
}
