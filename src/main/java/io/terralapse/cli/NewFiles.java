package io.terralapse.cli;

import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Files of one command that are written together or not at all, and never over others. */
final class NewFiles {
  private final List<Path> written = new ArrayList<>();

  /**
   * Refuses a file that exists already.
   *
   * @throws UserError (usage) naming it and the remedy
   */
  static void refuseExisting(Path file, String remedy) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw existing(file, remedy);
    }
  }

  private static UserError existing(Path file, String remedy) {
    return UserError.usage(file + ": exists already and was not changed; " + remedy + ".");
  }

  /**
   * Writes a file; what was written before is removed if that fails.
   *
   * @throws UserError (usage) if it exists or its folder does not
   */
  void write(Path file, String text, String remedy) throws IOException {
    try {
      Files.write(file, new byte[0], StandardOpenOption.CREATE_NEW);
      written.add(file);
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (FileAlreadyExistsException exists) {
      remove();
      throw existing(file, remedy);
    } catch (NoSuchFileException none) {
      remove();
      throw UserError.usage(file + ": its folder does not exist; create the folder first.");
    } catch (IOException failed) {
      remove();
      throw failed;
    }
  }

  private void remove() throws IOException {
    for (Path file : written) {
      Files.deleteIfExists(file);
    }
  }
}
