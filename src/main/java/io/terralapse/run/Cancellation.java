package io.terralapse.run;

import java.util.concurrent.CancellationException;

/** A wish to stop, which the run looks at between its steps. Thread-safe. */
public final class Cancellation {
  private volatile boolean cancelled;

  /** Asks the run to stop at its next step. */
  public void cancel() {
    cancelled = true;
  }

  /** Whether somebody has asked. */
  public boolean isCancelled() {
    return cancelled;
  }

  /**
   * Goes on, unless somebody has asked to stop.
   *
   * @throws CancellationException if so
   */
  public void check() {
    if (cancelled) {
      throw new CancellationException("interrupted");
    }
  }
}
