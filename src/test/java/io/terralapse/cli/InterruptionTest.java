package io.terralapse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.run.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 4, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // less than the grace period
final class InterruptionTest {

  @Test
  void aSignalStopsTheRunAndWaitsUntilItHasTidiedUp() throws Exception {
    Interruption interruption = new Interruption();
    Cancellation cancellation = interruption.cancellation();
    CountDownLatch left = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              interruption.interrupt();
              left.countDown();
            });
    hook.start();
    while (!cancellation.isCancelled()) {
      Thread.onSpinWait();
    }
    assertFalse(left.await(100, TimeUnit.MILLISECONDS), "left before the run had tidied up");

    interruption.end();

    assertTrue(left.await(3, TimeUnit.SECONDS), "still waiting for a run that has ended");
  }

  @Test
  void aRunThatHasEndedIsNotWaitedFor() {
    Interruption interruption = new Interruption();
    Cancellation cancellation = interruption.cancellation();
    interruption.end();

    interruption.interrupt();

    assertTrue(cancellation.isCancelled());
  }

  @Test
  void aCommandThatCannotBeStoppedIsNotWaitedFor() {
    Interruption interruption = new Interruption();

    interruption.interrupt();

    assertTrue(interruption.cancellation().isCancelled());
  }

  @Test
  void theProcessGoesAtOnceWithTheSignalsOwnCode() throws Exception {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                InterruptedProgram.class.getName())
            .redirectErrorStream(true)
            .start();
    try (var out = process.inputReader()) {
      assertEquals("running", out.readLine());
      process.toHandle().destroy(); // SIGTERM; the process's own destroy() would close the pipe
      assertEquals("tidied up", out.readLine());
      assertEquals(143, process.waitFor());
    } finally {
      process.destroyForcibly();
    }
  }
}
