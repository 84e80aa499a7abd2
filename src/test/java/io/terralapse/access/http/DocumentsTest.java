package io.terralapse.access.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.http.TestServer.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small documents: catalogues and answers to searches. */
final class DocumentsTest {
  private static final int LIMIT = 100_000;

  @TempDir private Path cache = Path.of("");

  @Test
  void areReadAndSearchesPosted() throws IOException {
    try (TestServer server =
            new TestServer(
                r -> Reply.text(r.method() + " " + r.header("content-type") + " " + r.body()));
        HttpAccess http = Remote.access(cache)) {
      URI uri = URI.create(server.url("/search"));
      assertEquals("GET  ", text(http.get(uri, LIMIT)));
      byte[] question = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
      assertEquals(
          "POST application/json {\"a\":1}",
          text(http.postJson(uri, question, LIMIT, "application/json")));
      assertEquals(1, server.connections.get());
    }
  }

  @Test
  void areTriedAgain() throws IOException {
    AtomicInteger count = new AtomicInteger();
    List<Reply> replies =
        List.of(Reply.status(503), Reply.text("{}").cut(1, true), Reply.text("{}").cut(1, false));
    try (TestServer server =
            new TestServer(
                r -> {
                  int i = count.getAndIncrement();
                  return i < replies.size() ? replies.get(i) : Reply.text("{}");
                });
        HttpAccess http = Remote.access(cache)) {
      byte[] question = "{}".getBytes(StandardCharsets.UTF_8);
      URI uri = URI.create(server.url("/search"));
      assertEquals("{}", text(http.postJson(uri, question, LIMIT, "application/json")));
      assertEquals(4, server.requests.size());
    }
  }

  @Test
  void areBoundedHoweverTheyCome() throws IOException {
    byte[] large = new byte[LIMIT + 1];
    byte[] bomb = gzip(50_000_000);
    assertTrue(bomb.length < LIMIT);
    List<TestServer.Handler> handlers =
        List.of(
            r -> new Reply(200, large),
            r -> {
              Reply reply = new Reply(200, large);
              reply.headers.remove("Content-Length");
              return reply;
            },
            r -> new Reply(200, bomb).with("Content-Encoding", "gzip"));
    for (TestServer.Handler handler : handlers) {
      try (TestServer server = new TestServer(handler);
          HttpAccess http = Remote.access(cache)) {
        URI uri = URI.create(server.url("/c.json?sig=x"));
        IOException e = assertThrows(IOException.class, () -> http.get(uri, LIMIT));
        assertEquals(
            server.url("/c.json") + " has more than the 100000 bytes that are allowed for it",
            e.getMessage());
      }
    }
  }

  @Test
  void areUnpackedWhereTheServerPacksThemAllTheSame() throws IOException {
    byte[] packed = gzip(5_000);
    try (TestServer server =
            new TestServer(r -> new Reply(200, packed).with("Content-Encoding", "gzip"));
        HttpAccess http = Remote.access(cache)) {
      assertEquals(5_000, http.get(URI.create(server.url("/c.json")), LIMIT).length);
    }
  }

  @Test
  void areNotReadFromAnythingButHttp() throws IOException {
    try (HttpAccess http = Remote.access(cache)) {
      for (String uri : List.of("file:///etc/passwd", "https:x", "/a", "https://u:p@a.example/")) {
        IOException e = assertThrows(IOException.class, () -> http.get(URI.create(uri), LIMIT));
        assertTrue(
            String.valueOf(e.getMessage()).startsWith("the address is not requested"),
            e.getMessage());
      }
    }
  }

  private static byte[] gzip(int zeros) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(new byte[zeros]);
    }
    return bytes.toByteArray();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
