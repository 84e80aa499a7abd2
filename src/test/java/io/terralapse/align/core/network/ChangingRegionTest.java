package io.terralapse.align.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.align.core.TiePoint;
import io.terralapse.model.Displacement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class ChangingRegionTest {
  private static final int SIDE = 10;
  private static final int STEP = 80;

  /** A date with windows on a lattice; those that match the predicate disagree. */
  private static Edge edge(String id, boolean accepted, IntPredicate changes) {
    List<TiePoint> ties = new ArrayList<>();
    for (int i = 0; i < SIDE * SIDE; i++) {
      double x = -200 + STEP * (i % SIDE) + 5;
      double y = -100 + STEP * Math.floorDiv(i, SIDE) + 7;
      ties.add(new TiePoint(x, y, 0.5, 0.5, !changes.test(i)));
    }
    return new Edge(
        "ref",
        id,
        0.5,
        0.5,
        0.01,
        0,
        0.01,
        0.1,
        ShiftModel.TRANSLATION,
        Displacement.NONE,
        ties,
        0.9,
        accepted,
        "");
  }

  private static List<Edge> edges(int count, boolean accepted, IntPredicate changes) {
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int odd = 7 * i + 3;
      // Besides, every date has one window that is off by chance.
      edges.add(edge("d" + i, accepted, w -> changes.test(w) || w == odd));
    }
    return edges;
  }

  @Test
  void persistentDisagreementIsFoundAndOccasionalIsNot() {
    List<ChangingRegion.Square> squares = ChangingRegion.of(edges(8, true, w -> w % SIDE == 4));
    assertEquals(SIDE, squares.size());
    for (ChangingRegion.Square square : squares) {
      double middle = -200 + STEP * 4 + 5;
      assertTrue(Math.abs(square.x() - middle) <= square.half(), square.toString());
      assertEquals(STEP / 2.0, square.half(), 1e-9);
    }
  }

  @Test
  void stableGroundFewDatesAndRefusedEdgesHaveNoChangingRegion() {
    assertEquals(List.of(), ChangingRegion.of(edges(8, true, w -> false)));
    assertEquals(List.of(), ChangingRegion.of(edges(3, true, w -> w % SIDE == 4)));
    assertEquals(List.of(), ChangingRegion.of(edges(8, false, w -> w % SIDE == 4)));
  }

  @Test
  void halfOfAFrameIsNotExcluded() {
    assertEquals(List.of(), ChangingRegion.of(edges(8, true, w -> w % SIDE < 5)));
  }
}
