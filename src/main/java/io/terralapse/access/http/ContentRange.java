package io.terralapse.access.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which part of a file an answer holds (RFC 9110, section 14.4).
 *
 * @param first first byte, from 0
 * @param last last byte, inclusive
 * @param size length of the whole file
 */
record ContentRange(long first, long last, long size) {
  /** At most 18 digits, so that every number fits. */
  private static final Pattern FORM =
      Pattern.compile("(?i)bytes\\s+([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18})");

  /** Reads the header; empty if it is malformed or leaves the size open. */
  static Optional<ContentRange> parse(String header) {
    Matcher matcher = FORM.matcher(header.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long first = Long.parseLong(matcher.group(1));
    long last = Long.parseLong(matcher.group(2));
    long size = Long.parseLong(matcher.group(3));
    return first > last || last >= size
        ? Optional.empty()
        : Optional.of(new ContentRange(first, last, size));
  }
}
