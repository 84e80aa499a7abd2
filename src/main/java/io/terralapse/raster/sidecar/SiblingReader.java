package io.terralapse.raster.sidecar;

import io.terralapse.access.ByteOpener;
import io.terralapse.access.NoSuchMemberException;
import io.terralapse.model.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** Reads small files in the folder of a raster, if they exist. Thread-safe. */
@FunctionalInterface
public interface SiblingReader {
  /**
   * Reads a complete file.
   *
   * @param limit maximum size in bytes
   * @return empty if there is no such file
   * @throws IOException if it exists and cannot be read, or is larger
   */
  Optional<byte[]> find(Location sibling, int limit) throws IOException;

  /**
   * A reader that looks on disk and in archives, but not on servers: every lookup would cost a
   * request for files that hardly ever exist there.
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

  private static Optional<byte[]> findMember(ByteOpener bytes, Location member, int limit)
      throws IOException {
    try {
      return Optional.of(bytes.readAll(member, limit));
    } catch (NoSuchMemberException e) {
      return Optional.empty();
    }
  }
}
