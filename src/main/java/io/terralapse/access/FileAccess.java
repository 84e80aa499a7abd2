package io.terralapse.access;

import io.terralapse.model.Location;
import java.io.IOException;
import java.nio.file.Path;

/** Opens what is on disk. */
public final class FileAccess implements ByteOpener {
  @Override
  public ByteSource open(Location location) throws IOException {
    if (location instanceof Location.Local local) {
      return open(local.file());
    }
    throw new IOException(location.text() + " is not a file on this disk");
  }

  /** A file on disk. */
  public static ByteSource open(Path file) throws IOException {
    return LocalBytes.open(file);
  }
}
