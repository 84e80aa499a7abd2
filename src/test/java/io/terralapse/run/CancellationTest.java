package io.terralapse.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  void aCancelledRunStopsAtEveryFurtherCheck() {
    cancellation.cancel();
    assertTrue(cancellation.isCancelled());
    assertThrows(CancellationException.class, cancellation::check);
    assertThrows(CancellationException.class, cancellation::check);
  }
}
