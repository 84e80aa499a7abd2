package io.terralapse.access.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.ByteSource;
import io.terralapse.access.http.TestServer.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedirectFollowerTest {
  private static final byte[] FILE = Remote.noise(200_000, 3);

  @TempDir private Path cache = Path.of("");

  @Test
  void followsOneAndRemembersWhereItLed() throws IOException {
    TestServer.Handler handler =
        r ->
            r.path().equals("/a.tif") ? Reply.redirect("/real/b.tif?sig=abc") : Reply.part(r, FILE);
    try (TestServer server = new TestServer(handler);
        HttpAccess http = Remote.access(cache);
        ByteSource source = http.open(Remote.at(server.url("/a.tif")))) {
      Remote.read(source, 100_000, 20_000);
      Remote.read(source, 150_000, 20_000);
      assertEquals(4, server.requests.size());
      assertEquals(server.url("/a.tif"), source.name());
    }
  }

  @Test
  void asksAgainWhenTheAddressRanOut() throws IOException {
    AtomicBoolean expired = new AtomicBoolean();
    TestServer.Handler handler =
        r -> {
          if (r.path().equals("/a.tif")) {
            return Reply.redirect(expired.get() ? "/b.tif?sig=new" : "/b.tif?sig=old");
          }
          return expired.get() && r.target().endsWith("old")
              ? Reply.status(403)
              : Reply.part(r, FILE);
        };
    try (TestServer server = new TestServer(handler);
        HttpAccess http = Remote.access(cache);
        ByteSource source = http.open(Remote.at(server.url("/a.tif")))) {
      expired.set(true);
      assertArrayEquals(
          Arrays.copyOfRange(FILE, 100_000, 120_000), Remote.read(source, 100_000, 20_000));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:PORT/x",
        "http://localhost:PORT/x",
        "http://[::1]:PORT/x",
        "http://[::ffff:127.0.0.1]:PORT/x",
        "http://[::ffff:7f00:1]:PORT/x",
        "http://127.1:PORT/x",
        "http://2130706433:PORT/x",
        "http://0.0.0.0:PORT/x",
        "http://10.0.0.1:PORT/x",
        "http://169.254.169.254/latest/meta-data/",
        "http://user@127.0.0.1:PORT/x",
        "//127.0.0.1:PORT/x",
        "file:///etc/passwd",
        "ftp://127.0.0.1:PORT/x",
        "jar:file:///x.zip!/x",
        "gopher:x",
        "http:///x",
        "http://a b/"
      })
  void aRedirectToThisMachineOrElsewhereIsNotFollowed(String target) throws IOException {
    try (TestServer server =
        new TestServer(
            r ->
                r.path().equals("/a.tif")
                    ? Reply.redirect(target.replace("PORT", r.header("host").split(":", -1)[1]))
                    : Reply.text("secret"))) {
      try (HttpAccess http = Remote.guarded(cache)) {
        String url = "http://public.test:" + server.port() + "/a.tif";
        IOException e = assertThrows(IOException.class, () -> http.open(Remote.at(url)));
        assertTrue(String.valueOf(e.getMessage()).startsWith(url), e.getMessage());
        assertEquals(1, server.requests.size(), e.getMessage());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "127.1", "0"})
  void thisMachineIsNeverContacted(String host) throws IOException {
    try (TestServer server = new TestServer(r -> Reply.part(r, FILE));
        HttpAccess http = Remote.guarded(cache)) {
      URI uri = URI.create("http://" + host + ":" + server.port() + "/a.tif");
      IOException e = assertThrows(IOException.class, () -> http.get(uri, 1000));
      assertTrue(
          String.valueOf(e.getMessage()).contains("allow_private") || uri.getHost() == null,
          e.getMessage());
      assertEquals(0, server.connections.get());
    }
  }

  @Test
  void aLoopEnds() throws IOException {
    try (TestServer server = new TestServer(r -> Reply.redirect("/a.tif"));
        HttpAccess http = Remote.access(cache)) {
      IOException e =
          assertThrows(IOException.class, () -> http.open(Remote.at(server.url("/a.tif"))));
      assertTrue(
          String.valueOf(e.getMessage()).contains("redirected more than 5 times"), e.getMessage());
      assertEquals(6, server.requests.size());
    }
  }

  @Test
  void encryptionIsNotGivenUp() {
    RemoteRequest ask =
        new RemoteRequest("x", URI.create("https://a.example/x"), Map.of(), null, 1);
    IOException e =
        assertThrows(
            IOException.class, () -> RedirectFollower.target(ask, 302, "http://a.example/x"));
    assertTrue(String.valueOf(e.getMessage()).contains("from https to http"), e.getMessage());
  }

  @Test
  void searchesAreOnlyPassedOnAsSearches() throws IOException {
    byte[] question = "{}".getBytes(StandardCharsets.UTF_8);
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      TestServer.Handler handler =
          r ->
              r.path().equals("/search")
                  ? Reply.status(status).with("Location", "/v1/search")
                  : Reply.text(r.method() + r.body());
      try (TestServer server = new TestServer(handler);
          HttpAccess http = Remote.access(cache)) {
        URI uri = URI.create(server.url("/search"));
        if (status < 307) {
          assertThrows(
              IOException.class, () -> http.postJson(uri, question, 1000, "application/json"));
        } else {
          assertEquals(
              "POST{}",
              new String(
                  http.postJson(uri, question, 1000, "application/json"), StandardCharsets.UTF_8));
        }
      }
    }
  }
}
