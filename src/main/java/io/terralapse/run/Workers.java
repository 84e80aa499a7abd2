package io.terralapse.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A fixed pool of named daemon threads for independent tasks. Results are in the order of the
 * items, whatever order they finish in. After a failure no further task starts, and the root
 * failure is the one thrown. Thread-safe.
 */
public final class Workers implements AutoCloseable {

  /** A task on one item, which may fail. */
  @FunctionalInterface
  public interface Work<I, O> {
    O run(I item) throws Exception;
  }

  private final ExecutorService threads;
  private final int count;

  /**
   * Starts no thread yet.
   *
   * @param name prefix of the threads' names
   * @param count most threads, at least 1
   */
  public Workers(String name, int count) {
    this.count = count;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            count,
            task -> {
              Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Most tasks that run at the same time. */
  public int count() {
    return count;
  }

  /** Starts one task; the future completes exceptionally if it fails. */
  public <O> CompletableFuture<O> start(Callable<O> work) {
    CompletableFuture<O> result = new CompletableFuture<>();
    threads.execute(
        () -> {
          try {
            result.complete(work.call());
          } catch (Throwable failure) {
            result.completeExceptionally(failure);
          }
        });
    return result;
  }

  /**
   * Runs {@code work} on every item.
   *
   * @return the results, in the order of the items
   * @throws Exception the first failure that is not a cancellation caused by another one
   */
  public <I, O> List<O> map(List<I> items, Work<? super I, ? extends O> work) throws Exception {
    AtomicBoolean failed = new AtomicBoolean();
    List<CompletableFuture<O>> running = new ArrayList<>();
    for (I item : items) {
      running.add(
          start(
              () -> {
                if (failed.get()) {
                  throw new CancellationException();
                }
                try {
                  return work.run(item);
                } catch (Throwable failure) {
                  failed.set(true);
                  throw failure;
                }
              }));
    }
    return joinAll(running);
  }

  private static <O> List<O> joinAll(List<CompletableFuture<O>> running) throws Exception {
    List<O> results = new ArrayList<>();
    Throwable root = null;
    for (CompletableFuture<O> one : running) {
      try {
        results.add(one.get());
      } catch (CancellationException cancelled) {
        root = root == null ? cancelled : root;
      } catch (ExecutionException failure) {
        root = rootOf(root, failure.getCause());
      }
    }
    if (root instanceof Error error) {
      throw error;
    }
    if (root != null) {
      throw (Exception) root;
    }
    return results;
  }

  /** The first real failure; tasks that were only cancelled because of it do not count. */
  private static @Nullable Throwable rootOf(@Nullable Throwable first, @Nullable Throwable next) {
    return first == null || first instanceof CancellationException ? next : first;
  }

  /**
   * Waits for running tasks instead of interrupting them: an interrupt would close files under
   * other readers of the same window.
   */
  @Override
  public void close() {
    threads.shutdown();
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      try {
        if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException interrupt) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
