package io.terralapse.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class CancellationTest {
  private final Cancellation cancellation = new Cancellation();

  @Test
  void aRunThatIsNotCancelledContinues() {
    assertFalse(cancellation.isCancelled());
    assertDoesNotThrow(cancellation::check);
  }

  @Test
  void oneOfSeveralRunsStopsWithAllAndIsForgottenAtItsEnd() {
    List<String> cleared = new ArrayList<>();
    Cancellation first = cancellation.begin();
    first.onAbandon(() -> cleared.add("first"));
    cancellation.end(first);
    Cancellation second = cancellation.begin();
    second.onAbandon(() -> cleared.add("second"));
    cancellation.abandon();
    assertEquals(List.of("second"), cleared);
    second.cancel();
    assertTrue(second.isCancelled());
    assertFalse(cancellation.isCancelled(), "the others go on");
    Cancellation third = cancellation.begin();
    cancellation.cancel();
    assertThrows(CancellationException.class, third::check);
  }

  @Test
  void whatWasRegisteredLastIsClearedFirstAndMaySayThatItIsPublished() {
    List<String> cleared = new ArrayList<>();
    Cancellation part = cancellation.begin();
    part.onAbandon(() -> cleared.add("first"));
    part.onAbandon(
        () -> {
          cleared.add("second");
          part.keepPublishing();
        });
    assertFalse(cancellation.isPublishing());
    cancellation.abandon();
    assertEquals(List.of("second", "first"), cleared);
    assertTrue(cancellation.isPublishing());
  }

  @Test
  void aCancelledRunStopsAtEveryFurtherCheck() {
    cancellation.cancel();
    assertTrue(cancellation.isCancelled());
    assertThrows(CancellationException.class, cancellation::check);
    assertThrows(CancellationException.class, cancellation::check);
  }
}
