package io.terralapse.catalog.files;

import io.terralapse.model.Location;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What messages call the files of a job: the name, with as many of its folders as tell it from
 * other files of that name. Thread-safe.
 */
public final class FileLabels {
  private final Path base;
  private final Map<String, Set<String>> byName = new HashMap<>();

  /**
   * Labels.
   *
   * @param base the config's folder
   * @param files all files of the job
   */
  public FileLabels(Path base, List<Location> files) {
    this.base = base;
    for (Location file : files) {
      byName.computeIfAbsent(file.name(), name -> new LinkedHashSet<>()).add(FilePath.of(file));
    }
  }

  /** The shortest end of a file's path that no other file of the job has: {@code 2023-06/a.tif}. */
  public String label(Location file) {
    Set<String> same = byName.getOrDefault(file.name(), Set.of());
    String path = FilePath.of(file);
    int slash = path.length() - file.name().length() - 1;
    while (same.size() > 1 && slash > 0) {
      String end = path.substring(slash);
      if (same.stream().filter(other -> other.endsWith(end)).count() < 2) {
        break;
      }
      slash = path.lastIndexOf('/', slash - 1);
    }
    return path.substring(Math.max(0, slash + 1));
  }

  /**
   * A file as the first cell of a row of the manifest that matches it: its path from the config's
   * folder, quoted if needed.
   */
  public String manifestPath(Location file) {
    String path = FilePath.within(base, file).orElseGet(() -> FilePath.of(file));
    // A wildcard in the place of what has a meaning in patterns, and for the CSV's quotes.
    String glob = path.replaceAll("[\\[\\]{}*\\\\\"]", "?");
    return glob.matches("(?s).*[,#].*|\\s.*|.*\\s") ? '"' + glob + '"' : glob;
  }
}
