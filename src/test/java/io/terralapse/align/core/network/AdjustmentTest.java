package io.terralapse.align.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.align.core.network.AdjustedShift.Status;
import io.terralapse.model.Displacement;
import io.terralapse.model.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AdjustmentTest {
  private static Edge edge(String from, String to, double dx, double dy, double sigma) {
    return new Edge(
        from,
        to,
        dx,
        dy,
        sigma * sigma,
        0,
        sigma * sigma,
        0.1,
        ShiftModel.TRANSLATION,
        Displacement.NONE,
        List.of(),
        0.9,
        true,
        "");
  }

  private static Edge refused(String from, String to) {
    return Edge.refused(from, to, "too few windows agree: 2 of 80");
  }

  private static AdjustedShift at(Map<String, AdjustedShift> shifts, String id) {
    return Objects.requireNonNull(shifts.get(id), id);
  }

  private static void assertAt(double dx, double dy, AdjustedShift s) {
    assertEquals(Status.ALIGNED, s.status(), s.toString());
    assertEquals(dx, s.dxPx(), 1e-6);
    assertEquals(dy, s.dyPx(), 1e-6);
  }

  @Test
  void aStarNetworkReproducesItsEdges() {
    Map<String, AdjustedShift> s =
        Adjustment.solve(
            List.of(edge("a", "b", 1, 2, 0.05), edge("a", "c", -1, 0.5, 0.05)), "a", Map.of());
    assertEquals(List.of("a", "b", "c"), List.copyOf(s.keySet()));
    assertEquals(Status.ANCHOR, at(s, "a").status());
    assertAt(1, 2, at(s, "b"));
    assertAt(-1, 0.5, at(s, "c"));
    assertEquals(Math.sqrt(2 * (0.05 * 0.05 + 1e-4)), at(s, "b").uncertaintyPx(), 1e-6);
  }

  @Test
  void chainsAddUpAndReversedEdgesAreNegated() {
    Map<String, AdjustedShift> s =
        Adjustment.solve(
            List.of(edge("a", "b", 1, 0, 0.05), refused("a", "c"), edge("c", "b", 0.4, -0.1, 0.05)),
            "a",
            Map.of());
    assertAt(0.6, 0.1, at(s, "c"));
    assertTrue(at(s, "c").uncertaintyPx() > at(s, "b").uncertaintyPx());
  }

  @Test
  void lockedDatesAreConstants() {
    Map<String, AdjustedShift> s =
        Adjustment.solve(
            List.of(edge("a", "b", 1, 0, 0.05), edge("b", "c", 0.5, 0.5, 0.05)),
            "a",
            Map.of("b", AdjustedShift.locked("b", 0.9, -0.1, Displacement.NONE)));
    assertEquals(Status.LOCKED, at(s, "b").status());
    assertEquals(0.9, at(s, "b").dxPx());
    assertEquals(Math.hypot(0.1, 0.1), at(s, "b").closurePx(), 1e-12, "residual of the new edge");
    assertAt(1.4, 0.4, at(s, "c"));
  }

  @Test
  void aLockedDateWithoutEdgesPassesItsNonRigidPartToConnectedDates() {
    Displacement turn = new Displacement(0, 0, 1e-3, 2e-3, -2e-3, 1e-3, List.of());
    Map<String, AdjustedShift> s =
        Adjustment.solve(
            List.of(edge("b", "c", 0.5, 0.5, 0.05)),
            "a",
            Map.of("b", AdjustedShift.locked("b", 2, -1, turn)));
    assertEquals(List.of("a", "b", "c"), List.copyOf(s.keySet()));
    assertEquals(turn, at(s, "b").nonRigid());
    assertEquals(1e-3, at(s, "c").nonRigid().a());
    assertEquals(Status.ALIGNED, at(s, "c").status());
  }

  @Test
  void anEdgeThatContradictsALockIsRefused() {
    Map<String, AdjustedShift> s =
        Adjustment.solve(
            List.of(edge("a", "c", 0, 0, 0.05), edge("b", "c", 0, 0, 0.05)),
            "a",
            Map.of("b", AdjustedShift.locked("b", 5, 0, Displacement.NONE)));
    assertEquals(5, at(s, "b").dxPx());
    assertEquals(Status.REFUSED, at(s, "c").status());
  }

  @Test
  void edgesAreWeightedByTheirCovariance() {
    Map<String, AdjustedShift> s =
        Adjustment.solve(
            List.of(
                edge("a", "b", 0, 0, 0.1), edge("a", "c", 0, 0, 0.1), edge("c", "b", 0.1, 0, 10)),
            "a",
            Map.of());
    assertEquals(0, at(s, "b").dxPx(), 1e-3);
  }

  /** A loop b, c, d and a loop e, f, g, which only the anchor connects. */
  @Test
  void contradictionsInTwoPartsOfTheNetworkDoNotInfluenceEachOther() {
    Map<String, AdjustedShift> s =
        Adjustment.solve(
            List.of(
                edge("a", "b", 1, 0, 0.05),
                edge("a", "c", 0.2, 0, 0.05),
                edge("b", "d", 0.1, 0, 0.05),
                edge("c", "d", 3, 0, 0.05),
                edge("a", "e", 2, 0, 0.05),
                edge("a", "f", 0.3, 0, 0.05),
                edge("e", "g", 0, 4, 0.05),
                edge("f", "g", 0, -4, 0.05)),
            "a",
            Map.of());
    assertEquals(Status.REFUSED, at(s, "d").status());
    assertEquals(Status.REFUSED, at(s, "g").status());
    assertAt(1, 0, at(s, "b"));
    assertAt(0.2, 0, at(s, "c"));
    assertAt(2, 0, at(s, "e"));
    assertAt(0.3, 0, at(s, "f"));
  }

  @Test
  void onlyTheDateWithContradictingEdgesIsRefused() {
    Map<String, AdjustedShift> s =
        Adjustment.solve(
            List.of(
                edge("a", "b", 1, 0, 0.05),
                edge("a", "c", 0.2, 0, 0.05),
                edge("b", "d", 0.1, 0, 0.05),
                edge("c", "d", 3, 0, 0.05)),
            "a",
            Map.of());
    assertEquals(Status.REFUSED, at(s, "d").status());
    assertTrue(at(s, "d").reason().contains("contradict"), at(s, "d").reason());
    assertAt(1, 0, at(s, "b"));
    assertAt(0.2, 0, at(s, "c"));
  }

  @Test
  void datesNotConnectedToTheAnchorAreRefusedWithAReason() {
    Map<String, AdjustedShift> s =
        Adjustment.solve(
            List.of(refused("a", "b"), refused("a", "c"), edge("b", "c", 1, 1, 0.1)),
            "a",
            Map.of());
    assertEquals(Status.REFUSED, at(s, "b").status());
    assertFalse(at(s, "b").reason().isEmpty());
    assertEquals(Status.REFUSED, at(s, "c").status());
  }

  @Test
  void aLongSequenceIsSolved() {
    List<Edge> edges = new ArrayList<>();
    for (int i = 1; i < 200; i++) {
      edges.add(edge("d0", "d" + i, 0.01 * i, -0.02 * i, 0.05));
      edges.add(edge("d" + (i - 1), "d" + i, 0.01, -0.02, 0.02));
    }
    Map<String, AdjustedShift> s = Adjustment.solve(edges, "d0", Map.of());
    assertAt(1.99, -3.98, at(s, "d199"));
  }

  /**
   * All dates of one group, each weakly tied to the anchor and to its neighbours in time; every
   * fiftieth has one wrong edge. Solving the network again for each of them, or for the variance of
   * each date, would take its square.
   */
  @Test
  @Timeout(60)
  void oneLargeGroupWithManyContradictionsIsSolved() {
    int n = 3000;
    List<Edge> edges = new ArrayList<>();
    for (int i = 1; i < n; i++) {
      double wrong = i % 50 == 0 ? 5 : 0;
      edges.add(edge("d0", "d" + i, x(i) + wrong, -x(i), 0.1));
      if (i > 1) {
        edges.add(edge("d" + (i - 1), "d" + i, x(i) - x(i - 1), x(i - 1) - x(i), 0.05));
        edges.add(edge("d" + i, "d" + (i - 1), x(i - 1) - x(i), x(i) - x(i - 1), 0.05));
      }
    }
    Map<String, AdjustedShift> s = Adjustment.solve(edges, "d0", Map.of());
    for (int i = 1; i < n; i++) {
      AdjustedShift one = at(s, "d" + i);
      // The wrong edge is the only one of its date that disagrees, or the date is refused.
      if (one.status() == Status.ALIGNED) {
        assertEquals(x(i), one.dxPx(), 0.1, one.id());
        assertEquals(-x(i), one.dyPx(), 0.1, one.id());
      } else {
        assertTrue(i % 50 < 2 || i % 50 > 48, one.id());
      }
    }
    assertEquals(Status.REFUSED, at(s, "d1500").status());
    assertEquals(at(s, "d1025").uncertaintyPx(), at(s, "d2025").uncertaintyPx(), 1e-9);
  }

  private static double x(int date) {
    return Math.sin(date * 0.7);
  }

  @Test
  void extraEdgesGoToTheNearestAcceptedDatesInTime() {
    List<String> time = List.of("a", "b", "c", "d", "e", "f");
    assertEquals(List.of("b", "e"), ShiftPolicy.extraReferences(time, Set.of("a", "b", "e"), "c"));
    assertEquals(List.of("e", "a"), ShiftPolicy.extraReferences(time, Set.of("a", "e"), "f"));
    assertEquals(List.of(), ShiftPolicy.extraReferences(time, Set.of(), "f"));
  }

  @Test
  void shiftsAreScaledToTheGridAndOnlyAppliedWhenLargerThanTheirUncertainty() {
    Map<String, AdjustedShift> s =
        Adjustment.solve(
            List.of(edge("a", "b", 1, -2, 0.05), edge("a", "c", 0.03, 0, 0.05), refused("a", "d")),
            "a",
            Map.of());
    assertEquals(Shift.REFERENCE, ShiftPolicy.toShift(at(s, "a"), 0.5));
    Shift b = ShiftPolicy.toShift(at(s, "b"), 0.5);
    assertEquals(0.5, b.dxPx(), 1e-6);
    assertEquals(-1, b.dyPx(), 1e-6);
    assertTrue(b.applied());
    Shift c = ShiftPolicy.toShift(at(s, "c"), 0.5);
    assertEquals(Shift.Status.ALIGNED, c.status());
    assertFalse(c.applied());
    assertEquals(0.015, c.dxPx(), 1e-6);
    Shift d = ShiftPolicy.toShift(at(s, "d"), 0.5);
    assertEquals(Shift.Status.REFUSED, d.status());
    assertFalse(d.applied());
    assertEquals(0, d.uncertaintyPx());
  }
}
