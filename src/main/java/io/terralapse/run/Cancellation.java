package io.terralapse.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A request to stop, which a run checks between its steps. Thread-safe. */
public final class Cancellation {
  private final List<Runnable> clearing = new CopyOnWriteArrayList<>();
  private final Runnable abandoning = this::abandon;
  private final @Nullable Cancellation whole;
  private volatile boolean cancelled;
  private volatile boolean publishing;

  /** Of a run that nothing else can stop. */
  public Cancellation() {
    this(null);
  }

  private Cancellation(@Nullable Cancellation whole) {
    this.whole = whole;
  }

  /**
   * The cancellation of one of several runs: cancelling this one stops it as well. To be given to
   * {@link #end} when that run has ended, so that nothing of it is kept.
   */
  public Cancellation begin() {
    Cancellation part = new Cancellation(this);
    clearing.add(part.abandoning);
    return part;
  }

  /** One of several runs has ended. */
  public void end(Cancellation part) {
    clearing.remove(part.abandoning);
  }

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

  /**
   * Removes unfinished files, because the process ends without waiting for the run any longer. What
   * was registered last comes first.
   */
  public void abandon() {
    List<Runnable> latestFirst = new ArrayList<>(clearing);
    Collections.reverse(latestFirst);
    latestFirst.forEach(Runnable::run);
  }

  /** Says that an abandoned run has begun to publish its files, which the next run completes. */
  public void keepPublishing() {
    publishing = true;
    if (whole != null) {
      whole.keepPublishing();
    }
  }

  /** Whether {@link #keepPublishing} was called. */
  public boolean isPublishing() {
    return publishing;
  }

  /** Whether {@link #cancel} was called. */
  public boolean isCancelled() {
    return cancelled || (whole != null && whole.isCancelled());
  }

  /**
   * Returns normally unless the run is to stop.
   *
   * @throws CancellationException after {@link #cancel}
   */
  public void check() {
    if (isCancelled()) {
      throw new CancellationException("interrupted");
    }
  }
}
