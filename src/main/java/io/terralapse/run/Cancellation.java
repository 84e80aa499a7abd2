package io.terralapse.run;

import java.util.concurrent.CancellationException;

/** A request to stop, which a run checks between its steps. Thread-safe. */
public final class Cancellation {
  private volatile boolean cancelled;

  /** Asks the run to stop at its next step. */
  public void cancel() {
    cancelled = true;
  }

  /** Whether {@link #cancel} was called. */
  public boolean isCancelled() {
    return cancelled;
  }

  /**
   * Returns normally unless the run is to stop.
   *
   * @throws CancellationException after {@link #cancel}
   */
  public void check() {
    if (cancelled) {
      throw new CancellationException("interrupted");
    }
  }
}
