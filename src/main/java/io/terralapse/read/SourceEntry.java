package io.terralapse.read;

import io.terralapse.model.Location;
import io.terralapse.model.Scene;
import java.util.List;

/** Writes entries of the setting {@code sources} for messages. Stateless. */
final class SourceEntry {
  /** Folders that a pattern names at most. */
  private static final int MOST_FOLDERS = 6;

  /** A shorter beginning that all files of a scene share is taken for chance. */
  private static final int LEAST_PREFIX = 6;

  private SourceEntry() {}

  /**
   * A pattern for {@code match} that covers the files of one scene and none of the others: a name,
   * what the names begin with, or these in as many folders as distinguish them.
   *
   * @param others files of all scenes; those of the scene itself may be among them
   */
  static String pattern(Scene scene, List<Location> others) {
    List<Location> own = scene.files();
    String prefix = prefix(own);
    String name = own.size() == 1 ? prefix : prefix.length() >= LEAST_PREFIX ? prefix + "*" : "*";
    String start = name.endsWith("*") ? name.substring(0, name.length() - 1) : name;
    String folders = "";
    String path = own.get(0).path().replace('\\', '/');
    String rest = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    for (int depth = 0; depth <= MOST_FOLDERS; depth++) {
      String inside = folders;
      boolean unique =
          others.stream()
              .filter(other -> !own.contains(other))
              .map(other -> "/" + other.path().replace('\\', '/'))
              .noneMatch(other -> matches(other, inside, start));
      if (unique && (depth > 0 || !name.equals("*"))) {
        break;
      }
      int slash = rest.lastIndexOf('/');
      folders = rest.substring(slash + 1) + "/" + folders;
      rest = rest.substring(0, Math.max(0, slash));
    }
    return folders.isEmpty() ? name : "**/" + folders + name;
  }

  private static boolean matches(String path, String folders, String start) {
    int slash = path.lastIndexOf('/');
    String folder = path.substring(0, slash + 1);
    return (folders.isEmpty() || folder.endsWith("/" + folders))
        && path.substring(slash + 1).startsWith(start);
  }

  private static String prefix(List<Location> files) {
    String prefix = files.get(0).name();
    for (Location file : files) {
      int same = 0;
      while (same < Math.min(prefix.length(), file.name().length())
          && prefix.charAt(same) == file.name().charAt(same)) {
        same++;
      }
      prefix = prefix.substring(0, same);
    }
    return prefix;
  }
}
