package io.terralapse.access.http;

import io.terralapse.model.Location;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens a distant file: one request asks for its first bytes, and the answer tells size, version
 * and whether the server sends parts. Thread-safe.
 */
final class FirstContact {
  /** As much as a TIFF reader looks at first. */
  static final int HEAD_BYTES = 32 * 1024;

  /** What is read whole from a server that sends no parts. */
  static final int WHOLE_BYTES = 16 << 20;

  private final Redirects redirects;
  private final Retries retries;

  FirstContact(Redirects redirects, Retries retries) {
    this.redirects = redirects;
    this.retries = retries;
  }

  /** A file that answered. */
  static final class Met {
    final RemoteFile file;

    /** Its first bytes, or all if the server sends no parts; null if it is as it was. */
    final byte @Nullable [] head;

    Met(RemoteFile file, byte @Nullable [] head) {
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
  Met meet(Location.Remote location, Optional<FileState> before) throws IOException {
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
    Ask ask = new Ask(name, location.uri(), headers, null, WHOLE_BYTES);
    return retries.run(
        name, () -> redirects.send(ask, answer -> understand(location, before, answer)));
  }

  private static Met understand(Location.Remote location, Optional<FileState> before, Answer answer)
      throws IOException {
    String name = location.text();
    return switch (answer.status()) {
      case 304 ->
          new Met(
              new RemoteFile(
                  location, before.orElseThrow(() -> answer.failure(name)), answer.from()),
              null);
      case 206 -> part(location, answer);
      case 200 -> whole(location, answer);
      case 416 -> {
        if (!answer.findHeader("Content-Range").orElse("").strip().equals("bytes */0")) {
          throw RangeFetch.wrongPart(name);
        }
        yield new Met(
            new RemoteFile(location, FileState.of(answer, 0, true), answer.from()), new byte[0]);
      }
      default -> throw answer.failure(name);
    };
  }

  private static Met part(Location.Remote location, Answer answer) throws IOException {
    String name = location.text();
    ContentRange range =
        answer
            .findHeader("Content-Range")
            .flatMap(ContentRange::parse)
            .orElseThrow(() -> RangeFetch.wrongPart(name));
    if (range.first() != 0 || range.last() != Math.min(HEAD_BYTES, range.size()) - 1) {
      throw RangeFetch.wrongPart(name);
    }
    RangeFetch.checkPlain(name, answer);
    byte[] head = answer.body().readNBytes((int) range.last() + 1);
    if (head.length <= range.last()) {
      throw new PassingFailure("the answer broke off");
    }
    RangeFetch.readEnd(answer.body());
    FileState state = FileState.of(answer, range.size(), true);
    return new Met(new RemoteFile(location, state, answer.from()), head);
  }

  private static Met whole(Location.Remote location, Answer answer) throws IOException {
    String name = location.text();
    RangeFetch.checkPlain(name, answer);
    long announced = answer.announcedLength();
    if (announced > WHOLE_BYTES) {
      throw tooLarge(name, String.format(Locale.ROOT, "%d MiB", announced >> 20));
    }
    byte[] bytes = answer.body().readNBytes(WHOLE_BYTES + 1);
    if (bytes.length > WHOLE_BYTES) {
      throw tooLarge(name, "more than " + (WHOLE_BYTES >> 20) + " MiB");
    }
    if (bytes.length < announced) {
      throw new PassingFailure("the answer broke off");
    }
    FileState state = FileState.of(answer, bytes.length, false);
    return new Met(new RemoteFile(location, state, answer.from()), bytes);
  }

  private static Refusal tooLarge(String name, String size) {
    return new Refusal(
        name
            + " is on a server that sends no parts of files, and "
            + size
            + " are too much to fetch whole; download the file and give its path");
  }
}
