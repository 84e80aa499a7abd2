package io.terralapse.align.core.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.align.core.feature.AlignmentImage;
import io.terralapse.align.core.match.EdgeEstimator;
import io.terralapse.model.Displacement;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticLand;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@Slow
class ModelSelectionTest {
  private static final int W = 720;
  private static final int H = 560;
  private static final SyntheticLand LAND = new SyntheticLand(21);
  private static final AlignmentImage REFERENCE =
      AlignmentImage.of("ref", noisy(LAND.draw(W, H, 0, 0, 1), 1), 0, 0);
  private static final Displacement TURN =
      new Displacement(-3, 2.4, 0.004, -0.005, 0.006, -0.003, List.of()).zeroAt(200, 300);

  private static Frame noisy(Frame f, long seed) {
    SyntheticLand.addNoise(f, 30, seed);
    return f;
  }

  private static Edge measure(Frame target, ShiftModel model) {
    return new EdgeEstimator(12, 0.5, model)
        .measure(REFERENCE, AlignmentImage.of("t", noisy(target, 99), 0, 0));
  }

  /** The largest error of an edge's displacement over the frame, pixels. */
  private static double worst(Edge e, Displacement truth) {
    double[] a = new double[2];
    double[] b = new double[2];
    double worst = 0;
    for (int y = 20; y < H; y += 40) {
      for (int x = 20; x < W; x += 40) {
        e.nonRigid().at(x, y, a);
        truth.at(x, y, b);
        worst = Math.max(worst, Math.hypot(e.dxPx() + a[0] - b[0], e.dyPx() + a[1] - b[1]));
      }
    }
    return worst;
  }

  private static Displacement wave() {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < 6 * 5; i++) {
      x.add(1.8 * Math.sin(i % 6 * 1.1));
      y.add(1.5 * Math.cos(Math.floorDiv(i, 6) * 1.3));
    }
    return new Displacement(
        0.7, -0.4, 0, 0, 0, 0, List.of(new Displacement.BSpline(-300, -300, 300, 6, x, y)));
  }

  @Test
  void aTranslationIsSelectedForAPureShift() {
    Edge e = measure(LAND.draw(W, H, 1.3, -0.6, 2), ShiftModel.AUTO);
    assertTrue(e.accepted(), e.reason());
    assertEquals(ShiftModel.TRANSLATION, e.model());
    assertEquals(Displacement.NONE, e.nonRigid());
  }

  @Test
  void aRotationSelectsTheAffineModel() {
    Edge e = measure(LAND.draw(W, H, TURN, 2), ShiftModel.AUTO);
    assertTrue(e.accepted(), e.reason());
    assertEquals(ShiftModel.AFFINE, e.model());
    assertTrue(worst(e, TURN) < 0.12, "worst error " + worst(e, TURN));
  }

  /** Chips of a few hundred pixels are compared on a frame of a thousand, empty around them. */
  @Test
  void nodataAroundASmallSceneDoesNotChangeTheResult() {
    int w = 300;
    int h = 220;
    Displacement turn = new Displacement(0, 0, 0.004, -0.006, 0.007, -0.003, List.of());
    AlignmentImage reference =
        AlignmentImage.of("ref", framed(noisy(LAND.draw(w, h, 0, 0, 1), 1), w), 0, 0);
    EdgeEstimator estimator = new EdgeEstimator(12, 0.5, ShiftModel.AUTO);
    Frame shifted = noisy(LAND.draw(w, h, 1.3, -0.6, 2), 99);
    Edge e = estimator.measure(reference, AlignmentImage.of("t", framed(shifted, w), 0, 0));
    assertTrue(e.accepted(), e.reason());
    assertTrue(e.confidence() > 0.65, "confidence " + e.confidence());
    assertEquals(1.3, e.dxPx(), 0.06);
    assertEquals(-0.6, e.dyPx(), 0.06);
    Displacement about = turn.zeroAt(w / 2.0, h / 2.0);
    Frame rotated = noisy(LAND.draw(w, h, about, 2), 99);
    Edge found = estimator.measure(reference, AlignmentImage.of("t", framed(rotated, w), 0, 0));
    assertTrue(found.accepted(), found.reason());
    assertEquals(ShiftModel.AFFINE, found.model());
    double[] at = new double[2];
    double[] truth = new double[2];
    for (int corner = 0; corner < 4; corner++) {
      int x = corner % 2 * w;
      int y = Math.floorDiv(corner, 2) * h;
      found.nonRigid().at(x + LEFT, y + TOP, at);
      about.at(x, y, truth);
      double off = Math.hypot(at[0] + found.dxPx() - truth[0], at[1] + found.dyPx() - truth[1]);
      assertTrue(off < 0.25, "corner " + corner + " is off by " + off);
    }
  }

  private static final int LEFT = 380;
  private static final int TOP = 401;

  private static Frame framed(Frame small, int w) {
    Frame frame = new Frame(1024, 1024, 1);
    for (int row = 0; row < small.height(); row++) {
      int to = (row + TOP) * 1024 + LEFT;
      System.arraycopy(small.band(0), row * w, frame.band(0), to, w);
      System.arraycopy(small.flags(), row * w, frame.flags(), to, w);
    }
    return frame;
  }

  @Test
  void localDeformationIsCorrected() {
    Edge e = measure(LAND.draw(W, H, wave(), 2), ShiftModel.AUTO);
    assertTrue(e.accepted(), e.reason());
    assertEquals(ShiftModel.LOCAL, e.model());
    assertTrue(worst(e, wave()) < 0.6, "worst error " + worst(e, wave()));
  }

  @Test
  void localMotionDoesNotDeformTheFrame() {
    Frame still = LAND.draw(W, H, 0.4, 0.2, 2);
    Frame moved = LAND.draw(W, H, 2.4, -1.3, 2);
    // A band across the frame, a sixth of it, drifts by two and a half pixels: a river and its
    // banks.
    for (int y = 0; y < H; y++) {
      int from = 200 + Math.floorDiv(y, 4);
      System.arraycopy(moved.band(0), y * W + from, still.band(0), y * W + from, W / 6);
    }
    Edge e = measure(still, ShiftModel.AUTO);
    assertTrue(e.accepted(), e.reason());
    assertEquals(ShiftModel.TRANSLATION, e.model());
    assertEquals(0.4, e.dxPx(), 0.06, e.toString());
    assertEquals(0.2, e.dyPx(), 0.06, e.toString());
  }

  @Test
  void aRequestedModelIsUsed() {
    Frame target = LAND.draw(W, H, TURN, 2);
    assertEquals(ShiftModel.TRANSLATION, measure(target, ShiftModel.TRANSLATION).model());
    assertEquals(ShiftModel.AFFINE, measure(target, ShiftModel.AFFINE).model());
    Edge local = measure(target, ShiftModel.LOCAL);
    assertEquals(ShiftModel.LOCAL, local.model());
    assertTrue(worst(local, TURN) < 0.4, "worst error " + worst(local, TURN));
  }

  @Test
  void noDeformationIsExtrapolatedUnderCloud() {
    Frame target = LAND.draw(W, H, TURN, 2);
    for (int i = 0; i < target.flags().length; i++) {
      if (i % W > 0.55 * W) {
        target.flags()[i] = Flags.CLOUD;
      }
    }
    Edge e = measure(target, ShiftModel.AUTO);
    assertTrue(!e.accepted() || worst(e, TURN) < 0.5, e.model() + " " + worst(e, TURN));
  }
}
