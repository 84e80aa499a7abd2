package io.terralapse.align.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.RefusalThresholds;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.align.core.feature.AlignmentImage;
import io.terralapse.align.core.match.EdgeEstimator;
import io.terralapse.model.Displacement;
import io.terralapse.model.Frame;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticLand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Thirty-five years of a stable plain with a migrating river, whose meanders, banks and bars move
 * by a few pixels per year in one direction. The series is aligned already and must stay unchanged.
 */
class WanderingRiverTest {
  private static final int W = 640;
  private static final int H = 448;
  private static final int YEARS = 35;
  private static final int STEP = 5;
  private static final double WIDTH = 60;
  private static final SyntheticLand PLAIN = new SyntheticLand(77);
  private static final SyntheticLand BED = new SyntheticLand(78);

  private static Frame year(int year) {
    Frame frame = PLAIN.draw(W, H, 0, 0, year);
    // The bed with its bars drifts downstream, two and a half pixels a year.
    Frame bed = BED.draw(W, H, 2.5 * year, 0.8 * year, 1);
    float[] v = frame.band(0);
    for (int y = 0; y < H; y++) {
      for (int x = 0; x < W; x++) {
        double middle = H / 2.0 + 70 * Math.sin((x - 2.5 * year) / 90.0) - 0.8 * year;
        double far = Math.abs(y - middle);
        if (far < WIDTH) {
          v[y * W + x] = far < WIDTH / 3 ? 60 : bed.band(0)[y * W + x];
        }
      }
    }
    SyntheticLand.addNoise(frame, 20, year);
    return frame;
  }

  @Slow
  @Test
  void stableGroundIsNotShifted() {
    List<AlignmentImage> dates = new ArrayList<>();
    for (int year = 0; year < YEARS; year += STEP) {
      dates.add(AlignmentImage.of("y" + year, year(year), 0, 0));
    }
    AlignmentImage anchor = dates.get(dates.size() / 2);
    EdgeEstimator estimator =
        new EdgeEstimator(6, RefusalThresholds.MIN_CONFIDENCE, ShiftModel.AUTO);
    List<Edge> edges = new ArrayList<>();
    for (AlignmentImage date : dates) {
      if (date != anchor) {
        edges.add(estimator.measure(anchor, date));
      }
    }
    Map<String, AdjustedShift> shifts = Adjustment.solve(edges, anchor.id(), Map.of());
    for (Edge edge : edges) {
      AdjustedShift shift = Objects.requireNonNull(shifts.get(edge.targetId()));
      assertEquals(AdjustedShift.Status.ALIGNED, shift.status(), edge.reason());
      assertEquals(Displacement.NONE, shift.nonRigid(), edge.targetId());
      assertTrue(Math.hypot(shift.dxPx(), shift.dyPx()) < 0.06, shift.toString());
      assertTrue(edge.rejectedVotes() >= 3, "windows in the bed: " + edge.rejectedVotes());
    }
    assertTrue(!ChangingRegion.of(edges).isEmpty(), "the river bed is a changing region");
  }
}
