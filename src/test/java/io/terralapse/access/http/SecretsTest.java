package io.terralapse.access.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.terralapse.access.ByteSource;
import io.terralapse.access.http.TestServer.Reply;
import io.terralapse.cache.DiskCache;
import io.terralapse.cli.Logging;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Tokens and signatures go to the host they are for, and nowhere else. */
final class SecretsTest {
  private static final String SECRET = "hush4711";
  private static final byte[] FILE = Remote.noise(200_000, 4);
  private static final Map<String, String> ENV =
      Map.of(
          "TERRALAPSE_TOKEN_LOCALHOST",
          SECRET + "token",
          "TERRALAPSE_QUERY_LOCALHOST",
          "?sv=1&sig=" + SECRET + "query%3D");

  @TempDir private Path cache = Path.of("");

  @ParameterizedTest
  @CsvSource({
    "data.example.com, TERRALAPSE_TOKEN_DATA_EXAMPLE_COM",
    "data-example.com, TERRALAPSE_TOKEN_DATA__EXAMPLE_COM",
    "Data.Example.COM., TERRALAPSE_TOKEN_DATA_EXAMPLE_COM",
    "a--b.c, TERRALAPSE_TOKEN_A____B_C",
    "data_example.com, TERRALAPSE_TOKEN_<HOST>",
    "a.-b, TERRALAPSE_TOKEN_<HOST>",
    "a..b, TERRALAPSE_TOKEN_<HOST>"
  })
  void messagesNameAVariableThatNoOtherHostShares(String host, String variable) {
    assertEquals(variable, Credentials.tokenVariable(host));
  }

  /** The form of the documentation, and the one that tells hyphens from dots. */
  @ParameterizedTest
  @CsvSource({
    "data.example.com, DATA_EXAMPLE_COM",
    "my-data.example.com, MY_DATA_EXAMPLE_COM",
    "my-data.example.com, MY__DATA_EXAMPLE_COM",
    "my-data.example-1.com, MY_DATA_EXAMPLE_1_COM",
    "My-Data.Example.com., MY_DATA_EXAMPLE_COM"
  })
  void hyphensMayBeWrittenAsOneUnderscoreOrTwo(String host, String suffix) throws IOException {
    URI uri = URI.create("https://" + host + "/x");
    Map<String, String> env =
        Map.of("TERRALAPSE_TOKEN_" + suffix, "t", "TERRALAPSE_QUERY_" + suffix, "sig=1");
    assertEquals(Optional.of("Bearer t"), new Credentials(env).findAuthorization(uri));
    assertEquals("https://" + host + "/x?sig=1", new Credentials(env).signed(uri).toString());
  }

  @Test
  void twoUnderscoresWin() throws IOException {
    Credentials both =
        new Credentials(
            Map.of("TERRALAPSE_TOKEN_A_B_C", "dots", "TERRALAPSE_TOKEN_A__B_C", "hyphen"));
    assertEquals(
        Optional.of("Bearer hyphen"), both.findAuthorization(URI.create("https://a-b.c/x")));
    assertEquals(Optional.of("Bearer dots"), both.findAuthorization(URI.create("https://a.b.c/x")));
  }

  /** Anybody may register data-example.com and name it in a catalogue. */
  @Test
  void aVariableThatCouldBeOfTwoHostsServesTheFirst() throws IOException {
    Credentials one = new Credentials(Map.of("TERRALAPSE_TOKEN_DATA_EXAMPLE_COM", SECRET));
    URI own = URI.create("https://data.example.com/x");
    assertEquals(Optional.of("Bearer " + SECRET), one.findAuthorization(own));
    IOException e =
        assertThrows(
            IOException.class,
            () -> one.findAuthorization(URI.create("https://data-example.com/x")));
    assertEquals(
        "TERRALAPSE_TOKEN_DATA_EXAMPLE_COM has been used for data.example.com and is not sent to"
            + " data-example.com; name the hosts apart by writing __ for each hyphen",
        e.getMessage());
    assertEquals(Optional.of("Bearer " + SECRET), one.findAuthorization(own));
  }

  @Test
  void areSentToTheirHost() throws IOException {
    try (TestServer server = new TestServer(r -> Reply.part(r, FILE));
        HttpAccess http = Remote.access(Remote.settings(ENV), new DiskCache(cache, 0))) {
      http.open(Remote.at("http://localhost:" + server.port() + "/a.tif?v=2")).close();
      assertEquals("Bearer " + SECRET + "token", server.requests.get(0).header("authorization"));
      assertEquals("/a.tif?v=2&sv=1&sig=" + SECRET + "query%3D", server.requests.get(0).target());
    }
  }

