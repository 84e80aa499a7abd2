package io.terralapse.catalog.files;

import io.terralapse.model.Location;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Paths of files for patterns and dates: absolute, with slashes; an archive's members as if the
 * archive were a folder. Stateless.
 */
public final class FilePath {
  private FilePath() {}

  /** The absolute path of a file. */
  public static String of(Location file) {
    if (file instanceof Location.Local local) {
      return of(local.file());
    }
    if (file instanceof Location.Member member) {
      return of(member.archive()) + "/" + member.entry();
    }
    return file.text();
  }

  /** The absolute path of a file or folder on disk. */
  public static String of(Path path) {
    return PathGlob.slashed(path.toAbsolutePath().normalize());
  }

  /** The path relative to a folder, if the file is below it. */
  public static Optional<String> within(Path folder, Location file) {
    String root = of(folder);
    String prefix = root.endsWith("/") ? root : root + "/";
    String path = of(file);
    return path.startsWith(prefix)
        ? Optional.of(path.substring(prefix.length()))
        : Optional.empty();
  }

  /**
   * The path from a folder, as somebody there writes it: with {@code ..} for each folder upwards if
   * the file is not below it. Empty for a file that is at an address or on another drive.
   */
  public static Optional<String> from(Path folder, Location file) {
    String path = of(file);
    String upwards = "";
    for (String at = of(folder).replaceFirst("/$", ""); !at.isEmpty(); at = parent(at)) {
      if (path.startsWith(at + "/")) {
        return Optional.of(upwards + path.substring(at.length() + 1));
      }
      upwards += "../";
    }
    // Only the root is common on a system with one root.
    return path.startsWith("/") ? Optional.of(upwards + path.substring(1)) : Optional.empty();
  }

  /** The path of the folder that a file is in. */
  public static String folder(Location file) {
    return parent(of(file));
  }

  /** The path above a path; empty text at the top. */
  public static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** The last segment of a path. */
  public static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
