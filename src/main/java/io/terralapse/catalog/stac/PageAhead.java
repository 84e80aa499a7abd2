package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Requests the next page of a search while the items of the last one are read, since a page names
 * the next one only. Pages are not made larger instead: some servers limit a response to 6 MB. Not
 * thread-safe.
 */
final class PageAhead implements AutoCloseable {
  private @Nullable ExecutorService executor;
  private @Nullable SearchRequest request;
  private @Nullable Future<ObjectNode> page;

  /** Requests a page. */
  @FunctionalInterface
  interface PageSource {
    ObjectNode get() throws IOException;
  }

  /** Begins with a page. */
  void begin(SearchRequest next, PageSource source) {
    ExecutorService thread = executor;
    if (thread == null) {
      thread =
          Executors.newSingleThreadExecutor(
              work -> {
                Thread made = new Thread(work, "search-page");
                made.setDaemon(true);
                return made;
              });
      executor = thread;
    }
    request = next;
    page = thread.submit(source::get);
  }

  /**
   * A page: the one that was begun, or one that is requested now.
   *
   * @throws IOException if it cannot be had
   * @throws IllegalStateException if the thread is interrupted
   */
  ObjectNode get(SearchRequest required, PageSource source) throws IOException {
    Future<ObjectNode> begun = page;
    page = null;
    if (begun == null || !required.equals(request)) {
      return source.get();
    }
    try {
      return begun.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while searching", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a page could not be read", e.getCause());
    }
  }

  @Override
  public void close() {
    if (executor != null) {
      executor.shutdownNow();
    }
  }
}
