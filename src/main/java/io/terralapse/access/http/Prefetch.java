package io.terralapse.access.http;

import io.terralapse.access.ByteRange;
import io.terralapse.access.NetworkException;
import io.terralapse.model.DataException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one file that will be read soon. They are fetched side by side as far as memory
 * goes, kept until all requested bytes of them were read, and then dropped. Thread-safe.
 */
final class Prefetch implements Closeable {
  /** A longer part is fetched by whoever reads it, straight to where it belongs. */
  private static final long LONGEST = 2 * RangePlan.LONGEST;

  private final Fetch fetch;
  private final Executor executor;
  private final PrefetchBudget budget;
  private final TreeMap<Long, Part> parts = new TreeMap<>();
  private int expectations;
  private boolean closed;

  /** Fetches a part. */
  @FunctionalInterface
  interface Fetch {
    /** The bytes from {@code position} on. */
    byte[] fetch(long position, int length) throws IOException;
  }

  private static final class Part {
    final RangePlan.Part plan;
    final FutureTask<byte[]> task;
    final int expectation;
    boolean begun;
    boolean dropped;
    long read;

    Part(RangePlan.Part plan, FutureTask<byte[]> task, int expectation) {
      this.plan = plan;
      this.task = task;
      this.expectation = expectation;
    }

    long end() {
      return plan.end();
    }
  }

  Prefetch(Fetch fetch, Executor executor, PrefetchBudget budget) {
    this.fetch = fetch;
    this.executor = executor;
    this.budget = budget;
  }

  /** Begins to fetch ranges that are not yet among the parts. Does not wait. */
  void expect(List<ByteRange> ranges) {
    List<ByteRange> missing = new ArrayList<>();
    synchronized (this) {
      if (closed) {
        return;
      }
      expectations++;
      for (ByteRange range : ranges) {
        if (findPart(range.position(), range.length()) == null) {
          missing.add(range);
        }
      }
      for (RangePlan.Part plan : RangePlan.join(missing)) {
        if (plan.length() <= LONGEST) {
          put(plan);
        }
      }
    }
    beginMore();
  }

  /**
   * Copies bytes of a part, waiting for it if need be.
   *
   * @return false if they are not in one part
   */
  boolean read(long position, byte[] into, int at, int length) throws IOException {
    Part part;
    synchronized (this) {
      part = findPart(position, length);
      if (part == null) {
        return false;
      }
      if (!part.begun) {
        part.begun = true;
        budget.take(part.plan.length());
      }
    }
    // Whoever comes first fetches: this thread, if no other has had time for it.
    part.task.run();
    byte[] bytes = await(part);
    System.arraycopy(bytes, (int) (position - part.plan.position()), into, at, length);
    boolean done;
    synchronized (this) {
      part.read += length;
      done = part.read >= part.plan.requestedBytes();
      if (done) {
        drop(part);
      }
    }
    if (done) {
      beginMore();
    }
    return true;
  }

  private byte[] await(Part part) throws IOException {
    try {
      return part.task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a server");
    } catch (ExecutionException e) {
      synchronized (this) {
        drop(part);
      }
      if (e.getCause() instanceof IOException cause) {
        throw copy(cause);
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** A new exception for every reader, since it may be logged with the reader's stack. */
  private static IOException copy(IOException cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof DataException) {
      return new DataException(message, cause);
    }
    return cause instanceof NetworkException
        ? new NetworkException(message, cause)
        : new IOException(message, cause);
  }

  /** Begins what memory allows, by position. */
  private void beginMore() {
    List<Part> begun = new ArrayList<>();
    synchronized (this) {
      for (Part part : List.copyOf(parts.values())) {
        if (!part.begun && !closed) {
          if (!budget.tryTake(part.plan.length())) {
            dropForgotten();
            if (!budget.tryTake(part.plan.length())) {
              break;
            }
          }
          part.begun = true;
          begun.add(part);
        }
      }
    }
    begun.forEach(part -> executor.execute(part.task));
  }

  /** Lets go of what was fetched two expectations ago or earlier and is still not read. */
  private void dropForgotten() {
    for (Part part : List.copyOf(parts.values())) {
      if (part.task.isDone() && part.expectation <= expectations - 2) {
        drop(part);
      }
    }
  }

  private @Nullable Part findPart(long position, long length) {
    Map.Entry<Long, Part> entry = parts.floorEntry(position);
    return entry != null && position + length <= entry.getValue().end() ? entry.getValue() : null;
  }

  private void put(RangePlan.Part plan) {
    Part old = parts.get(plan.position());
    if (old != null) {
      drop(old);
    }
    int length = (int) plan.length();
    parts.put(
        plan.position(),
        new Part(plan, new FutureTask<>(() -> fetch.fetch(plan.position(), length)), expectations));
  }

  private void drop(Part part) {
    if (!part.dropped) {
      part.dropped = true;
      parts.remove(part.plan.position(), part);
      if (part.begun) {
        budget.giveBack(part.plan.length());
      }
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      for (Part part : List.copyOf(parts.values())) {
        part.task.cancel(false);
        drop(part);
      }
    }
  }
}
