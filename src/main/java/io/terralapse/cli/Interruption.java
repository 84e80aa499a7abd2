package io.terralapse.cli;

import io.terralapse.run.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How SIGINT and SIGTERM reach a run: the process asks it to stop, gives it a moment to tidy up and
 * to say so, and then goes. The JVM's own exit code stands (130 or 143).
 *
 * <p>The process waits for {@link #end}, never for the main thread: that thread ends in {@code
 * System.exit}, which blocks while a shutdown is under way, so waiting for it would always take the
 * whole grace period.
 */
final class Interruption {
  private static final long GRACE_MILLIS = 5_000;

  private final Cancellation cancellation = new Cancellation();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean watched;

  /** Makes signals to this process set the cancellation, for as long as the process lives. */
  static Interruption ofProcess() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::interrupt, "interruption"));
    return interruption;
  }

  /** What a run that can be stopped looks at. */
  Cancellation cancellation() {
    watched = true;
    return cancellation;
  }

  /** The command has printed all that it has to say. */
  void end() {
    ended.countDown();
  }

  /** Asks the run to stop; returns when it has, or when the grace period is over. */
  void interrupt() {
    cancellation.cancel();
    try {
      // A command that looks at no cancellation would only be waited for in vain.
      if (watched) {
        boolean unused = ended.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }
}
