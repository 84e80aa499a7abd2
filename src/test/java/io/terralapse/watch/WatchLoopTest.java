package io.terralapse.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.terralapse.config.ConfigLoader;
import io.terralapse.config.JobSettings;
import io.terralapse.run.Cancellation;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Catalogues that are polled: setting {@code watch.every}. */
@Slow
@Timeout(60)
class WatchLoopTest {
  /** A minute passes in a quarter of a second. */
  private static final int HASTE = 240;

  @TempDir Path folder = Path.of("");
  private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger items = new AtomicInteger(1);
  private final AtomicInteger broken = new AtomicInteger();
  private final Cancellation cancellation = new Cancellation();
  private HttpServer server = start();

  private static HttpServer start() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void serve() {
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String home() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String condition = exchange.getRequestHeaders().getFirst("If-None-Match");
      String since = exchange.getRequestHeaders().getFirst("If-Modified-Since");
      requests.add(path + " " + condition + " " + since);
      if (broken.get() > 0) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      boolean search = path.equals("/v1/search");
      String tag = "\"" + (search ? items.get() : 0) + "\"";
      exchange.getResponseHeaders().add("ETag", tag);
      if (tag.equals(condition)) {
        exchange.sendResponseHeaders(304, -1);
        return;
      }
      byte[] body = (search ? page() : landing()).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String landing() {
    return "{\"type\":\"Catalog\",\"stac_version\":\"1.0.0\",\"id\":\"api\",\"links\":[{\"rel\":"
        + "\"search\",\"method\":\"GET\",\"href\":\""
        + home()
        + "/v1/search\"}]}";
  }

  private String page() {
    StringBuilder features = new StringBuilder();
    for (int i = 0; i < items.get(); i++) {
      features
          .append(i == 0 ? "" : ",")
          .append(
              "{\"type\":\"Feature\",\"stac_version\":\"1.0.0\",\"id\":\"item-"
                  + i
                  + "\",\"properties\":{\"datetime\":\"2024-01-0"
                  + (i + 1)
                  + "T10:00:00Z\"},\"assets\":{\"image\":{\"href\":\""
                  + home()
                  + "/"
                  + i
                  + ".tif\",\"type\":\"image/tiff; application=geotiff\"}}}");
    }
    return "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}";
  }

  private JobSettings job() throws IOException {
    Path config = folder.resolve("job.yaml");
    Files.writeString(
        config,
        "scenes: [{stac: '"
            + home()
            + "/v1', bbox: [0, 0, 1, 1]}]\n"
            + "access: {allow_private: true}\nwatch: {every: 1m}\n");
    return ConfigLoader.load(config, Map.of(), Map.of());
  }

  private static LongSupplier hasty() {
    long start = System.nanoTime();
    return () -> start + (System.nanoTime() - start) * HASTE;
  }

  @Test
  void aCatalogueIsSearchedAgainWithConditionsAndRunsWhenItHasChanged() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    WatchLoop.Run run =
        () -> {
          if (runs.incrementAndGet() == 2) {
            cancellation.cancel();
          }
          return false;
        };
    Thread changes =
        new Thread(
            () -> {
              try {
                while (requests.stream().filter(r -> r.startsWith("/v1/search")).count() < 4) {
                  Thread.sleep(20);
                }
                items.set(2);
              } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
              }
            });
    changes.start();
    new WatchLoop(job(), run, events::add, cancellation, hasty()).run();
    changes.join();
    assertEquals(2, runs.get());
    List<String> searches = requests.stream().filter(r -> r.startsWith("/v1/search")).toList();
    assertEquals("/v1/search null null", searches.get(0));
    for (String later : searches.subList(1, searches.size())) {
      assertEquals("/v1/search \"1\" null", later);
    }
    assertTrue(requests.contains("/v1 \"0\" null"), requests.toString());
    assertEquals(
        List.of(
            "watching 1 catalogue every 60 s",
            "rendering: first run",
            "rendering: a catalogue has changed"),
        List.copyOf(events));
  }

  @Test
  void aCatalogueThatFailsIsReportedAndTriedAtTheNextTime() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    broken.set(1);
    WatchLoop.Run run =
        () -> {
          if (runs.incrementAndGet() == 2) {
            cancellation.cancel();
          }
          broken.set(0);
          return false;
        };
    new WatchLoop(job(), run, events::add, cancellation, hasty()).run();
    assertTrue(
        events.stream().anyMatch(e -> e.startsWith("search failed: " + home() + "/v1 cannot")),
        events.toString());
    assertEquals(2, runs.get(), "what it has now was not known before");
  }

  @Test
  void aRunThatMaySucceedLaterIsTriedAgainWithLongerPauses() throws Exception {
    ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
    LongSupplier clock = hasty();
    WatchLoop.Run run =
        () -> {
          times.add(clock.getAsLong() / 1_000_000_000);
          if (times.size() == 4) {
            cancellation.cancel();
          }
          return true;
        };
    Path config = folder.resolve("local.yaml");
    Files.writeString(config, "scenes: [none]\n");
    new WatchLoop(
            ConfigLoader.load(config, Map.of(), Map.of()), run, events::add, cancellation, clock)
        .run();
    List<Long> at = List.copyOf(times);
    assertTrue(at.get(1) - at.get(0) >= 59, at.toString());
    assertTrue(at.get(2) - at.get(1) >= 119, at.toString());
    assertTrue(at.get(3) - at.get(2) >= 239, at.toString());
  }
}
