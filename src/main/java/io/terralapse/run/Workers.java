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
 * A few named threads that run independent pieces of work. Results come back in the order of the
 * items, whatever order they finish in. After a failure nothing new starts, and the root failure is
 * the one thrown.
 */
public final class Workers implements AutoCloseable {

  /** A piece of work that may fail. */
  @FunctionalInterface
  public interface Work<I, O> {
    O run(I item) throws Exception;
  }

  private final ExecutorService threads;
  private final int count;

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

  public int count() {
    return count;
  }

  /** Starts one piece of work. */
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

  /** Runs {@code work} on every item and returns the results in the items' order. */
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
      } catch (CancellationException abandoned) {
        root = root == null ? abandoned : root;
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

  /** The first real failure; work that was only abandoned because of it says nothing. */
  private static @Nullable Throwable rootOf(@Nullable Throwable first, @Nullable Throwable next) {
    return first == null || first instanceof CancellationException ? next : first;
  }

  /**
   * Waits for work that has begun; an interrupt would close files under readers of the same window.
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
      } catch (InterruptedException asked) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
