package io.terralapse.access.http;

import io.terralapse.access.NetworkException;
import io.terralapse.model.DataException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;

/**
 * Which failures are transient, how often they are retried and after which pause. The client
 * applies it to every request until the headers of a response have arrived; {@link #run} applies
 * the same rule to what follows. Thread-safe.
 */
final class RetryPolicy implements HttpRequestRetryStrategy {
  /**
   * An attempt that received at least this many bytes starts a new count of failures. The number of
   * attempts stays bounded, since the file is.
   */
  private static final long PROGRESS = 64 * 1024;

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  private final int retries;
  private final Duration firstPause;

  /**
   * A policy.
   *
   * @param retries how often a request is sent again, 0 or more
   * @param firstPause pause before the first retry; doubled for every further one
   */
  RetryPolicy(int retries, Duration firstPause) {
    this.retries = retries;
    this.firstPause = firstPause;
  }

  /** One attempt of an operation; what it sends counts its failures in {@code failures}. */
  @FunctionalInterface
  interface Attempt<T> {
    /** Sends requests and reads the responses. */
    T run(FailureCount failures) throws IOException;
  }

  /** Runs an operation that starts again from the beginning in every attempt. */
  <T> T run(String name, Attempt<T> attempt) throws IOException {
    return run(name, () -> 0, attempt);
  }

  /**
   * Runs an operation until it succeeds or fails permanently.
   *
   * <p>The client retries requests by itself, but it hands a response over as soon as it has the
   * headers. A body that is cut short, stalls or is too slow, a response that turns out not to be
   * the one requested, and a redirect that has expired are found only while the body is read: those
   * are retried here. Both count the same failures, so that the number of attempts has one bound.
   *
   * @param progress bytes received until now, where an attempt continues the one before
   * @throws DataException if a response is of no use
   * @throws NetworkException if the failures were transient, but too many
   */
  <T> T run(String name, LongSupplier progress, Attempt<T> attempt) throws IOException {
    FailureCount failures = new FailureCount(retries);
    while (true) {
      long before = progress.getAsLong();
      try {
        return attempt.run(failures);
      } catch (IOException e) {
        Optional<String> reason = findTransient(e);
        if (reason.isEmpty()) {
          throw permanent(name, e);
        }
        if (progress.getAsLong() - before >= PROGRESS) {
          failures.reset();
        }
        if (failures.isExhausted() || !failures.add(e)) {
          throw failures.exception(name, reason.get(), e);
        }
        sleep(pause(failures.count(), findWait(e)));
      }
    }
  }

  private static void sleep(Duration pause) throws InterruptedIOException {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
  }

  private static InterruptedIOException interrupted() {
    return new InterruptedIOException("interrupted while waiting for a server");
  }

  @Override
  public boolean retryRequest(
      HttpRequest request, IOException failure, int attempts, HttpContext context) {
    return findTransient(failure).isPresent() && Exchange.of(context).failures().add(failure);
  }

  @Override
  public boolean retryRequest(HttpResponse response, int attempts, HttpContext context) {
    return RemoteResponse.isTransient(response.getCode())
        && RemoteResponse.findTooLongWait(response).isEmpty()
        && Exchange.of(context).failures().add(null);
  }

  @Override
  public TimeValue getRetryInterval(
      HttpRequest request, IOException failure, int attempts, HttpContext context) {
    return interval(Optional.empty(), context);
  }

  @Override
  public TimeValue getRetryInterval(HttpResponse response, int attempts, HttpContext context) {
    return interval(RemoteResponse.findWait(response), context);
  }

  private TimeValue interval(Optional<Duration> wait, HttpContext context) {
    Exchange exchange = Exchange.of(context);
    Duration pause = pause(exchange.failures().count(), wait);
    exchange.pause(pause);
    return TimeValue.of(pause);
  }

  /**
   * What the server asks for, else half to one and a half of the doubled pause, so that many
   * clients do not return at the same moment.
   */
  private Duration pause(int failures, Optional<Duration> wait) {
    long longest =
        Math.min(LONGEST_PAUSE.toMillis(), firstPause.toMillis() << Math.min(failures - 1, 10));
    return wait.orElseGet(
        () -> Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest + 1)));
  }

  private static Optional<Duration> findWait(IOException e) {
    return e instanceof TransientFailureException failure ? failure.findWait() : Optional.empty();
  }

  private static IOException permanent(String name, IOException e) {
    if (e instanceof DataException || e instanceof NetworkException) {
      return e;
    }
    if (e instanceof BlockedHostException) {
      return new DataException(name + " is not read: " + e.getMessage());
    }
    if (e instanceof InterruptedIOException) {
      return e.getMessage() == null ? interrupted() : e;
    }
    if (e instanceof SSLException) {
      return new NetworkException(
          name
              + " could not be read: the server's certificate was not accepted, or no encryption"
              + " is common to both sides; check the address",
          e);
    }
    String what =
        e instanceof MessageConstraintException
            ? "the server sent a header that is too large"
            : "the server's response is not valid HTTP";
    return new DataException(name + " could not be read: " + what + "; check the address", e);
  }

  /** A clause for a transient failure; empty for a permanent one. */
  private static Optional<String> findTransient(IOException e) {
    if (e instanceof TransientFailureException) {
      return Optional.ofNullable(e.getMessage());
    }
    if (e instanceof UnknownHostException) {
      return e instanceof BlockedHostException
          ? Optional.empty()
          : Optional.of("its host is unknown");
    }
    if (e instanceof SocketTimeoutException) {
      return Optional.of("the server did not respond in time");
    }
    if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
      return Optional.of("the server could not be reached");
    }
    if (e instanceof SSLHandshakeException || e instanceof SSLPeerUnverifiedException) {
      return Optional.empty();
    }
    if (e instanceof SocketException
        || e instanceof NoHttpResponseException
        || e instanceof ConnectionClosedException
        || e instanceof TruncatedChunkException
        || e instanceof SSLException) {
      return Optional.of("the connection was interrupted");
    }
    return Optional.empty();
  }
}
