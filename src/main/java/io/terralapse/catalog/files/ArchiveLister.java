package io.terralapse.catalog.files;

import io.terralapse.model.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Lists what is inside an archive. */
@FunctionalInterface
public interface ArchiveLister {
  /**
   * The files in a zip or tar archive, in its own order.
   *
   * @throws IOException if it cannot be read, or holds what an honest archive does not; the message
   *     is a sentence without full stop that names it
   */
  List<Location.Member> list(Path archive) throws IOException;
}
