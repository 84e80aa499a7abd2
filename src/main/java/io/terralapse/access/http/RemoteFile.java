package io.terralapse.access.http;

import io.terralapse.model.Location;
import java.net.URI;

/**
 * A remote file in the state in which it was opened. Remembers where redirects led, so that only
 * the first request pays for them. Thread-safe.
 */
final class RemoteFile {
  private final Location.Remote location;
  private final FileState state;
  private volatile URI current;

  RemoteFile(Location.Remote location, FileState state, URI current) {
    this.location = location;
    this.state = state;
    this.current = current;
  }

  /** The address without query, for messages and names. */
  String name() {
    return location.text();
  }

  FileState state() {
    return state;
  }

  /** Where the bytes were last. May be signed: not for messages. */
  URI current() {
    return current;
  }

  void movedTo(URI address) {
    current = address;
  }

  /**
   * Goes back to the first address, since the signature of the last one may have run out.
   *
   * @return whether that is another one
   */
  boolean startOver(URI failed) {
    current = location.uri();
    return !failed.equals(location.uri());
  }
}
