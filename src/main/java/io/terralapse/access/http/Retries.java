package io.terralapse.access.http;

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
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;

/** Tries again what may pass: with growing pauses, and never without end. */
final class Retries {
  /** A try that got this much further does not count as failed; so ends are still bounded. */
  private static final long PROGRESS = 64 * 1024;

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  /** A host that is not known is seldom found later. */
  private static final int NAME_LOOKUPS = 2;

  private final int retries;
  private final Duration first;

  Retries(int retries, Duration first) {
    this.retries = retries;
    this.first = first;
  }

  /** Something that can be tried more than once. */
  @FunctionalInterface
  interface Attempt<T> {
    /** Tries. */
    T run() throws IOException;
  }

  /** Tries until it works, for something that either works or has come nowhere. */
  <T> T run(String name, Attempt<T> attempt) throws IOException {
    return run(name, () -> 0, attempt);
  }

  /**
   * Tries until it works.
   *
   * @param progress bytes so far, growing from try to try where a try continues the one before
   * @throws IOException with a sentence about {@code name}, when it fails for good
   */
  <T> T run(String name, LongSupplier progress, Attempt<T> attempt) throws IOException {
    int failures = 0;
    while (true) {
      long before = progress.getAsLong();
      try {
        return attempt.run();
      } catch (HostGuard.Refused e) {
        throw new Refusal(name + " may not be read: " + e.getMessage());
      } catch (IOException e) {
        Optional<String> clause = findPassing(e);
        if (clause.isEmpty()) {
          throw ended(name, e);
        }
        failures = progress.getAsLong() - before >= PROGRESS ? 1 : failures + 1;
        if (failures > retries || (e instanceof UnknownHostException && failures >= NAME_LOOKUPS)) {
          throw new IOException(
              name
                  + " could not be read: "
                  + clause.get()
                  + (failures > 1 ? " (" + failures + " tries)" : "")
                  + "; try again later",
              e);
        }
        pause(failures, e);
      }
    }
  }

  private static IOException ended(String name, IOException e) {
    if (e instanceof Refusal || e instanceof InterruptedIOException) {
      return e;
    }
    String what =
        e instanceof MessageConstraintException
            ? "the server sent a header that is too large"
            : e instanceof SSLException
                ? "the server's certificate could not be verified, or no encryption agreed on"
                : "the server's answer is not valid HTTP";
    return new IOException(name + " could not be read: " + what + "; check the address", e);
  }

  /** A clause for what may pass; empty for what will not. */
  private static Optional<String> findPassing(IOException e) {
    if (e instanceof TransientFailureException) {
      return Optional.ofNullable(e.getMessage());
    }
    if (e instanceof UnknownHostException) {
      return Optional.of("its host is not known");
    }
    if (e instanceof SocketTimeoutException) {
      return Optional.of("the server did not answer in time");
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
      return Optional.of("the connection broke off");
    }
    return Optional.empty();
  }

  /** Half to one and a half of the doubled pause, so that many clients do not come back as one. */
  private void pause(int failures, IOException e) throws InterruptedIOException {
    long longest =
        Math.min(LONGEST_PAUSE.toMillis(), first.toMillis() << Math.min(failures - 1, 10));
    long millis = longest / 2 + ThreadLocalRandom.current().nextLong(longest + 1);
    if (e instanceof TransientFailureException passing && passing.findWait().isPresent()) {
      millis = passing.findWait().get().toMillis();
    }
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a server");
    }
  }
}
