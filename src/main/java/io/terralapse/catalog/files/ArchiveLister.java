package io.terralapse.catalog.files;

import io.terralapse.model.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Lists the members of an archive. Thread-safe. */
@FunctionalInterface
public interface ArchiveLister {
  /**
   * The files in a zip or tar archive, in the archive's order.
   *
   * @throws IOException if it cannot be read or exceeds a bound; the message is a sentence without
   *     full stop that names the archive
   */
  List<Location.Member> list(Path archive) throws IOException;
}
