package io.terralapse.align;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.Grid;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.testkit.SceneStubs;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlignmentForecastTest {
  private static final Grid GRID = SceneStubs.grid(0, 0, 128, 128);
  private static final ReadAcquisition DATE = SceneStubs.date(GRID, "2024-01-05");

  private static AlignmentForecast forecast(int dates, int jobs) {
    return AlignmentForecast.of(GRID, DATE.requests(), dates, jobs);
  }

  /** Pairs are compared on at least 1,024 pixels across: 0.1 s each on one core. */
  @Test
  void timeAndMemoryAreInProportionToTheNumberOfDates() {
    assertEquals(3000, forecast(3000, 2).dates());
    assertEquals(6000, forecast(3000, 2).pairs());
    assertEquals(6000 * 0.105 / 2, forecast(3000, 2).seconds(), 5);
    assertEquals(10 * forecast(300, 2).seconds(), forecast(3000, 2).seconds(), 1e-6);
    assertEquals(10 * forecast(300, 2).bytes(), forecast(3000, 2).bytes());
    assertEquals(168_000_000L, forecast(3000, 2).bytes());
    assertEquals(2 * forecast(300, 2).seconds(), forecast(300, 1).seconds(), 1e-6);
  }

  @Test
  void withoutAnythingToReadThereIsNoTime() {
    assertEquals(0, AlignmentForecast.of(GRID, List.of(), 7, 1).seconds());
  }
}
