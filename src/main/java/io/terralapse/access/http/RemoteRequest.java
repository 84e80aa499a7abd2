package io.terralapse.access.http;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request, before anything secret is added to it.
 *
 * @param name the file as messages call it, without query
 * @param uri the address
 * @param headers names and values
 * @param body what is posted, or null for a GET
 * @param size bytes that the answer may have, for the deadline
 */
record RemoteRequest(
    String name, URI uri, Map<String, String> headers, @Nullable Post body, long size) {

  /** The body of a POST. */
  static final class Post {
    final byte[] bytes;
    final String contentType;

    Post(byte[] bytes, String contentType) {
      this.bytes = bytes.clone();
      this.contentType = contentType;
    }
  }

  /** The same of another address. */
  RemoteRequest at(URI other) {
    return new RemoteRequest(name, other, headers, body, size);
  }

  /** Shows no query. */
  @Override
  public String toString() {
    return name;
  }
}
