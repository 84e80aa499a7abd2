package io.terralapse.access.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Headers that are read strictly. */
final class HttpHeadersTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2025-07-01T10:00:00Z"), ZoneOffset.UTC);

  @Test
  void contentRange() {
    assertEquals(Optional.of(new ContentRange(5, 9, 100)), ContentRange.parse(" bytes 5-9/100 "));
    assertEquals(Optional.of(new ContentRange(0, 0, 1)), ContentRange.parse("Bytes 0-0/1"));
    for (String bad :
        List.of(
            "",
            "bytes 5-9/*",
            "bytes */100",
            "bytes 9-5/100",
            "bytes 5-100/100",
            "bytes -5-9/100",
            "items 5-9/100",
            "bytes 5-9/99999999999999999999")) {
      assertEquals(Optional.empty(), ContentRange.parse(bad), bad);
    }
  }

  @Test
  void retryAfter() {
    assertEquals(Optional.of(Duration.ofSeconds(7)), RetryAfter.parse(" 7 ", NOW));
    assertEquals(Optional.of(Duration.ZERO), RetryAfter.parse("0", NOW));
    assertEquals(Optional.of(RetryAfter.LONGEST), RetryAfter.parse("86400", NOW));
    assertEquals(
        Optional.of(Duration.ofSeconds(5)), RetryAfter.parse("Tue, 01 Jul 2025 10:00:05 GMT", NOW));
    assertEquals(
        Optional.of(Duration.ZERO), RetryAfter.parse("Tue, 01 Jul 2025 09:00:05 GMT", NOW));
    for (String bad : List.of("", "-1", "soon", "1.5", "99999999999")) {
      assertEquals(Optional.empty(), RetryAfter.parse(bad, NOW), bad);
    }
  }
}
