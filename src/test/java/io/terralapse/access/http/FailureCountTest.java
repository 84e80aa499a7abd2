package io.terralapse.access.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.NetworkException;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class FailureCountTest {
  @Test
  void asManyRetriesAsConfiguredAreAllowed() {
    FailureCount failures = new FailureCount(2);
    assertTrue(failures.add(new SocketException("reset")));
    assertTrue(failures.add(null));
    assertFalse(failures.isExhausted());
    assertFalse(failures.add(new SocketException("reset")));
    assertTrue(failures.isExhausted());
    assertEquals(3, failures.count());
  }

  @Test
  void withoutRetriesTheFirstFailureIsTheLast() {
    assertFalse(new FailureCount(0).add(null));
  }

  @Test
  void anUnknownHostIsLookedUpTwiceAtMost() {
    FailureCount failures = new FailureCount(5);
    assertTrue(failures.add(new UnknownHostException("x.org")));
    assertFalse(failures.add(new UnknownHostException("x.org")));
  }

  @Test
  void progressStartsTheCountAgain() {
    FailureCount failures = new FailureCount(1);
    failures.add(null);
    assertFalse(failures.add(null));
    failures.reset();
    assertFalse(failures.isExhausted());
    assertEquals(0, failures.count());
    assertTrue(failures.add(null));
  }

  @Test
  void theErrorNamesTheFileTheReasonAndSeveralAttempts() {
    FailureCount failures = new FailureCount(3);
    IOException cause = new SocketException("reset");
    failures.add(cause);
    NetworkException once = failures.exception("https://x.org/a", "it broke", cause);
    assertEquals("https://x.org/a could not be read: it broke; try again later", once.getMessage());
    assertSame(cause, once.getCause());
    failures.add(cause);
    assertEquals(
        "https://x.org/a could not be read: it broke (2 attempts); try again later",
        failures.exception("https://x.org/a", "it broke", cause).getMessage());
  }

  @Test
  void anUnknownHostMayBeMisspelt() {
    UnknownHostException cause = new UnknownHostException("x.og");
    assertEquals(
        "https://x.og/a could not be read: its host is unknown; correct the address, or try again"
            + " later",
        new FailureCount(3).exception("https://x.og/a", "its host is unknown", cause).getMessage());
  }
}
