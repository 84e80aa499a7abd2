package io.terralapse.access.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What a server says of the file that it has now.
 *
 * @param size bytes
 * @param etag strong entity tag, with its quotes
 * @param modified date of the last change as the server writes it, if it lay a minute back or more
 *     and so tells one content from the next (RFC 9110, section 8.8.2.2)
 * @param ranges whether the server sends parts
 */
record FileState(long size, Optional<String> etag, Optional<String> modified, boolean ranges) {
  private static final Duration SETTLED = Duration.ofMinutes(1);
  private static final int LONGEST_TAG = 1024;

  /** The state that an answer tells of. */
  static FileState of(RemoteResponse response, long size, boolean ranges) {
    return new FileState(size, strongTag(response), settledDate(response), ranges);
  }

  /** Whether bytes cached under this state can be distinguished from those of another. */
  boolean isTellable() {
    return etag.isPresent() || modified.isPresent();
  }

  /** Whether an answer is about other content than this. */
  boolean differsFrom(FileState other) {
    boolean tags = etag.isPresent() && other.etag.isPresent() && !etag.equals(other.etag);
    boolean dates =
        modified.isPresent() && other.modified.isPresent() && !modified.equals(other.modified);
    // Servers behind one address may differ in their clocks, but not in a tag that they share.
    boolean sameTag = etag.isPresent() && etag.equals(other.etag);
    return size != other.size || tags || (dates && !sameTag);
  }

  private static Optional<String> strongTag(RemoteResponse response) {
    return response
        .findHeader("ETag")
        .map(String::strip)
        .filter(tag -> tag.length() > 2 && tag.length() <= LONGEST_TAG)
        .filter(tag -> tag.startsWith("\"") && tag.endsWith("\""));
  }

  private static Optional<String> settledDate(RemoteResponse response) {
    Optional<Instant> changed = response.findHeader("Last-Modified").flatMap(FileState::date);
    Optional<Instant> now = response.findHeader("Date").flatMap(FileState::date);
    if (changed.isEmpty() || now.isEmpty() || changed.get().plus(SETTLED).isAfter(now.get())) {
      return Optional.empty();
    }
    return response.findHeader("Last-Modified").map(String::strip);
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip())));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