  @Test
  void areNotSentOnToAnotherHost() throws IOException {
    TestServer.Handler handler =
        r ->
            r.path().equals("/a.tif")
                ? Reply.redirect(
                    "http://127.0.0.1:" + r.header("host").split(":", -1)[1] + "/b.tif")
                : Reply.part(r, FILE);
    try (TestServer server = new TestServer(handler);
        HttpAccess http = Remote.access(Remote.settings(ENV), new DiskCache(cache, 0));
        ByteSource source = http.open(Remote.at("http://localhost:" + server.port() + "/a.tif"))) {
      Remote.read(source, 100_000, 20_000);
      assertFalse(server.requests.get(0).header("authorization").isEmpty());
      for (TestServer.Request request : server.requests.subList(1, server.requests.size())) {
        assertEquals("/b.tif", request.target());
        assertFalse(request.headers().toString().contains(SECRET), "sent on");
      }
      assertEquals(3, server.requests.size());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERRALAPSE_TOKEN_ARCHIVE_TEST", "TERRALAPSE_QUERY_ARCHIVE_TEST"})
  void areNotSentUnencrypted(String variable) throws IOException {
    try (TestServer server = new TestServer(r -> Reply.part(r, FILE));
        HttpAccess http =
            Remote.access(Remote.settings(Map.of(variable, SECRET)), new DiskCache(cache, 0))) {
      IOException e =
          assertThrows(
              IOException.class,
              () -> http.open(Remote.at("http://archive.test:" + server.port() + "/a.tif")));
      assertTrue(
          String.valueOf(e.getMessage()).contains(variable + " unencrypted"), e.getMessage());
      assertEquals(0, server.requests.size());
      assertFalse(everything(e).contains(SECRET));
    }
  }

  @Test
  void aMalformedOneIsNamedNotShown() {
    URI uri = URI.create("https://a.example/x");
    for (String bad : List.of(SECRET + "\r\nX: y", SECRET + " y", SECRET + "\u00e4")) {
      Credentials token = new Credentials(Map.of("TERRALAPSE_TOKEN_A_EXAMPLE", bad));
      IOException e = assertThrows(IOException.class, () -> token.findAuthorization(uri));
      assertTrue(
          String.valueOf(e.getMessage()).startsWith("TERRALAPSE_TOKEN_A_EXAMPLE contains"),
          e.getMessage());
      assertFalse(everything(e).contains(SECRET));
    }
    for (String bad : List.of(SECRET + "#x", SECRET + " y", SECRET + "%zz")) {
      Credentials query = new Credentials(Map.of("TERRALAPSE_QUERY_A_EXAMPLE", bad));
      IOException e = assertThrows(IOException.class, () -> query.signed(uri));
      assertTrue(
          String.valueOf(e.getMessage()).startsWith("TERRALAPSE_QUERY_A_EXAMPLE is not a query"),
          e.getMessage());
      assertFalse(everything(e).contains(SECRET));
    }
  }

  /** Through every failure there is, with everything logged that can be. */
  @Test
  void areNeverShown() throws IOException {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger("ROOT");
    Level before = root.getLevel();
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
    List<String> seen = new ArrayList<>();
    try {
      HttpSettings settings = Remote.settings(ENV);
      seen.add(settings.toString());
      for (TestServer.Handler handler : failures()) {
        try (TestServer server = new TestServer(handler);
            HttpAccess http = Remote.access(settings, new DiskCache(cache, 1 << 20))) {
          String url = "http://localhost:" + server.port() + "/a.tif?own=" + SECRET;
          seen.add(String.valueOf((Object) http));
          try (ByteSource source = http.open(Remote.at(url))) {
            seen.addAll(
                List.of(source.name(), source.toString(), source.version().orElse("no version")));
            Remote.read(source, 100_000, 50_000);
          } catch (IOException e) {
            seen.add(everything(e));
          }
          try {
            http.get(URI.create(url), 1000);
          } catch (IOException e) {
            seen.add(everything(e));
          }
          assertTrue(server.requests.get(0).target().contains(SECRET), "nothing to hide");
        }
      }
      for (String url :
          List.of(
              "https://u:" + SECRET + "@a/b", "s3://" + SECRET + "?x", "https://a/%zz?" + SECRET)) {
        seen.add(everything(assertThrows(Exception.class, () -> RemoteAddress.parse(url))));
      }
    } finally {
      root.setLevel(before);
      root.detachAppender(log);
    }
    log.list.forEach(event -> seen.add(event.getFormattedMessage()));
    try (Stream<Path> files = Files.walk(cache)) {
      for (Path file : files.toList()) {
        seen.add(file.toString());
        if (Files.isRegularFile(file)) {
          seen.add(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    assertTrue(seen.size() > 20, "little was looked at");
    for (String text : seen) {
      assertFalse(text.contains("hush"), text);
    }
  }

  /** The test above has a configuration of its own; this is the program's. */
  @Test
  void theClientsOwnLogIsOff() {
    LoggerContext context = new LoggerContext();
    new Logging().configure(context);
    context.getLogger("ROOT").setLevel(Level.TRACE);
    for (String name : List.of("wire", "headers", "impl.classic.MainClientExec")) {
      assertEquals(
          Level.OFF, context.getLogger("org.apache.hc.client5.http." + name).getEffectiveLevel());
    }
  }

  private static List<TestServer.Handler> failures() {
    String etag = "\"v\"";
    return List.of(
        r -> Reply.part(r, FILE).with("ETag", etag),
        r -> Reply.part(r, FILE).with("Content-Encoding", "gzip"),
        r -> Reply.part(r, FILE).cut(10, true),
        r -> Reply.part(r, FILE).with("X", "x".repeat(100_000)),
        r -> Reply.status(503).with("Retry-After", "0"),
        r -> Reply.status(403),
        r -> Reply.status(404),
        r -> Reply.redirect("/a.tif?sig=" + SECRET),
        r -> Reply.redirect("http://u:" + SECRET + "@x/"),
        r -> Reply.redirect("ht tp:" + SECRET),
        r -> Reply.redirect("https://localhost:1/x?sig=" + SECRET),
        r -> new Reply(200, new byte[10]).with("Content-Length", "900000000"),
        r -> new Reply(206, new byte[10]).with("Content-Range", "bytes 5-9/10"));
  }

  private static String everything(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
