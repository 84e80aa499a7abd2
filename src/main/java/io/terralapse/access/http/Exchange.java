package io.terralapse.access.http;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * A request with its response, over all attempts that the client makes: each attempt takes one of
 * the permitted connections and has the same time limit; pauses between them take none. For one
 * thread beside the timer's.
 */
final class Exchange {
  private static final String ATTRIBUTE = Exchange.class.getName();

  private final HttpUriRequestBase request;
  private final FailureCount failures;
  private final Duration limit;
  private final Semaphore connections;
  private final ScheduledExecutorService timer;
  private volatile boolean late;
  private boolean connected;
  private @Nullable Future<?> timeout;

  /**
   * Begins nothing yet.
   *
   * @param limit time for one attempt, from the request to the last byte of the response
   */
  Exchange(
      HttpUriRequestBase request,
      FailureCount failures,
      Duration limit,
      Semaphore connections,
      ScheduledExecutorService timer) {
    this.request = request;
    this.failures = failures;
    this.limit = limit;
    this.connections = connections;
    this.timer = timer;
  }

  void attachTo(HttpContext context) {
    context.setAttribute(ATTRIBUTE, this);
  }

  /** The exchange that a context of the client belongs to. */
  static Exchange of(HttpContext context) {
    if (context.getAttribute(ATTRIBUTE) instanceof Exchange exchange) {
      return exchange;
    }
    throw new IllegalStateException("the request was not sent by Transport");
  }

  FailureCount failures() {
    return failures;
  }

  /** Waits for a connection and starts the time of an attempt. */
  void begin() throws InterruptedIOException {
    if (!connected) {
      try {
        connections.acquire();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for a connection");
      }
      connected = true;
    }
    startTimer(limit);
  }

  /**
   * Lets others use the connection during a pause. The time limit goes on, because the client may
   * still read the rest of a response before it pauses.
   */
  void pause(Duration pause) {
    release();
    startTimer(limit.plus(pause));
  }

  private void startTimer(Duration time) {
    stopTimer();
    timeout =
        timer.schedule(
            () -> {
              late = true;
              request.cancel();
            },
            time.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void stopTimer() {
    if (timeout != null) {
      timeout.cancel(false);
      timeout = null;
    }
  }

  private void release() {
    if (connected) {
      connected = false;
      connections.release();
    }
  }

  /** Whether the time limit ended the exchange. */
  boolean isLate() {
    return late;
  }

  void end() {
    stopTimer();
    release();
  }
}
