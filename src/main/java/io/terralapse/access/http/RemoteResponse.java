package io.terralapse.access.http;

import io.terralapse.access.NetworkException;
import io.terralapse.model.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpResponse;

/** A server's response while it is being read. For one thread. */
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
    /** Reads the status, the headers and as much of the body as needed. */
    T read(RemoteResponse response) throws IOException;
  }

  /** The address that responded, after redirects. */
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

  /** Whether a status may be another one later (RFC 9110, section 15; RFC 6585 for 429). */
  static boolean isTransient(int status) {
    return switch (status) {
      case 408, 429, 500, 502, 503, 504 -> true;
      default -> false;
    };
  }

  /** How long the server asks to wait, at most {@link RetryAfter#LONGEST}. */
  static Optional<Duration> findWait(HttpResponse response) {
    Header header = response.getFirstHeader("Retry-After");
    return Optional.ofNullable(header)
        .map(Header::getValue)
        .flatMap(value -> RetryAfter.parse(value, Clock.systemUTC()));
  }

  /** How long the server asks to wait, if that is longer than a run waits. */
  static Optional<Duration> findTooLongWait(HttpResponse response) {
    return Optional.ofNullable(response.getFirstHeader("Retry-After"))
        .map(Header::getValue)
        .flatMap(value -> RetryAfter.findTooLong(value, Clock.systemUTC()));
  }

  /** The reason in the body of an error, in quotes; empty if it gives none. */
  private Optional<String> findReason() {
    try {
      return findCoding().isPresent()
          ? Optional.empty()
          : ServerMessage.find(body.readNBytes(ServerMessage.MAX_BYTES + 1));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * The error for a status that is not the expected one.
   *
   * @return {@link TransientFailureException} if it may be another one soon, {@link
   *     NetworkException} if the server asks to wait for longer than a run does, else {@link
   *     DataException}
   */
  IOException failure(String name) {
    int status = status();
    Optional<Duration> tooLong = isTransient(status) ? findTooLongWait(response) : Optional.empty();
    if (tooLong.isPresent()) {
      return new NetworkException(
          name
              + " could not be read: the server asks to wait for "
              + minutes(tooLong.get())
              + " (status "
              + status
              + "), longer than a run waits; run again then",
          null);
    }
    if (isTransient(status)) {
      return new TransientFailureException(
          "the server is busy or out of service (status " + status + ")", findWait(response));
    }
    return switch (status) {
      case 401, 403 ->
          new DataException(
              name
                  + " is not accessible (status "
                  + status
                  + "); set "
                  + Credentials.tokenVariable(from.getHost())
                  + " to a bearer token, or use a signed address that has not expired");
      case 404, 410 ->
          new DataException(
              name + " does not exist on the server (status " + status + "); check the address");
      default ->
          new DataException(
              name
                  + " could not be read: the server sent status "
                  + status
                  + findReason()
                      .map(reason -> " with the reason " + reason + "; correct the request")
                      .orElse("; check the address"));
    };
  }

  private static String minutes(Duration wait) {
    long seconds = wait.toSeconds();
    return seconds < 120 ? seconds + " s" : (seconds + 59) / 60 + " minutes";
  }
}
