package io.terralapse.cli;

import io.terralapse.run.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How SIGINT and SIGTERM reach a run: the process asks it to stop, gives it a moment to tidy up and
 * to say so, and then ends; unfinished files of a run that was busy for longer are removed here.
 * The JVM's own exit code stands (130 or 143).
 *
 * <p>The process waits for {@link #end}, never for the main thread: that thread ends in {@code
 * System.exit}, which blocks while a shutdown is under way, so waiting for it would always take the
 * whole grace period.
 */
final class Interruption {
  /**
   * The process has to end within two seconds. A step that takes longer (a slow preset of the
   * encoder, one large block, a busy machine) is left where it is.
   */
  private static final long GRACE_MILLIS = 1_000;

  private static final long CLEARING_MILLIS = 300;

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

  /** Asks the run to stop; returns when it has, or after the grace period. */
  void interrupt() {
    cancellation.cancel();
    try {
      // A command that looks at no cancellation would only be waited for in vain.
      if (watched && !ended.await(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
        Thread clearing = new Thread(cancellation::abandon, "clearing");
        clearing.setDaemon(true);
        clearing.start();
        clearing.join(CLEARING_MILLIS);
        System.err.println(
            "terralapse: "
                + (cancellation.isPublishing()
                    ? ErrorHandlers.PUBLISHING
                    : ErrorHandlers.INTERRUPTION));
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }
}
