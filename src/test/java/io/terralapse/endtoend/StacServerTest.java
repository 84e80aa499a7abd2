package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Place, dates and collection to a video: a STAC API, its files and a hostile catalogue, by HTTP.
 */
@Slow
class StacServerTest {
  private static final int PAGE = 100;
  private static final SyntheticScenes SCENES =
      new SyntheticScenes(new SyntheticScenes.Options(320, 240, 4, 5, 1.0, false, false));

  @TempDir static Path root = Path.of("");

  private static final ConcurrentLinkedQueue<String> ASKED = new ConcurrentLinkedQueue<>();
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(4);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static List<Path> files = List.of();
  private static HttpServer server = startServer();

  private static HttpServer startServer() {
    // Else every small answer waits for the client to say that it had the last.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      made.setExecutor(THREADS);
      return made;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String home() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @BeforeAll
  static void serve() throws IOException {
    files = SCENES.write(root.resolve("served"));
    server.createContext("/", StacServerTest::answer);
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
    THREADS.shutdownNow();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      ASKED.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
      switch (path) {
        case "/v1" ->
            send(
                exchange,
                "{'type':'Catalog','stac_version':'1.0.0','id':'api','links':[{'rel':'search',"
                    + "'method':'POST','href':'"
                    + home()
                    + "/v1/search'}]}");
        case "/v1/search" -> send(exchange, page(JSON.readTree(body)));
        case "/hostile/catalog.json" -> send(exchange, hostile());
        case "/hostile/good.json" ->
            send(exchange, item("good", 0, "/files/" + files.get(0).getFileName()));
        case "/hostile/local.json" -> send(exchange, item("local", 1, "file:///etc/passwd"));
        case "/hostile/loop.json" ->
            send(
                exchange,
                "{'type':'Catalog','stac_version':'1.0.0','id':'loop','links':"
                    + "[{'rel':'child','href':'catalog.json'},{'rel':'child','href':'loop.json'}]}");
        case "/hostile/endless.json" -> endless(exchange);
        default -> sendFile(exchange, root.resolve("served").resolve(path.substring(7)));
      }
    }
  }

  private static String item(String id, int day, String href) {
    String address = href.startsWith("/") ? home() + href : href;
    return "{'type':'Feature','stac_version':'1.0.0','id':'"
        + id
        + "','properties':{'datetime':'"
        + java.time.Instant.parse("2020-01-01T10:00:00Z").plus(java.time.Duration.ofDays(day))
        + "'},'assets':{'image':{'href':'"
        + address
        + "','type':'image/tiff; application=geotiff',"
        + "'eo:bands':[{'common_name':'red'},{'common_name':'green'},{'common_name':'blue'}]}}}";
  }

  /** Four items of the collection "few", a thousand of "many". */
  private static String page(JsonNode question) {
    boolean many = question.path("collections").path(0).asText().equals("many");
    int count = many ? 1000 : files.size();
    int from = question.path("token").asInt(0);
    List<String> items = new ArrayList<>();
    for (int i = from; i < Math.min(count, from + PAGE); i++) {
      items.add(item("item-" + i, i, "/files/" + files.get(i % files.size()).getFileName()));
    }
    String next =
        from + PAGE >= count
            ? ""
            : "{'rel':'next','method':'POST','merge':true,'href':'"
                + home()
                + "/v1/search','body':{'token':"
                + (from + PAGE)
                + "}}";
    return "{'type':'FeatureCollection','features':["
        + String.join(",", items)
        + "],'links':["
        + next
        + "]}";
  }

