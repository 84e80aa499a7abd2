package io.terralapse.pipeline;

import java.util.concurrent.CancellationException;

public final class Cancellation {
  private volatile boolean cancelled;

  public void cancel() {
    cancelled = true;
  }

  public boolean isCancelled() {
    return cancelled;
  }

  public void check() {
    if (cancelled) {
      throw new CancellationException("interrupted");
    }
  }
}
