package io.terralapse.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file so that readers find the old one or the new one. Stateless and thread-safe. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Replaces a file by a text in UTF-8.
   *
   * @param file its folder must exist
   * @throws IOException if it cannot be written; the old file then stays
   */
  public static void write(Path file, String text) throws IOException {
    Path next =
        file.resolveSibling(
            "." + file.getFileName() + "~" + ProcessHandle.current().pid() + ".tmp");
    try {
      Files.write(next, text.getBytes(StandardCharsets.UTF_8));
      try {
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException otherwise) {
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(next);
    }
  }
}
