package io.terralapse.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A STAC API with one search per collection, {@value #PAGE} items a page, and files below {@code
 * /files/} whose content is found by the last part of their address. Counts what is requested.
 */
final class StacSite implements AutoCloseable {
  static final int PAGE = 100;
  static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, List<ObjectNode>> collections = new ConcurrentHashMap<>();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final HttpServer server;

  StacSite() throws IOException {
    // Else every small answer waits for the client to say that it had the last.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String home() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void collection(String name, List<ObjectNode> items) {
    collections.put(name, items);
  }

  void file(String name, byte[] content) {
    files.put(name, content);
  }

  /** The entry of {@code scenes} that searches a collection. */
  String search(String collection) {
    return "{stac: '" + home() + "/search', collections: [" + collection + "]}";
  }

  /** How many requests of an address's beginning there were since the last call, which forgets. */
  long takeRequests(String prefix) {
    long count = asked.stream().filter(one -> one.startsWith(prefix)).count();
    asked.removeIf(one -> one.startsWith(prefix));
    return count;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      asked.add(path);
      if (path.equals("/search")) {
        byte[] page = JSON.writeValueAsBytes(page(JSON.readTree(body)));
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
      } else {
        sendFile(exchange, files.get(path.substring(path.lastIndexOf('/') + 1)));
      }
    }
  }

  private ObjectNode page(JsonNode question) {
    List<ObjectNode> items = collections.get(question.path("collections").path(0).asText());
    int from = question.path("token").asInt(0);
    int end = Math.min(items.size(), from + PAGE);
    ObjectNode page = JSON.createObjectNode().put("type", "FeatureCollection");
    page.put("numberMatched", items.size());
    ArrayNode features = page.putArray("features");
    items.subList(from, end).forEach(features::add);
    ArrayNode links = page.putArray("links");
    if (end < items.size()) {
      ObjectNode next = links.addObject().put("rel", "next").put("method", "POST");
      next.put("merge", true).put("href", home() + "/search").putObject("body").put("token", end);
    }
    return page;
  }

  private static void sendFile(HttpExchange exchange, byte[] bytes) throws IOException {
    if (bytes == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    exchange.getResponseHeaders().set("ETag", "\"" + Arrays.hashCode(bytes) + "\"");
    String known = exchange.getRequestHeaders().getFirst("If-None-Match");
    if (known != null && known.equals("\"" + Arrays.hashCode(bytes) + "\"")) {
      exchange.sendResponseHeaders(304, -1);
      return;
    }
    String[] ends = exchange.getRequestHeaders().getFirst("Range").substring(6).split("-", -1);
    int first = Integer.parseInt(ends[0]);
    int end = Math.min(Integer.parseInt(ends[1]) + 1, bytes.length);
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + first + "-" + (end - 1) + "/" + bytes.length);
    exchange.sendResponseHeaders(206, end - first);
    exchange.getResponseBody().write(bytes, first, end - first);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
