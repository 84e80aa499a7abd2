package io.terralapse.access.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which failures are retried, how often, and what they end in. */
class RetryPolicyTest {
  private static final String NAME = "https://x.org/a.tif";

  private final RetryPolicy policy = new RetryPolicy(3, Duration.ofMillis(1));
  private int attempts;

  private IOException failing(IOException with) {
    return assertThrows(
        IOException.class,
        () ->
            policy.run(
                NAME,
                failures -> {
                  attempts++;
                  throw with;
                }));
  }

  static List<Arguments> transients() {
    return List.of(
        arguments(new TransientFailureException("the response was cut short"), "was cut short"),
        arguments(new SocketTimeoutException("Read timed out"), "did not respond in time"),
        arguments(new ConnectException("refused"), "could not be reached"),
        arguments(new NoRouteToHostException("none"), "could not be reached"),
        arguments(new SocketException("reset"), "was interrupted"),
        arguments(new NoHttpResponseException("none"), "was interrupted"),
        arguments(new ConnectionClosedException("closed"), "was interrupted"),
        arguments(new TruncatedChunkException("cut"), "was interrupted"),
        arguments(new SSLException("closed early"), "was interrupted"));
  }

  @ParameterizedTest
  @MethodSource("transients")
  void transientFailuresAreRetriedAndEndAsFailuresOfTheNetwork(IOException failure, String why) {
    IOException error = failing(failure);
    assertEquals(4, attempts, "one attempt and three retries");
    assertTrue(error instanceof NetworkException, error.toString());
    assertSame(failure, error.getCause());
    String sentence = String.valueOf(error.getMessage());
    assertTrue(sentence.startsWith(NAME + " could not be read: "), sentence);
    assertTrue(sentence.contains(why + " (4 attempts); try again later"), sentence);
  }

  @Test
  void anUnknownHostIsRetriedOnce() {
    IOException error = failing(new UnknownHostException("x.org"));
    assertEquals(2, attempts);
    assertTrue(String.valueOf(error.getMessage()).contains("host is unknown"), error.getMessage());
  }

  static List<Arguments> permanents() {
    return List.of(
        arguments(new DataException("a is not a TIFF"), "a is not a TIFF"),
        arguments(new BlockedHostException("10.0.0.1"), "is not read: "),
        arguments(new MessageConstraintException("long"), "header that is too large"),
        arguments(new IOException(new ProtocolException("odd")), "is not valid HTTP"));
  }

  @ParameterizedTest
  @MethodSource("permanents")
  void permanentFailuresAreNotRetriedAndAreThoseOfTheData(IOException failure, String why) {
    IOException error = failing(failure);
    assertEquals(1, attempts);
    assertTrue(error instanceof DataException, error.toString());
    assertTrue(String.valueOf(error.getMessage()).contains(why), error.getMessage());
  }

  @Test
  void aCertificateThatIsNotAcceptedIsAFailureOfTheNetworkAndNotRetried() {
    IOException error = failing(new SSLHandshakeException("expired"));
    assertEquals(1, attempts);
    assertTrue(error instanceof NetworkException, error.toString());
    assertTrue(String.valueOf(error.getMessage()).contains("certificate"), error.getMessage());
  }

  @Test
  void anInterruptionIsPassedOn() {
    InterruptedIOException own = new InterruptedIOException("interrupted while reading");
    assertSame(own, failing(own));
    assertEquals(1, attempts);
    assertEquals(
        "interrupted while waiting for a server",
        failing(new InterruptedIOException()).getMessage());
  }

  @Test
  void theResultOfALaterAttemptIsReturned() throws IOException {
    String result =
        policy.run(
            NAME,
            failures -> {
              if (attempts++ < 2) {
                throw new SocketException("reset");
              }
              return "content";
            });
    assertEquals("content", result);
    assertEquals(3, attempts);
  }

  @Test
  void failuresThatTheClientHasCountedBeforeLeaveFewerAttempts() {
    assertThrows(
        NetworkException.class,
        () ->
            policy.run(
                NAME,
                failures -> {
                  attempts++;
                  failures.add(null);
                  throw new SocketException("reset");
                }));
    assertEquals(2, attempts, "two failures in each attempt");
  }

  @Test
  void anAttemptThatReceivedEnoughStartsANewCount() {
    AtomicLong received = new AtomicLong();
    assertThrows(
        NetworkException.class,
        () ->
            policy.run(
                NAME,
                received::get,
                failures -> {
                  attempts++;
                  received.addAndGet(attempts <= 5 ? 64 * 1024 : 64 * 1024 - 1);
                  throw new SocketException("reset");
                }));
    // The fifth attempt still starts a new count with its own failure; three retries follow.
    assertEquals(8, attempts);
  }

  @Test
  void theServerSaysHowLongToWait() {
    RetryPolicy once = new RetryPolicy(1, Duration.ofSeconds(8));
    long began = System.nanoTime();
    assertThrows(
        NetworkException.class,
        () ->
            once.run(
                NAME,
                failures -> {
                  throw new TransientFailureException(
                      "the server is busy", Optional.of(Duration.ofMillis(20)));
                }));
    Duration waited = Duration.ofNanos(System.nanoTime() - began);
    assertTrue(waited.toMillis() >= 20, "waited " + waited);
    assertTrue(waited.toMillis() < 4000, "the configured pause is 4 s or more: " + waited);
  }

  @Test
  void anInterruptedPauseEndsTheOperation() {
    RetryPolicy slow = new RetryPolicy(1, Duration.ofSeconds(8));
    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedIOException.class,
        () ->
            slow.run(
                NAME,
                failures -> {
                  throw new SocketException("reset");
                }));
    assertTrue(Thread.interrupted(), "the interruption stays visible");
  }
}
