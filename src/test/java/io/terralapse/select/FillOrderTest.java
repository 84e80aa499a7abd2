package io.terralapse.select;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.AcquisitionDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FillOrderTest {
  private static final List<AcquisitionDate> DATES =
      Stream.of("2023-08-01", "2023-08-05", "2023-08-06", "2023-08-07", "2023-08-20")
          .map(Scenes::day)
          .toList();

  @Test
  void previousGoesBackInTime() {
    assertEquals(List.of(2, 1, 0), FillOrder.PREVIOUS.sources(DATES, 3));
    assertEquals(List.of(), FillOrder.PREVIOUS.sources(DATES, 0));
  }

  @Test
  void nearestGoesByDistanceAndTheEarlierOfTwo() {
    assertEquals(List.of(1, 3, 0, 4), FillOrder.NEAREST.sources(DATES, 2));
    assertEquals(List.of(3, 2, 1, 0), FillOrder.NEAREST.sources(DATES, 4));
  }

  @Test
  void ofDatesAtTheSameTimeTheNeighbourIsFirst() {
    List<AcquisitionDate> same = List.of(DATES.get(0), DATES.get(0), DATES.get(0), DATES.get(0));
    assertEquals(List.of(1, 0, 3), FillOrder.NEAREST.sources(same, 2));
  }

  @Test
  void noneFillsFromNothing() {
    assertEquals(List.of(), FillOrder.NONE.sources(DATES, 3));
  }
}
