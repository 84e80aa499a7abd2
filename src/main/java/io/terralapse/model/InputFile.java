package io.terralapse.model;

import java.nio.file.Path;

/**
 * A file that a setting names, and that frames depend on beside the scenes.
 *
 * @param setting such as {@code furniture.logo}
 * @param file its name, without folders
 * @param key hash of what counts of its content
 */
public record InputFile(String setting, String file, String key) {

  /** The file at a path, which is not read. */
  public static InputFile of(String setting, Path path, String key) {
    return new InputFile(setting, String.valueOf(path.getFileName()), key);
  }
}
