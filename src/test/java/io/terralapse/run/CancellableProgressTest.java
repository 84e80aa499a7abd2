package io.terralapse.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.terralapse.testkit.RecordedProgress;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class CancellableProgressTest {
  private final RecordedProgress display = new RecordedProgress();
  private final Cancellation cancellation = new Cancellation();
  private final CancellableProgress progress = new CancellableProgress(display, cancellation);

  @Test
  void forwardsEveryCall() {
    progress.stage("reading", 2);
    progress.step();
    progress.note("a line");
    assertEquals(List.of("stage reading 2", "step", "note a line"), display.calls());
  }

  @Test
  void aCancelledRunStopsAtItsNextStepBeforeTheDisplayCountsIt() {
    progress.stage("reading", 2);
    cancellation.cancel();
    assertThrows(CancellationException.class, progress::step);
    assertThrows(CancellationException.class, () -> progress.stage("aligning", 1));
    assertEquals(List.of("stage reading 2"), display.calls());
  }

  @Test
  void notesAreShownEvenWhenTheRunIsCancelled() {
    cancellation.cancel();
    progress.note("stopping");
    assertEquals(List.of("note stopping"), display.calls());
  }
}
