package io.terralapse.access.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * A request failed in a way that may pass. The message is a clause: "the response was cut short".
 */
final class TransientFailureException extends IOException {
  private static final long serialVersionUID = 1L;

  /** How long the server asks to wait, in milliseconds; negative if it says nothing. */
  private final long waitMillis;

  TransientFailureException(String clause) {
    this(clause, Optional.empty());
  }

  TransientFailureException(String clause, Optional<Duration> wait) {
    super(clause);
    waitMillis = wait.map(Duration::toMillis).orElse(-1L);
  }

  /** How long the server asks to wait. */
  Optional<Duration> findWait() {
    return waitMillis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(waitMillis));
  }
}
