package io.terralapse.access.http;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that may be held in memory before somebody reads them. Thread-safe. */
final class PrefetchBudget {
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  PrefetchBudget(long limit) {
    this.limit = limit;
  }

  /** Takes bytes if that many are left. */
  boolean tryTake(long bytes) {
    long before;
    do {
      before = used.get();
      if (bytes > limit - before) {
        return false;
      }
    } while (!used.compareAndSet(before, before + bytes));
    return true;
  }

  /** Takes bytes whether or not they are left, for somebody who waits for them now. */
  void take(long bytes) {
    used.addAndGet(bytes);
  }

  void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  long used() {
    return used.get();
  }
}
