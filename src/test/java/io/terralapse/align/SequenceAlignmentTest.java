package io.terralapse.align;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.SequenceAlignment.Pair;
import io.terralapse.align.core.Edge;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.model.Displacement;
import io.terralapse.model.Grid;
import io.terralapse.model.Shift;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.testkit.SceneStubs;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SequenceAlignmentTest {
  private static final Grid GRID = SceneStubs.grid(0, 0, 64, 64);
  private static final ReadAcquisition FIRST = SceneStubs.date(GRID, "2024-01-05");
  private static final ReadAcquisition SECOND = SceneStubs.date(GRID, "2024-01-15");

  @Test
  void withoutAlignmentEveryDateKeepsItsGeoreference() {
    SequenceAlignment off = SequenceAlignment.off(List.of(FIRST, SECOND));
    assertEquals(List.of("2024-01-05", "2024-01-15"), List.copyOf(off.dates().keySet()));
    assertEquals(Shift.OFF, off.shiftOf(SECOND));
    assertEquals("", off.of(SECOND).reason());
    assertEquals(Optional.empty(), off.anchor());
    assertEquals(Optional.empty(), off.lock());
  }

  @Test
  void aDateOfAnotherSequenceHasNoAlignment() {
    SequenceAlignment off = SequenceAlignment.off(List.of(FIRST));
    assertThrows(NullPointerException.class, () -> off.shiftOf(SECOND));
  }

  @Test
  void anAcceptedPairIsInconsistentBeyondThreeStandardDeviations() {
    Edge edge = KnownEdges.accepted("a", "b", 1, 0, 0.9); // standard deviation 0.1 px
    assertFalse(new Pair(edge, 0.29).isInconsistent());
    assertTrue(new Pair(edge, 0.31).isInconsistent());
  }

  @Test
  void aNegligibleMisfitIsNeverInconsistent() {
    Edge exact =
        new Edge(
            "a",
            "b",
            1,
            0,
            1e-8,
            0,
            1e-8,
            0,
            ShiftModel.TRANSLATION,
            Displacement.NONE,
            List.of(),
            1,
            true,
            "");
    assertFalse(new Pair(exact, 0.09).isInconsistent());
    assertTrue(new Pair(exact, 0.11).isInconsistent());
  }

  @Test
  void aRefusedPairOrAnUnknownMisfitIsNotInconsistent() {
    assertFalse(new Pair(Edge.refused("a", "b", "too cloudy"), 5).isInconsistent());
    assertFalse(new Pair(KnownEdges.accepted("a", "b", 1, 0, 0.9), Double.NaN).isInconsistent());
  }
}
