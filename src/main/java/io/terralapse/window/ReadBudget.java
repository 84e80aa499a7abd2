package io.terralapse.window;

import java.util.concurrent.Semaphore;

/**
 * The part of the heap that reading windows may take: windows with small blocks are read in
 * parallel, a window that needs all of it is read alone. Thread-safe.
 */
final class ReadBudget {
  private static final int KIB = 1 << 10;

  private final int total;
  private final Semaphore free;

  /** A budget of some bytes, at least 1 KiB. */
  ReadBudget(long bytes) {
    this.total = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / KIB));
    // Fair: a large window is not passed by small ones for ever.
    this.free = new Semaphore(total, true);
  }

  /** Half of the heap. */
  static ReadBudget ofHeap() {
    return new ReadBudget(Runtime.getRuntime().maxMemory() / 2);
  }

  /** What one window takes, until it is closed. */
  @FunctionalInterface
  interface Share {
    void close();
  }

  /** Waits until the bytes are free, or until nothing else is read if they are more than all. */
  Share take(long bytes) {
    int share = (int) Math.max(1, Math.min(total, bytes / KIB));
    free.acquireUninterruptibly(share);
    return () -> free.release(share);
  }
}
