package io.terralapse.access.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.ByteRange;
import io.terralapse.access.ByteSource;
import io.terralapse.access.http.TestServer.Reply;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BadServerTest {
  private static final byte[] FILE = Remote.noise(2_000_000, 2);

  @TempDir private Path cache = Path.of("");

  @Test
  void survivesOneResetInFive() throws IOException {
    Random chance = new Random(5);
    TestServer.Handler handler =
        r -> {
          Reply whole = Reply.part(r, FILE);
          synchronized (chance) {
            return chance.nextInt(5) > 0 ? whole : whole.cut(chance.nextInt(30_000) - 1, true);
          }
        };
    try (TestServer server = new TestServer(handler);
        HttpAccess http = Remote.access(cache);
        ByteSource source = http.open(Remote.at(server.url("/a.tif")))) {
      List<ByteRange> parts = new ArrayList<>();
      for (int at = 0; at < FILE.length; at += 40_000) {
        parts.add(new ByteRange(at, 20_000));
      }
      source.expect(parts);
      for (ByteRange part : parts) {
        int at = (int) part.position();
        assertArrayEquals(
            Arrays.copyOfRange(FILE, at, at + 20_000), Remote.read(source, at, 20_000));
      }
      assertTrue(server.requests.size() > parts.size(), "nothing was reset");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void survivesTwoBusyAnswersInARow(int status) throws IOException {
    AtomicInteger count = new AtomicInteger();
    TestServer.Handler handler =
        r -> count.getAndIncrement() % 3 < 2 ? Reply.status(status) : Reply.part(r, FILE);
    try (TestServer server = new TestServer(handler);
        HttpAccess http = Remote.access(cache);
        ByteSource source = http.open(Remote.at(server.url("/a.tif")))) {
      assertArrayEquals(
          Arrays.copyOfRange(FILE, 500_000, 520_000), Remote.read(source, 500_000, 20_000));
      assertEquals(6, server.requests.size());
    }
  }

  @Slow
  @Test
  void waitsAsLongAsTheServerSays() throws IOException {
    AtomicInteger count = new AtomicInteger();
    TestServer.Handler handler =
        r ->
            count.getAndIncrement() == 0
                ? Reply.status(503).with("Retry-After", "1")
                : Reply.part(r, FILE);
    long start = System.nanoTime();
    try (TestServer server = new TestServer(handler);
        HttpAccess http = Remote.access(cache);
        ByteSource source = http.open(Remote.at(server.url("/a.tif")))) {
      assertEquals(FILE.length, source.size());
      assertTrue(System.nanoTime() - start >= 1_000_000_000L, "came back too early");
    }
  }

  @Test
  void survivesAStall() throws IOException {
    AtomicInteger count = new AtomicInteger();
    TestServer.Handler handler =
        r -> count.getAndIncrement() == 1 ? Reply.part(r, FILE).stall(60_000) : Reply.part(r, FILE);
    try (TestServer server = new TestServer(handler);
        HttpAccess http = Remote.access(cache);
        ByteSource source = http.open(Remote.at(server.url("/a.tif")))) {
      assertArrayEquals(
          Arrays.copyOfRange(FILE, 500_000, 520_000), Remote.read(source, 500_000, 20_000));
      assertEquals(3, server.requests.size());
    }
  }

  @Slow
  @Test
  void cutsAServerThatSendsByteByByte() throws IOException {
    AtomicInteger count = new AtomicInteger();
    TestServer.Handler handler =
        r -> {
          Reply reply = Reply.part(r, FILE);
          return count.getAndIncrement() == 1 ? reply.drip(100) : reply;
        };
    try (TestServer server = new TestServer(handler);
        HttpAccess http = Remote.access(cache);
        ByteSource source = http.open(Remote.at(server.url("/a.tif")))) {
      assertArrayEquals(
          Arrays.copyOfRange(FILE, 500_000, 520_000), Remote.read(source, 500_000, 20_000));
      assertEquals(3, server.requests.size());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void continuesWhereAnAnswerBrokeOff(boolean byReset) throws IOException {
    AtomicInteger count = new AtomicInteger();
    TestServer.Handler handler =
        r -> {
          Reply reply = Reply.part(r, FILE);
          return count.getAndIncrement() == 1 ? reply.cut(700_000, byReset) : reply;
        };
    try (TestServer server = new TestServer(handler);
        HttpAccess http = Remote.access(cache);
        ByteSource source = http.open(Remote.at(server.url("/a.tif")))) {
      assertArrayEquals(
          Arrays.copyOfRange(FILE, 500_000, 1_500_000), Remote.read(source, 500_000, 1_000_000));
      assertEquals(3, server.requests.size());
      String range = server.requests.get(2).header("range");
      assertTrue(range.endsWith("-1499999"), range);
      int from = Integer.parseInt(range.substring(6, range.indexOf('-')));
      // A reset may lose what was still on its way, an orderly end may not.
      assertTrue(byReset ? from > 500_000 : from == 1_200_000, range);
    }
  }

  @Test
  void givesUpAfterSixTries() throws IOException {
    try (TestServer server = new TestServer(r -> Reply.status(503));
        HttpAccess http = Remote.access(cache)) {
      IOException e =
          assertThrows(IOException.class, () -> http.open(Remote.at(server.url("/a.tif"))));
      assertEquals(
          server.url("/a.tif")
              + " could not be read: the server is busy or out of service (status 503) (6 attempts);"
              + " try again later",
          e.getMessage());
      assertEquals(6, server.requests.size());
    }
  }

  @Test
  void aPartThatNeverComesFailsItsReaders() throws IOException {
    AtomicInteger count = new AtomicInteger();
    TestServer.Handler handler =
        r -> count.getAndIncrement() == 0 ? Reply.part(r, FILE) : Reply.status(404);
    try (TestServer server = new TestServer(handler);
        HttpAccess http = Remote.access(cache);
        ByteSource source = http.open(Remote.at(server.url("/a.tif")))) {
      source.expect(List.of(new ByteRange(500_000, 20_000)));
      IOException e = assertThrows(IOException.class, () -> Remote.read(source, 500_000, 20_000));
      assertTrue(String.valueOf(e.getMessage()).contains("does not exist"), e.getMessage());
      assertEquals(0, http.prefetchedBytes());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 418})
  void doesNotAskAgainWhatIsRefused(int status) throws IOException {
    try (TestServer server = new TestServer(r -> Reply.status(status));
        HttpAccess http = Remote.access(cache)) {
      IOException e =
          assertThrows(IOException.class, () -> http.open(Remote.at(server.url("/a.tif"))));
      assertTrue(String.valueOf(e.getMessage()).startsWith(server.url("/a.tif")), e.getMessage());
      assertEquals(1, server.requests.size());
    }
  }

  @Test
  void headersAreBounded() throws IOException {
    TestServer.Handler longLine = r -> Reply.part(r, FILE).with("X", "x".repeat(100_000));
    TestServer.Handler many =
        r -> {
          Reply reply = Reply.part(r, FILE);
          for (int i = 0; i < 1000; i++) {
            reply.with("X-" + i, "x");
          }
          return reply;
        };
    for (TestServer.Handler handler : List.of(longLine, many)) {
      try (TestServer server = new TestServer(handler);
          HttpAccess http = Remote.access(cache)) {
        IOException e =
            assertThrows(IOException.class, () -> http.open(Remote.at(server.url("/a.tif"))));
        assertTrue(
            String.valueOf(e.getMessage()).contains("header that is too large"), e.getMessage());
        assertEquals(1, server.requests.size());
      }
    }
  }

  @Test
  void whatIsNotHttpIsRefused() throws IOException {
    TestServer.Handler handler = r -> Reply.part(r, FILE).with("Transfer-Encoding", "zebra");
    try (TestServer server = new TestServer(handler);
        HttpAccess http = Remote.access(cache)) {
      IOException e =
          assertThrows(IOException.class, () -> http.open(Remote.at(server.url("/a.tif"))));
      assertTrue(String.valueOf(e.getMessage()).startsWith(server.url("/a.tif")), e.getMessage());
    }
  }
}
