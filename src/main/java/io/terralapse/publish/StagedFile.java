package io.terralapse.publish;

import io.terralapse.access.FileHash;
import io.terralapse.model.FailureReason;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a file of its own, which is not part of a publication: under a temporary name, which is
 * renamed when it is complete. Stateless and thread-safe.
 */
public final class StagedFile {
  /** Writes the text of a file. */
  @FunctionalInterface
  public interface Text {
    void writeTo(Writer out) throws IOException;
  }

  private StagedFile() {}

  /**
   * Writes a file as UTF-8, replacing an existing one. Its folder is created if missing.
   *
   * @throws UserError (environment) if it cannot be written
   */
  public static void write(Path file, Text text) {
    // Of this process: a file that another one is writing is left alone.
    Path temporary =
        file.resolveSibling(
            "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try {
        try (Writer out = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8)) {
          text.writeTo(out);
        }
        FileHash.force(temporary);
        Files.move(
            temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException failure) {
      throw UserError.environment(
          file
              + ": cannot be written ("
              + FailureReason.of(failure)
              + "); set output_dir to another folder, or free its disk.",
          failure);
    }
  }
}
