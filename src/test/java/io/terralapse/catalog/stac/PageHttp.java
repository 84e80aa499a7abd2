package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Documents in memory, with a record of the requests. */
final class PageHttp implements StacHttp {
  /** Responds to a POST. */
  interface Answer {
    String to(URI uri, ObjectNode body) throws IOException;
  }

  final List<String> asked = new ArrayList<>();
  private final Map<String, byte[]> documents = new HashMap<>();
  private Answer post =
      (uri, body) -> {
        throw new IOException(uri.getHost() + " answered with 405");
      };

  /** Adds a document, with apostrophes instead of quotation marks. */
  PageHttp with(String uri, String json) {
    documents.put(uri, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    return this;
  }

  PageHttp posting(Answer answer) {
    post = answer;
    return this;
  }

  @Override
  public byte[] get(URI uri, int limit) throws IOException {
    asked.add("GET " + uri);
    byte[] document = documents.get(uri.toString());
    if (document == null) {
      throw new IOException(uri.getHost() + " answered with 404");
    }
    if (document.length > limit) {
      throw new IOException("it is too large");
    }
    return document;
  }

  @Override
  public byte[] postJson(URI uri, byte[] body, int limit) throws IOException {
    asked.add("POST " + uri);
    return post.to(uri, Json.parse(body)).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
