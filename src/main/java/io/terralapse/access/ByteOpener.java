package io.terralapse.access;

import io.terralapse.model.Location;
import java.io.IOException;

/** Opens files wherever they are. Thread-safe. */
@FunctionalInterface
public interface ByteOpener {
  /**
   * Opens one file.
   *
   * @throws IOException if it is not there or may not be read; its message names it
   */
  ByteSource open(Location location) throws IOException;

  /**
   * A whole small file.
   *
   * @param limit most bytes that it may have
   * @throws IOException if it has more, or cannot be read
   */
  default byte[] readAll(Location location, int limit) throws IOException {
    try (ByteSource source = open(location)) {
      if (source.size() > limit) {
        throw new IOException(
            source.name() + " has " + source.size() + " bytes, more than " + limit + " allowed");
      }
      byte[] bytes = new byte[(int) source.size()];
      source.read(0, bytes, 0, bytes.length);
      return bytes;
    }
  }
}
