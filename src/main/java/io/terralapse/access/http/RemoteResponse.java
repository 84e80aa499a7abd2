package io.terralapse.access.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** A server's answer while it is being read. */
final class RemoteResponse {
  private final ClassicHttpResponse response;
  private final URI from;
  private final InputStream body;

  RemoteResponse(ClassicHttpResponse response, URI from) throws IOException {
    this.response = response;
    this.from = from;
    HttpEntity entity = response.getEntity();
    InputStream content = entity == null ? null : entity.getContent();
    body = content == null ? new ByteArrayInputStream(new byte[0]) : content;
  }

  /** Makes something of an response. What it leaves unread is never transferred. */
  @FunctionalInterface
  interface Reader<T> {
    /** Reads. */
    T read(RemoteResponse response) throws IOException;
  }

  /** The address that answered, after redirects. */
  URI from() {
    return from;
  }

  int status() {
    return response.getCode();
  }

  /** The first header of a name. */
  Optional<String> findHeader(String name) {
    Header header = response.getFirstHeader(name);
    return header == null ? Optional.empty() : Optional.ofNullable(header.getValue());
  }

  /** The length that the header announces, or -1. */
  long announcedLength() {
    return response.getEntity() == null ? 0 : response.getEntity().getContentLength();
  }

  /** How the body is compressed; empty if it is not. */
  Optional<String> findCoding() {
    return findHeader("Content-Encoding")
        .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
        .filter(coding -> !coding.isEmpty() && !coding.equals("identity"));
  }

  InputStream body() {
    return body;
  }

  /**
   * Says why an answer is of no use.
   *
   * @return {@link TransientFailureException} if it may be another one later, else {@link Refusal}
   */
  IOException failure(String name) {
    return switch (status()) {
      case 401, 403 ->
          new Refusal(
              name
                  + " may not be read (the server answers "
                  + status()
                  + "); set "
                  + Credentials.tokenVariable(from.getHost())
                  + " to a bearer token, or use a signed address that has not run out");
      case 404, 410 ->
          new Refusal(
              name + " is not there (the server answers " + status() + "); check the address");
      case 408, 429, 500, 502, 503, 504 ->
          new TransientFailureException(
              "the server is busy or out of order (it answers " + status() + ")",
              findHeader("Retry-After").flatMap(v -> RetryAfter.parse(v, Clock.systemUTC())));
      default ->
          new Refusal(
              name + " could not be read: the server answers " + status() + "; check the address");
    };
  }
}
