package io.terralapse.text;

import io.terralapse.model.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lwjgl.util.harfbuzz.HarfBuzz;

/** Loads the native library, once. */
final class HarfBuzzLibrary {
  private HarfBuzzLibrary() {}

  private static final class Loaded {
    static final String VERSION = load();

    private static String load() {
      // Names of users who are not known to the system are no folders.
      if (System.getProperty("org.lwjgl.system.SharedLibraryExtractPath") == null
          && !Path.of(System.getProperty("user.home", "?")).isAbsolute()) {
        System.setProperty("org.lwjgl.system.SharedLibraryExtractPath", temporaryFolder());
      }
      return String.valueOf(HarfBuzz.hb_version_string());
    }

    private static String temporaryFolder() {
      try {
        Path folder = Files.createTempDirectory("terralapse-text-");
        folder.toFile().deleteOnExit();
        return folder.toString();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * The version of HarfBuzz, which is loaded on the first call.
   *
   * @throws UserError (environment) if there is none for this platform or it fails to load
   */
  static String version() {
    try {
      return Loaded.VERSION;
    } catch (LinkageError e) {
      throw UserError.environment(
          "HarfBuzz, which places the letters of captions, could not be loaded; build on this"
              + " platform, and make sure that the folder for temporary files is writable.",
          e);
    }
  }
}
