package io.terralapse.access.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header by which a busy server says when to come back (RFC 9110, section 10.2.3). */
final class RetryAfter {
  /** Nobody waits longer for a single answer, whatever the server asks. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  private RetryAfter() {}

  /** Seconds or a date, between nothing and {@link #LONGEST}; empty if it is neither. */
  static Optional<Duration> parse(String value, Clock clock) {
    return requested(value, clock).map(RetryAfter::bounded);
  }

  /** What the server asks for, if that is longer than {@link #LONGEST}. */
  static Optional<Duration> findTooLong(String value, Clock clock) {
    return requested(value, clock).filter(wait -> wait.compareTo(LONGEST) > 0);
  }

  private static Optional<Duration> requested(String value, Clock clock) {
    String text = value.strip();
    if (SECONDS.matcher(text).matches()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant when = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
      return Optional.of(Duration.between(clock.instant(), when));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
