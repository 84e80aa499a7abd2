package io.terralapse.raster.sidecar;

import io.terralapse.access.ByteOpener;
import io.terralapse.model.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** Reads small files that may lie beside a raster. Thread-safe. */
@FunctionalInterface
public interface SiblingReader {
  /**
   * A whole file.
   *
   * @param limit most bytes that it may have
   * @return empty if there is no such file
   * @throws IOException if it is there and cannot be read, or is longer
   */
  Optional<byte[]> find(Location sibling, int limit) throws IOException;

  /**
   * Looks on disk and inside archives. Not over the network: every question would cost a request,
   * for files that are hardly ever there.
   */
  static SiblingReader of(ByteOpener bytes) {
    return (sibling, limit) -> {
      if (sibling instanceof Location.Local local) {
        return Files.isRegularFile(local.file())
            ? Optional.of(bytes.readAll(local, limit))
            : Optional.empty();
      }
      return sibling instanceof Location.Member
          ? findMember(bytes, sibling, limit)
          : Optional.empty();
    };
  }

  private static Optional<byte[]> findMember(ByteOpener bytes, Location member, int limit) {
    try {
      return Optional.of(bytes.readAll(member, limit));
    } catch (IOException e) {
      // An archive says in no other way that it has no such member.
      return Optional.empty();
    }
  }
}
