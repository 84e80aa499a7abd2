package io.terralapse.access.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.ByteRange;
import io.terralapse.access.ByteSource;
import io.terralapse.access.http.TestServer.Reply;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RangeReadTest {
  private static final byte[] FILE = Remote.noise(3_000_000, 1);

  @TempDir private Path cache = Path.of("");

  @Test
  void oneRequestTellsSizeAndVersionAndBringsTheHead() throws IOException {
    try (TestServer server = new TestServer(r -> Reply.part(r, FILE).with("ETag", "\"v1\""));
        HttpAccess http = Remote.access(cache);
        ByteSource source = http.open(Remote.at(server.url("/a/B04.tif")))) {
      assertEquals(FILE.length, source.size());
      assertEquals(server.url("/a/B04.tif"), source.name());
      assertEquals(Optional.of(server.url("/a/B04.tif") + " \"v1\""), source.version());
      assertArrayEquals(Arrays.copyOf(FILE, 1000), Remote.read(source, 0, 1000));
      assertEquals(1, server.requests.size());
      assertEquals("identity", server.requests.get(0).header("accept-encoding"));
    }
  }

  @Test
  void readsAnyPartOverOneKeptConnection() throws IOException {
    try (TestServer server = new TestServer(r -> Reply.part(r, FILE));
        HttpAccess http = Remote.access(cache);
        ByteSource source = http.open(Remote.at(server.url("/a.tif")))) {
      for (int at : new int[] {0, 40_000, 2_000_000, FILE.length - 20_000}) {
        assertArrayEquals(
            Arrays.copyOfRange(FILE, at, at + 20_000), Remote.read(source, at, 20_000));
      }
      assertEquals(Optional.empty(), source.version());
      assertEquals(1, server.connections.get());
      assertThrows(EOFException.class, () -> Remote.read(source, FILE.length - 5L, 6));
    }
  }

  @Test
  void smallStepsThroughAHeaderTakeFewRequests() throws IOException {
    try (TestServer server = new TestServer(r -> Reply.part(r, FILE));
        HttpAccess http = Remote.access(cache);
        ByteSource source = http.open(Remote.at(server.url("/a.tif")))) {
      for (int at = 1_000_000; at < 1_200_000; at += 100) {
        assertArrayEquals(Arrays.copyOfRange(FILE, at, at + 100), Remote.read(source, at, 100));
      }
      assertTrue(server.requests.size() < 10, server.requests.size() + " requests");
    }
  }

  @Test
  void expectedPartsAreJoinedAndFetchedOnceAndLetGo() throws IOException {
    List<ByteRange> tiles = new ArrayList<>();
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 5; column++) {
        tiles.add(new ByteRange(100_000 + row * 600_000L + column * 50_008L, 50_000));
      }
    }
    try (TestServer server = new TestServer(r -> Reply.part(r, FILE));
        HttpAccess http = Remote.access(cache);
        ByteSource source = http.open(Remote.at(server.url("/a.tif")))) {
      source.expect(tiles);
      for (ByteRange tile : tiles) {
        int at = (int) tile.position();
        assertArrayEquals(
            Arrays.copyOfRange(FILE, at, at + 50_000), Remote.read(source, at, 50_000));
      }
      assertEquals(1 + 4, server.requests.size());
      assertEquals(0, http.prefetchedBytes());
      assertTrue(server.bytesSent.get() < 1.1 * 20 * 50_000, server.bytesSent + " bytes");
    }
  }

  @Test
  void whatWasExpectedAndNotReadIsLetGoWithTheSource() throws IOException {
    try (TestServer server = new TestServer(r -> Reply.part(r, FILE));
        HttpAccess http = Remote.access(cache)) {
      try (ByteSource source = http.open(Remote.at(server.url("/a.tif")))) {
        source.expect(List.of(new ByteRange(100_000, 500_000), new ByteRange(2_000_000, 10)));
        Remote.read(source, 100_000, 20);
        assertTrue(http.prefetchedBytes() > 0);
      }
      assertEquals(0, http.prefetchedBytes());
    }
  }

  @Test
  void aHintBeyondTheEndHarmsNothing() throws IOException {
    try (TestServer server = new TestServer(r -> Reply.part(r, FILE));
        HttpAccess http = Remote.access(cache);
        ByteSource source = http.open(Remote.at(server.url("/a.tif")))) {
      source.expect(
          List.of(
              new ByteRange(FILE.length - 5L, 10),
              new ByteRange(-1, 5),
              new ByteRange(Long.MAX_VALUE - 3, 10)));
      assertEquals(FILE[FILE.length - 1], Remote.read(source, FILE.length - 1L, 1)[0]);
      assertEquals(0, http.prefetchedBytes());
    }
  }

  @Test
  void aSmallFileIsReadWholeFromAServerWithoutRanges() throws IOException {
    try (TestServer server = new TestServer(r -> new Reply(200, FILE));
        HttpAccess http = Remote.access(cache);
        ByteSource source = http.open(Remote.at(server.url("/a.tif")))) {
      source.expect(List.of(new ByteRange(2_000_000, 100)));
      assertArrayEquals(FILE, Remote.read(source, 0, FILE.length));
      assertEquals(1, server.requests.size());
    }
  }

  @Test
  void aLargeFileIsRefusedAtOnceFromAServerWithoutRanges() throws IOException {
    byte[] some = new byte[64 * 1024];
    TestServer.Handler announces =
        r -> new Reply(200, some).with("Content-Length", "500000000").stall(50);
    TestServer.Handler endless =
        r -> {
          Reply reply = new Reply(200, new byte[RemoteProbe.WHOLE_BYTES + 100_000]);
          reply.headers.remove("Content-Length");
          return reply;
        };
    for (TestServer.Handler handler : List.of(announces, endless)) {
      try (TestServer server = new TestServer(handler);
          HttpAccess http = Remote.access(cache)) {
        IOException e =
            assertThrows(IOException.class, () -> http.open(Remote.at(server.url("/a.tif"))));
        assertTrue(
            String.valueOf(e.getMessage())
                .startsWith(server.url("/a.tif") + " is on a server that sends"));
        assertEquals(1, server.requests.size());
      }
    }
  }

  @Test
  void anEmptyFileHasNoBytes() throws IOException {
    try (TestServer server =
            new TestServer(r -> Reply.status(416).with("Content-Range", "bytes */0"));
        HttpAccess http = Remote.access(cache);
        ByteSource source = http.open(Remote.at(server.url("/a.tif")))) {
      assertEquals(0, source.size());
    }
  }

  @Test
  void anotherRangeThanTheRequestedOneIsRefused() throws IOException {
    byte[] body = new byte[RemoteProbe.HEAD_BYTES];
    for (String range :
        List.of("bytes 1-32768/3000000", "bytes 0-32767/*", "bytes 0-32767/100", "lines 0-1/2")) {
      try (TestServer server =
              new TestServer(r -> new Reply(206, body).with("Content-Range", range));
          HttpAccess http = Remote.access(cache)) {
        IOException e =
            assertThrows(IOException.class, () -> http.open(Remote.at(server.url("/a.tif"))));
        assertTrue(String.valueOf(e.getMessage()).contains("sent another range"), e.getMessage());
      }
    }
    AtomicInteger count = new AtomicInteger();
    try (TestServer server =
            new TestServer(
                r ->
                    count.incrementAndGet() == 1
                        ? Reply.part(r, FILE)
                        : new Reply(206, new byte[20_000])
                            .with("Content-Range", "bytes 0-19999/3000000"));
        HttpAccess http = Remote.access(cache);
        ByteSource source = http.open(Remote.at(server.url("/a.tif")))) {
      IOException e = assertThrows(IOException.class, () -> Remote.read(source, 500_000, 20_000));
      assertTrue(String.valueOf(e.getMessage()).contains("sent another range"), e.getMessage());
    }
  }

  @Test
  void aFileThatChangesWhileItIsReadIsRefused() throws IOException {
    AtomicInteger count = new AtomicInteger();
    TestServer.Handler newTag =
        r -> Reply.part(r, FILE).with("ETag", "\"v" + count.incrementAndGet() + "\"");
    TestServer.Handler shorter =
        r -> Reply.part(r, count.incrementAndGet() == 1 ? FILE : Arrays.copyOf(FILE, 2_000_000));
    TestServer.Handler gone =
        r -> count.incrementAndGet() == 1 ? Reply.part(r, FILE) : Reply.status(416);
    for (TestServer.Handler handler : List.of(newTag, shorter, gone)) {
      count.set(0);
      try (TestServer server = new TestServer(handler);
          HttpAccess http = Remote.access(cache);
          ByteSource source = http.open(Remote.at(server.url("/a.tif")))) {
        IOException e = assertThrows(IOException.class, () -> Remote.read(source, 500_000, 20_000));
        assertTrue(
            String.valueOf(e.getMessage()).contains("was changed while it was read"),
            e.getMessage());
        assertEquals(2, server.requests.size());
      }
    }
  }

  @Test
  void compressedPartsAreRefused() throws IOException {
    try (TestServer server =
            new TestServer(r -> Reply.part(r, FILE).with("Content-Encoding", "gzip"));
        HttpAccess http = Remote.access(cache)) {
      IOException e =
          assertThrows(IOException.class, () -> http.open(Remote.at(server.url("/a.tif"))));
      assertTrue(String.valueOf(e.getMessage()).contains("sent compressed"), e.getMessage());
    }
  }
}
