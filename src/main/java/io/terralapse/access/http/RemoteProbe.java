package io.terralapse.access.http;

import io.terralapse.model.DataException;
import io.terralapse.model.Location;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens a remote file: one request fetches its first bytes, and the response reports size, version
 * and whether the server sends parts. Thread-safe.
 */
final class RemoteProbe {
  /** As much as a TIFF reader looks at first. */
  static final int HEAD_BYTES = 32 * 1024;

  /** What is read whole from a server that sends no parts. */
  static final int WHOLE_BYTES = 16 << 20;

  private final RedirectFollower redirects;
  private final RetryPolicy retries;

  RemoteProbe(RedirectFollower redirects, RetryPolicy retries) {
    this.redirects = redirects;
    this.retries = retries;
  }

  /** A file that answered. */
  static final class ProbeResult {
    final RemoteFile file;

    /** Its first bytes, or all if the server sends no parts; null if it is as it was. */
    final byte @Nullable [] head;

    ProbeResult(RemoteFile file, byte @Nullable [] head) {
      this.file = file;
      this.head = head;
    }
  }

  /**
   * Asks.
   *
   * @param before the state that is known, if any: the file is then only asked whether it still is
   *     in it
   */
  ProbeResult probe(Location.Remote location, Optional<FileState> before) throws IOException {
    String name = location.text();
    Map<String, String> headers = new HashMap<>();
    headers.put("Range", "bytes=0-" + (HEAD_BYTES - 1));
    headers.put("Accept-Encoding", "identity");
    before
        .flatMap(FileState::etag)
        .ifPresentOrElse(
            tag -> headers.put("If-None-Match", tag),
            () ->
                before
                    .flatMap(FileState::modified)
                    .ifPresent(date -> headers.put("If-Modified-Since", date)));
    RemoteRequest request = new RemoteRequest(name, location.uri(), headers, null, WHOLE_BYTES);
    return retries.run(
        name,
        failures ->
            redirects.send(request, failures, response -> interpret(location, before, response)));
  }

  private static ProbeResult interpret(
      Location.Remote location, Optional<FileState> before, RemoteResponse response)
      throws IOException {
    String name = location.text();
    return switch (response.status()) {
      case 304 ->
          new ProbeResult(
              new RemoteFile(
                  location, before.orElseThrow(() -> response.failure(name)), response.from()),
              null);
      case 206 -> part(location, response);
      case 200 -> whole(location, response);
      case 416 -> {
        if (!response.findHeader("Content-Range").orElse("").strip().equals("bytes */0")) {
          throw RangeFetcher.wrongPart(name);
        }
        yield new ProbeResult(
            new RemoteFile(location, FileState.of(response, 0, true), response.from()),
            new byte[0]);
      }
      default -> throw response.failure(name);
    };
  }

  private static ProbeResult part(Location.Remote location, RemoteResponse response)
      throws IOException {
    String name = location.text();
    ContentRange range =
        response
            .findHeader("Content-Range")
            .flatMap(ContentRange::parse)
            .orElseThrow(() -> RangeFetcher.wrongPart(name));
    if (range.first() != 0 || range.last() != Math.min(HEAD_BYTES, range.size()) - 1) {
      throw RangeFetcher.wrongPart(name);
    }
    RangeFetcher.checkPlain(name, response);
    byte[] head = response.body().readNBytes((int) range.last() + 1);
    if (head.length <= range.last()) {
      throw new TransientFailureException("the response was cut short");
    }
    RangeFetcher.readEnd(response.body());
    FileState state = FileState.of(response, range.size(), true);
    return new ProbeResult(new RemoteFile(location, state, response.from()), head);
  }

  private static ProbeResult whole(Location.Remote location, RemoteResponse response)
      throws IOException {
    String name = location.text();
    RangeFetcher.checkPlain(name, response);
    long announced = response.announcedLength();
    if (announced > WHOLE_BYTES) {
      throw tooLarge(name, String.format(Locale.ROOT, "%d MiB", announced >> 20));
    }
    byte[] bytes = response.body().readNBytes(WHOLE_BYTES + 1);
    if (bytes.length > WHOLE_BYTES) {
      throw tooLarge(name, "more than " + (WHOLE_BYTES >> 20) + " MiB");
    }
    if (bytes.length < announced) {
      throw new TransientFailureException("the response was cut short");
    }
    FileState state = FileState.of(response, bytes.length, false);
    return new ProbeResult(new RemoteFile(location, state, response.from()), bytes);
  }

  private static DataException tooLarge(String name, String size) {
    return new DataException(
        name
            + " is on a server that sends no parts of files, and "
            + size
            + " are too much to fetch whole; download the file and give its path");
  }
}
