package io.terralapse.watch;

import java.time.Duration;

/**
 * When a server is requested again: at whole multiples of the period since the start, whatever a
 * request or a run takes; times that were missed are left out. For one thread.
 */
final class PollSchedule {
  private final long start;
  private final long period;
  private long next;

  /**
   * A schedule whose first request is made at the start, outside of it.
   *
   * @param startNanos of a clock that never goes back
   */
  PollSchedule(long startNanos, Duration period) {
    this.start = startNanos;
    this.period = period.toNanos();
    this.next = startNanos + this.period;
  }

  boolean isDue(long nowNanos) {
    return nowNanos - next >= 0;
  }

  /** A request begins now. */
  void began(long nowNanos) {
    next = start + ((nowNanos - start) / period + 1) * period;
  }
}
