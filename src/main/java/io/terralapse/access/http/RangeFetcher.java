package io.terralapse.access.http;

import io.terralapse.model.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** Fetches parts of a file whose state is known. Thread-safe. */
final class RangeFetcher {
  private final RedirectFollower redirects;
  private final RetryPolicy retries;

  RangeFetcher(RedirectFollower redirects, RetryPolicy retries) {
    this.redirects = redirects;
    this.retries = retries;
  }

  /**
   * Fetches exactly {@code length} bytes. What broke off is continued where it broke.
   *
   * @param from first byte; the part lies in the file
   */
  void fetch(RemoteFile file, long from, byte[] into, int at, int length) throws IOException {
    int[] got = {0};
    retries.run(
        file.name(),
        () -> got[0],
        failures -> {
          long first = from + got[0];
          long last = from + length - 1;
          Map<String, String> headers =
              Map.of("Range", "bytes=" + first + "-" + last, "Accept-Encoding", "identity");
          RemoteRequest request =
              new RemoteRequest(file.name(), file.current(), headers, null, last - first + 1);
          return redirects.send(
              request,
              failures,
              response -> {
                check(file, response, first, last);
                file.movedTo(response.from());
                readOn(response.body(), into, at, length, got);
                return true;
              });
        });
  }

  private static void check(RemoteFile file, RemoteResponse response, long first, long last)
      throws IOException {
    int status = response.status();
    if (status == 206) {
      Optional<ContentRange> part =
          response.findHeader("Content-Range").flatMap(ContentRange::parse);
      if (part.isPresent()) {
        checkUnchanged(file, FileState.of(response, part.get().size(), true));
      }
      if (part.isEmpty() || part.get().first() != first || part.get().last() != last) {
        throw wrongPart(file.name());
      }
      checkPlain(file.name(), response);
      return;
    }
    if (status == 200) {
      long size = response.announcedLength();
      checkUnchanged(file, FileState.of(response, size < 0 ? file.state().size() : size, true));
      throw new TransientFailureException("the server sent the complete file instead of a part");
    }
    if (status == 416) {
      throw changed(file.name());
    }
    boolean refused = status == 401 || status == 403 || status == 404 || status == 410;
    if (refused && file.startOver(response.from())) {
      throw new TransientFailureException("the redirect has expired");
    }
    throw response.failure(file.name());
  }

  private static void checkUnchanged(RemoteFile file, FileState now) throws DataException {
    if (file.state().differsFrom(now)) {
      throw changed(file.name());
    }
  }

  static DataException changed(String name) {
    return new DataException(name + " was changed while it was read; run the job again");
  }

  static DataException wrongPart(String name) {
    return new DataException(
        name
            + " could not be read: the server sent another range than the requested one; download"
            + " the file and give its path");
  }

  /** Parts of compressed files are of no use. */
  static void checkPlain(String name, RemoteResponse response) throws DataException {
    if (response.findCoding().isPresent()) {
      throw new DataException(
          name
              + " is sent compressed although that was declined; download the file and give its"
              + " path");
    }
  }

  private static void readOn(InputStream body, byte[] into, int at, int length, int[] got)
      throws IOException {
    while (got[0] < length) {
      int n = body.read(into, at + got[0], length - got[0]);
      if (n < 0) {
        throw new TransientFailureException("the response was cut short");
      }
      got[0] += n;
    }
    readEnd(body);
  }

  /** A connection is used again only when its answer was read to the end. */
  static void readEnd(InputStream body) throws IOException {
    if (body.read() >= 0) {
      throw new TransientFailureException("the response is longer than announced");
    }
  }
}
