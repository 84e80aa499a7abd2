package io.terralapse.access.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerMessageTest {
  private static Optional<String> find(String body) {
    return ServerMessage.find(body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'code':'BadRequest','description':'limit exceeds 10'} | 'limit exceeds 10'",
        "{'detail':[{'loc':['body','limit'],'msg':'too large'}]} | 'too large'",
        "{'error':{'message':'no such collection'}} | 'no such collection'",
        "{'message':'a\\u001b[31m\\u0007b'} | 'a [31m b'",
        "{'code':400} |",
        "<html>Bad</html> |",
        "limit exceeds 10 |",
        "{'message': |",
      })
  void findsTheReasonOfTheServer(String body, String reason) {
    assertEquals(
        Optional.ofNullable(reason).map(text -> text.replace('\'', '"')),
        find(body.replace('\'', '"')));
  }

  @Test
  void reasonsAreBounded() {
    assertTrue(find("{\"message\":\"" + "x".repeat(5000) + "\"}").orElse("").length() < 200);
    assertEquals(Optional.empty(), find("{\"message\":\"" + "x".repeat(50_000) + "\"}"));
    assertEquals(Optional.empty(), find("[".repeat(5000)));
  }

  @Test
  void findsWaitsThatAreTooLong() {
    Clock clock = Clock.fixed(Instant.parse("2024-01-01T00:00:00Z"), ZoneOffset.UTC);
    assertEquals(Optional.of(Duration.ofHours(1)), RetryAfter.findTooLong("3600", clock));
    assertEquals(Optional.empty(), RetryAfter.findTooLong("30", clock));
    assertEquals(
        Optional.of(Duration.ofDays(1)),
        RetryAfter.findTooLong("Tue, 2 Jan 2024 00:00:00 GMT", clock));
    assertEquals(Optional.empty(), RetryAfter.findTooLong("soon", clock));
  }
}
