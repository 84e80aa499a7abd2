package io.terralapse.catalog.stac;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server in memory with a record of the requests. */
final class FakeHttp implements StacHttp {
  /** Responds to a request; the body is empty for GET. */
  interface Answer {
    String to(String body) throws IOException;
  }

  private final Map<String, Answer> gets = new HashMap<>();
  private final Map<String, Answer> posts = new HashMap<>();
  final List<String> asked = new ArrayList<>();

  FakeHttp get(String address, String text) {
    gets.put(address, body -> text);
    return this;
  }

  FakeHttp get(String address, Answer answer) {
    gets.put(address, answer);
    return this;
  }

  FakeHttp post(String address, Answer answer) {
    posts.put(address, answer);
    return this;
  }

  @Override
  public byte[] get(URI uri, int limit) throws IOException {
    asked.add("GET " + uri);
    return answer(gets.get(uri.toString()), "", uri, limit);
  }

  @Override
  public byte[] postJson(URI uri, byte[] body, int limit) throws IOException {
    String text = new String(body, StandardCharsets.UTF_8);
    asked.add("POST " + uri + " " + text);
    return answer(posts.get(uri.toString()), text, uri, limit);
  }

  private static byte[] answer(
      @org.jspecify.annotations.Nullable Answer answer, String body, URI uri, int limit)
      throws IOException {
    if (answer == null) {
      throw new IOException(uri.getHost() + " answered 404 (not there)");
    }
    byte[] bytes = answer.to(body).getBytes(StandardCharsets.UTF_8);
    if (bytes.length > limit) {
      throw new IOException("has more than the " + limit + " bytes that are allowed for it");
    }
    return bytes;
  }
}
