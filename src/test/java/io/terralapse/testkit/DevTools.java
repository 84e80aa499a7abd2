package io.terralapse.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Chromium's DevTools protocol over one WebSocket: calls are sent and their results returned;
 * events are handed on in the order in which they arrive. Calls are made by one thread at a time.
 */
final class DevTools implements AutoCloseable {
  /** A browser that has not answered by then is taken for dead. */
  private static final long PATIENCE_SECONDS = 60;

  private final ObjectMapper json = new ObjectMapper();
  private final Map<Integer, CompletableFuture<JsonNode>> unanswered = new ConcurrentHashMap<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private final WebSocket socket;

  private DevTools(URI address, Consumer<JsonNode> events) throws IOException {
    // The browser listens on this machine; a proxy of the user would not reach it.
    HttpClient client = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    this.socket = await(client.newWebSocketBuilder().buildAsync(address, new Inbox(events)));
  }

  /**
   * Connects.
   *
   * @param address {@code ws://127.0.0.1:port/devtools/browser/id}
   * @param events gets every event as the protocol words it, on a thread of the socket
   */
  static DevTools connect(URI address, Consumer<JsonNode> events) throws IOException {
    return new DevTools(address, events);
  }

  /**
   * Calls a method and waits for its answer.
   *
   * @param session the page that is meant; empty for the browser as a whole
   * @return the answer's {@code result}
   * @throws IOException if the browser refuses, is gone, or does not answer
   */
  JsonNode call(String session, String method, Map<String, ?> parameters) throws IOException {
    int id = lastId.incrementAndGet();
    ObjectNode message = json.createObjectNode();
    message.put("id", id).put("method", method).set("params", json.valueToTree(parameters));
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    unanswered.put(id, answer);
    try {
      await(socket.sendText(json.writeValueAsString(message), true));
      JsonNode arrived = await(answer);
      if (arrived.has("error")) {
        throw new IOException(method + ": " + arrived.path("error"));
      }
      return arrived.path("result");
    } finally {
      unanswered.remove(id);
    }
  }

  private static <T> T await(Future<T> future) throws IOException {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the browser does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  /** Puts the pieces of a message together and hands it to whom it is for. */
  private final class Inbox implements WebSocket.Listener {
    private final Consumer<JsonNode> events;
    private final StringBuilder text = new StringBuilder();

    Inbox(Consumer<JsonNode> events) {
      this.events = events;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          deliver(json.readTree(text.toString()));
        } catch (IOException e) {
          onError(from, e);
        }
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }

    private void deliver(JsonNode message) {
      if (!message.has("id")) {
        events.accept(message);
        return;
      }
      CompletableFuture<JsonNode> answer = unanswered.get(message.path("id").asInt());
      if (answer != null) {
        answer.complete(message);
      }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      onError(from, new IOException("the browser has closed the connection: " + code + reason));
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      unanswered.values().forEach(answer -> answer.completeExceptionally(error));
    }
  }
}
