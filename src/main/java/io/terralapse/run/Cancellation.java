package io.terralapse.run;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;

/** A request to stop, which a run checks between its steps. Thread-safe. */
public final class Cancellation {
  private final List<Runnable> clearing = new CopyOnWriteArrayList<>();
  private volatile boolean cancelled;

  /** Asks the run to stop at its next step. */
  public void cancel() {
    cancelled = true;
  }

  /**
   * Registers what removes the unfinished files of a run that does not reach its next step in time.
   * It must be quick, and expect that the run still goes on.
   */
  public void onAbandon(Runnable clear) {
    clearing.add(clear);
  }

  /** Removes unfinished files, because the process ends without waiting for the run any longer. */
  public void abandon() {
    for (Runnable clear : clearing) {
      clear.run();
    }
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
