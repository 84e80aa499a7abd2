package io.terralapse.align.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.terralapse.align.core.ShiftModel;
import io.terralapse.model.Displacement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MedianReferenceTest {
  private static AdjustedShift shift(String id, AdjustedShift.Status status, double dx, double dy) {
    return new AdjustedShift(
        id,
        status,
        dx,
        dy,
        0.1,
        0.9,
        0.2,
        50,
        5,
        0,
        ShiftModel.TRANSLATION,
        Displacement.NONE,
        List.of(),
        "");
  }

  private static Map<String, AdjustedShift> of(AdjustedShift... shifts) {
    Map<String, AdjustedShift> all = new LinkedHashMap<>();
    for (AdjustedShift shift : shifts) {
      all.put(shift.id(), shift);
    }
    return all;
  }

  private static AdjustedShift get(Map<String, AdjustedShift> shifts, String id) {
    return Objects.requireNonNull(shifts.get(id));
  }

  @Test
  void theMedianBecomesZeroAndDifferencesAreKept() {
    Map<String, AdjustedShift> moved =
        MedianReference.of(
            of(
                shift("anchor", AdjustedShift.Status.ANCHOR, 0, 0),
                shift("a", AdjustedShift.Status.ALIGNED, 2, -1),
                shift("b", AdjustedShift.Status.ALIGNED, 3, 5),
                shift("wild", AdjustedShift.Status.REFUSED, 40, 40)));
    assertEquals(-2, get(moved, "anchor").dxPx());
    assertEquals(AdjustedShift.Status.ALIGNED, get(moved, "anchor").status());
    assertEquals(0, get(moved, "a").dxPx());
    assertEquals(-1, get(moved, "a").dyPx());
    assertEquals(6, get(moved, "b").dyPx() - get(moved, "a").dyPx());
    assertEquals(40, get(moved, "wild").dxPx(), "a refused date has no shift to move");
  }

  @Test
  void medianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    Map<String, AdjustedShift> moved =
        MedianReference.of(
            of(
                shift("anchor", AdjustedShift.Status.ANCHOR, 0, 0),
                shift("a", AdjustedShift.Status.ALIGNED, 1, 3)));
    assertEquals(-0.5, get(moved, "anchor").dxPx());
    assertEquals(1.5, get(moved, "a").dyPx());
    assertEquals(Map.of(), MedianReference.of(Map.of()));
  }

  @Test
  void lockedDatesCannotBeMadeRelativeToTheMedian() {
    assertThrows(
        IllegalArgumentException.class,
        () -> MedianReference.of(of(shift("a", AdjustedShift.Status.LOCKED, 1, 1))));
  }

  @Test
  void theAnchorShiftOfAnEarlierRunCanBeKept() {
    Map<String, AdjustedShift> moved =
        MedianReference.withAnchorAt(
            of(
                shift("anchor", AdjustedShift.Status.ANCHOR, 0, 0),
                shift("held", AdjustedShift.Status.LOCKED, 1, 1),
                shift("new", AdjustedShift.Status.ALIGNED, 10, 10),
                shift("wild", AdjustedShift.Status.REFUSED, 40, 40)),
            -2,
            0.5);
    assertEquals(-2, get(moved, "anchor").dxPx());
    assertEquals(1.5, get(moved, "held").dyPx());
    assertEquals(8, get(moved, "new").dxPx());
    assertEquals(40, get(moved, "wild").dxPx());
  }
}