  private static String hostile() {
    StringBuilder links = new StringBuilder();
    for (String name : List.of("good", "local", "endless")) {
      links.append("{'rel':'item','href':'" + name + ".json'},");
    }
    for (String away : List.of("file:///etc/hostname", "loop.json", "catalog.json")) {
      links.append("{'rel':'child','href':'" + away + "'},");
    }
    links.setLength(links.length() - 1);
    return "{'type':'Catalog','stac_version':'1.0.0','id':'hostile','links':[" + links + "]}";
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] piece = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    try (var out = exchange.getResponseBody()) {
      for (int i = 0; i < 10_000; i++) {
        out.write(piece);
      }
    } catch (IOException clientLeft) {
      // As it should.
      return;
    }
  }

  private static void send(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void sendFile(HttpExchange exchange, Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    byte[] bytes = Files.readAllBytes(file);
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (range == null) {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
      return;
    }
    String[] ends = range.substring("bytes=".length()).split("-", -1);
    int first = Integer.parseInt(ends[0]);
    int end = Math.min(Integer.parseInt(ends[1]) + 1, bytes.length);
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + first + "-" + (end - 1) + "/" + bytes.length);
    exchange.sendResponseHeaders(206, end - first);
    exchange.getResponseBody().write(Arrays.copyOfRange(bytes, first, end));
  }

  private static Job job(String name, String scenes, String... more) throws IOException {
    Path folder = Files.createDirectories(root.resolve(name));
    Files.writeString(
        folder.resolve("config.yaml"),
        "name: job\nscenes: [" + scenes + "]\n" + String.join("\n", more) + "\n");
    return new Job(folder);
  }

  private static String search(String collection) {
    return "{stac: '" + home() + "/v1', collections: [" + collection + "]}";
  }

  @Test
  void aSearchBecomesAVideo() throws IOException {
    Job job =
        job(
            "video",
            search("few"),
            "aoi: {te: [500200, 5098000, 502800, 5099800], te_srs: 'EPSG:32633'}",
            "select: {from: 2020-01-01, to: 2020-12-31}",
            "access: {allow_private: true}");
    long before = fetched();
    job.run("render").exits(0);
    assertTrue(Files.size(job.video()) > 1000);
    long fetched = fetched() - before;
    assertTrue(fetched < 100, "requests for four files: " + fetched);
    JsonNode scenes = job.ledger().path("scenes");
    assertEquals(4, scenes.size());
    assertEquals("stac", scenes.get(0).path("dateSource").asText());
    String question =
        ASKED.stream()
            .filter(one -> one.startsWith("POST") && one.contains("few"))
            .findFirst()
            .get();
    assertTrue(question.contains("\"bbox\":[15.0"), question);
    assertTrue(question.contains("\"datetime\":\"2020-01-01T00:00:00Z/"), question);
    Job.Outcome again = job.run("render", "--if-changed").exits(0);
    assertTrue(again.out().contains("Up to date"), again.out() + again.err());
  }

  private static long fetched() {
    return ASKED.stream().filter(one -> one.startsWith("GET /files")).count();
  }

  @Test
  void aThousandItemsArePagedThrough() throws IOException {
    Job job = job("many", search("many"), "access: {allow_private: true}");
    Job.Outcome plan = job.run("plan", "--json").exits(0);
    assertEquals(1000, JSON.readTree(plan.out()).path("scenes").size());
    assertEquals(
        10, ASKED.stream().filter(one -> one.startsWith("POST") && one.contains("many")).count());
  }

  @Test
  void aHostileCatalogueGivesItsGoodItemAndSentences() throws IOException {
    Job job =
        job("hostile", "'" + home() + "/hostile/catalog.json'", "access: {allow_private: true}");
    Job.Outcome outcome = job.run("render", "--allow-single").exits(0);
    assertEquals(1, job.ledger().path("scenes").size());
    assertEquals("good", job.ledger().path("scenes").get(0).path("id").asText());
    String said = outcome.err();
    assertTrue(said.contains("local links to file:///etc/passwd (asset image)"), said);
    assertTrue(said.contains("links to file:///etc/hostname (child)"), said);
    assertTrue(said.contains("links back to"), said);
    assertTrue(said.contains("endless.json"), said);
    assertFalse(said.contains("root:"), said);
  }

  @Test
  void privateAddressesAreRefusedUnlessAllowed() throws IOException {
    long before = ASKED.size();
    Job job = job("private", search("few"));
    Job.Outcome outcome = job.run("render").exits(3);
    assertTrue(outcome.err().contains("allow_private"), outcome.err());
    assertEquals(before, ASKED.size(), "the server was contacted");
  }
}
